using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Benchmarks;

/// <summary>What the RSA-2048 private operations of one message cost by themselves: by the same .NET calls, in this process, while nothing else is asked of the machine.</summary>
internal sealed class PrivateOperations : IDisposable
{
    private const int Batches = 7;
    private const int Pairs = 200;

    private readonly RSA _rsa;
    private readonly byte[] _wrapped;
    private readonly byte[] _hash = SHA256.HashData("bench"u8);

    public PrivateOperations(Identity identity)
    {
        _rsa = identity.Certificate.GetRSAPrivateKey()!;
        _wrapped = _rsa.Encrypt(new byte[32], RSAEncryptionPadding.Pkcs1);
    }

    /// <summary>Processor seconds: one unwrapping of a content key, one signature; medians.</summary>
    public (double Decrypt, double Sign) Measure()
    {
        var (decrypts, signs) = (new List<double>(), new List<double>());
        for (var batch = 0; batch < Batches; batch++)
        {
            decrypts.Add(Batch(() => _rsa.Decrypt(_wrapped, RSAEncryptionPadding.Pkcs1)));
            signs.Add(Batch(() => _rsa.SignHash(_hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        }

        return (Meter.Median(decrypts), Meter.Median(signs));
    }

    public void Dispose() => _rsa.Dispose();

    private static double Batch(Func<byte[]> operation)
    {
        var meter = new Meter();
        for (var i = 0; i < Pairs; i++)
        {
            operation();
        }

        return meter.Elapsed.Processor / Pairs;
    }
}
