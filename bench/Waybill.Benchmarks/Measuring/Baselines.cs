using System.IO.Compression;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Waybill.Benchmarks;

/// <summary>What the machine gives without us: the bare cipher, the bare digest, the bare deflate, by the same calls we make.</summary>
internal enum Primitive
{
    Sha256 = 0,
    CbcEncrypt,
    CbcDecrypt,
    GcmEncrypt,
    GcmDecrypt,
    Deflate,
    Inflate,
}

/// <summary>Runs bare operations over one batch that stays in the cache.</summary>
internal static class Baselines
{
    private const int Batch = 128 * 1024;

    public static string Name(Primitive primitive) => primitive switch
    {
        Primitive.Sha256 => "SHA-256",
        Primitive.CbcEncrypt => "AES-256-CBC encrypt",
        Primitive.CbcDecrypt => "AES-256-CBC decrypt",
        Primitive.GcmEncrypt => "AES-256-GCM encrypt",
        Primitive.GcmDecrypt => "AES-256-GCM decrypt",
        Primitive.Deflate => "deflate",
        _ => "inflate",
    };

    /// <summary>Bytes that take long enough to be measured and no longer.</summary>
    public static long SampleBytes(Primitive primitive) => primitive is Primitive.Deflate ? 1L << 24 : 1L << 28;

    /// <summary>Cost of one byte, measured over <see cref="SampleBytes"/>.</summary>
    public static Cost PerByte(Primitive primitive)
    {
        var bytes = SampleBytes(primitive);
        var meter = new Meter();
        Run(primitive, bytes);
        return meter.Elapsed / bytes;
    }

    private static void Run(Primitive primitive, long bytes)
    {
        switch (primitive)
        {
            case Primitive.Sha256:
                using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
                {
                    var content = new byte[Batch];
                    Repeat(bytes, () => hash.AppendData(content));
                }

                break;
            case Primitive.CbcEncrypt or Primitive.CbcDecrypt:
                Cbc(primitive is Primitive.CbcEncrypt, bytes);
                break;
            case Primitive.GcmEncrypt or Primitive.GcmDecrypt:
                Gcm(primitive is Primitive.GcmEncrypt, bytes);
                break;
            case Primitive.Deflate:
                Deflate(bytes);
                break;
            default:
                Inflate(bytes);
                break;
        }
    }

    private static void Cbc(bool encrypt, long bytes)
    {
        using var aes = Aes.Create();
        (aes.KeySize, aes.Padding) = (256, PaddingMode.None);
        using var transform = encrypt ? aes.CreateEncryptor() : aes.CreateDecryptor();
        var (source, target) = (new byte[Batch], new byte[Batch]);
        Repeat(bytes, () => transform.TransformBlock(source, 0, Batch, target, 0));
    }

    // BouncyCastle's streaming GCM, the cipher the library uses.
    private static void Gcm(bool encrypt, long bytes)
    {
        var gcm = new GcmBlockCipher(AesUtilities.CreateEngine());
        gcm.Init(encrypt, new AeadParameters(new KeyParameter(new byte[32]), 128, new byte[12]));
        var (source, target) = (new byte[Batch], new byte[Batch + 64]);
        Repeat(bytes, () => gcm.ProcessBytes(source, 0, Batch, target, 0));
    }

    private static void Deflate(long bytes)
    {
        var source = BenchFile.Edi(1 << 20);
        using var zlib = new ZLibStream(Stream.Null, CompressionLevel.Optimal);
        var at = 0;
        Repeat(bytes, () =>
        {
            zlib.Write(source, at, Batch);
            at = (at + Batch) % source.Length;
        });
    }

    private static void Inflate(long bytes)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(BenchFile.Edi(1 << 20));
        }

        var target = new byte[Batch];
        for (long done = 0; done < bytes;)
        {
            compressed.Position = 0;
            using var zlib = new ZLibStream(compressed, CompressionMode.Decompress, leaveOpen: true);
            for (int read; (read = zlib.Read(target)) > 0; done += read)
            {
            }
        }
    }

    private static void Repeat(long bytes, Action batch)
    {
        for (long done = 0; done < bytes; done += Batch)
        {
            batch();
        }
    }
}
