using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Waybill.Cms;

/// <summary>AES-GCM (RFC 5084) without authenticated attributes; ends with the mac of AuthEnvelopedData.</summary>
internal sealed class GcmContentEncryptor : ContentEncryptor
{
    internal const int NonceBytes = 12;
    internal const int TagBytes = 16;

    /// <summary>The tag as an OCTET STRING.</summary>
    internal const int SuffixBytes = 2 + TagBytes;

    // The framework's AesGcm takes a message at once; BouncyCastle's streams.
    private readonly GcmBlockCipher _gcm = new(AesUtilities.CreateEngine());

    internal GcmContentEncryptor(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv)
        => _gcm.Init(forEncryption: true, new AeadParameters(new KeyParameter(key), TagBytes * 8, iv.ToArray()));

    internal override void Process(byte[] plaintext, int length, byte[] output)
    {
        var written = _gcm.ProcessBytes(plaintext, 0, length, output, 0);
        if (written != length)
        {
            throw new InvalidOperationException("The cipher kept bytes back.");
        }
    }

    internal override int Finish(byte[] plaintext, int length, byte[] output)
    {
        var written = _gcm.ProcessBytes(plaintext, 0, length, output, 0);
        written += _gcm.DoFinal(output, written);

        // The tag came right behind the content; its header goes between.
        output.AsSpan(length, TagBytes).CopyTo(output.AsSpan(length + 2));
        (output[length], output[length + 1]) = (Der.OctetString, TagBytes);
        return written + 2;
    }

    // Forgets the plaintext of its last block; its key schedule it cannot clear.
    public override void Dispose() => _gcm.Reset();
}
