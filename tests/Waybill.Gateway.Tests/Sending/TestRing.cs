using System.Security.Cryptography;
using System.Text;

namespace Waybill.Gateway.Tests.Sending;

/// <summary>A ring that outlives a restart of the gateway: AES-GCM under one key, the purpose authenticated.</summary>
internal sealed class TestRing : ISecretRing
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public byte[] Seal(string purpose, ReadOnlySpan<byte> secret)
    {
        var sealedBytes = new byte[12 + secret.Length + 16];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, 12));
        using var aes = new AesGcm(_key, 16);
        aes.Encrypt(sealedBytes.AsSpan(0, 12), secret, sealedBytes.AsSpan(12, secret.Length), sealedBytes.AsSpan(12 + secret.Length), Encoding.UTF8.GetBytes(purpose));
        return sealedBytes;
    }

    public byte[] Open(string purpose, ReadOnlySpan<byte> sealedSecret)
    {
        var secret = new byte[sealedSecret.Length - 28];
        using var aes = new AesGcm(_key, 16);
        aes.Decrypt(sealedSecret[..12], sealedSecret[12..^16], sealedSecret[^16..], secret, Encoding.UTF8.GetBytes(purpose));
        return secret;
    }
}
