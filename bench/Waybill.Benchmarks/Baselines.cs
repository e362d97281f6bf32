using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Waybill.Benchmarks;

/// <summary>What the machine gives without us: the bare cipher, the bare digest, the bare RSA operation, by the same calls we make.</summary>
internal static class Baselines
{
    private const int Batch = 128 * 1024;

    /// <summary>Bytes a second, best of <paramref name="rounds"/>, each over <paramref name="bytes"/> bytes.</summary>
    public static double CbcDecrypt(long bytes, int rounds = 3)
    {
        using var aes = Aes.Create();
        aes.KeySize = 256;
        aes.Padding = PaddingMode.None;
        using var decryptor = aes.CreateDecryptor();
        var (source, target) = (new byte[Batch], new byte[Batch]);
        return Best(bytes, rounds, () => decryptor.TransformBlock(source, 0, Batch, target, 0));
    }

    public static double CbcEncrypt(long bytes, int rounds = 3)
    {
        using var aes = Aes.Create();
        aes.KeySize = 256;
        aes.Padding = PaddingMode.None;
        using var encryptor = aes.CreateEncryptor();
        var (source, target) = (new byte[Batch], new byte[Batch]);
        return Best(bytes, rounds, () => encryptor.TransformBlock(source, 0, Batch, target, 0));
    }

    public static double Sha256(long bytes, int rounds = 3)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var source = new byte[Batch];
        return Best(bytes, rounds, () => hash.AppendData(source));
    }

    /// <summary>BouncyCastle's streaming GCM, the cipher the library uses.</summary>
    public static double GcmDecrypt(long bytes, int rounds = 3)
    {
        var (source, target) = (new byte[Batch], new byte[Batch + 64]);
        return Best(bytes, rounds, start: () =>
        {
            var gcm = new GcmBlockCipher(AesUtilities.CreateEngine());
            gcm.Init(forEncryption: false, new AeadParameters(new KeyParameter(new byte[32]), 128, new byte[12]));
            return gcm;
        }, gcm => gcm.ProcessBytes(source, 0, Batch, target, 0));
    }

    public static double GcmEncrypt(long bytes, int rounds = 3)
    {
        var (source, target) = (new byte[Batch], new byte[Batch + 64]);
        return Best(bytes, rounds, start: () =>
        {
            var gcm = new GcmBlockCipher(AesUtilities.CreateEngine());
            gcm.Init(forEncryption: true, new AeadParameters(new KeyParameter(new byte[32]), 128, new byte[12]));
            return gcm;
        }, gcm => gcm.ProcessBytes(source, 0, Batch, target, 0));
    }

    /// <summary>The framework's zlib at the default level over EDI-like text, in bytes of text.</summary>
    public static double Deflate(long bytes, int rounds = 3)
    {
        var source = BenchFile.Edi(1 << 20);
        return Best(bytes, rounds, start: () => (Zlib: new ZLibStream(Stream.Null, CompressionLevel.Optimal), At: new int[1]), state =>
        {
            state.Zlib.Write(source, state.At[0], Batch);
            state.At[0] = (state.At[0] + Batch) % source.Length;
        });
    }

    /// <summary>Seconds one RSA-2048 private operation takes.</summary>
    public static double RsaPrivate(int operations = 1000)
    {
        using var rsa = RSA.Create(2048);
        var hash = new byte[32];
        var signature = new byte[256];
        for (var i = 0; i < 50; i++)
        {
            rsa.TrySignHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, out _);
        }

        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < operations; i++)
        {
            rsa.TrySignHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, out _);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / operations;
    }

    private static double Best(long bytes, int rounds, Action batch) => Best(bytes, rounds, () => 0, _ => batch());

    private static double Best<T>(long bytes, int rounds, Func<T> start, Action<T> batch)
    {
        var best = 0.0;
        for (var round = 0; round < rounds; round++)
        {
            var state = start();
            var began = Stopwatch.GetTimestamp();
            for (long done = 0; done < bytes; done += Batch)
            {
                batch(state);
            }

            best = Math.Max(best, bytes / Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return best;
    }
}
