using System.Security.Cryptography;

namespace Waybill.Fuzz;

/// <summary>Reads what a parser gives out, and holds it to its bound.</summary>
internal static class Drain
{
    // Beyond the first MiB inflation is bounded at 100:1.
    private static long MaxBytes(int inputBytes) => (2L << 20) + (128L * inputBytes);

    /// <summary>Reads to the end and gives the SHA-256 of it all.</summary>
    /// <param name="stream">Read with one small buffer.</param>
    /// <param name="inputBytes">Length of the case, which bounds what may come.</param>
    public static async ValueTask<byte[]> DigestAsync(Stream stream, int inputBytes)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await ToEndAsync(stream, inputBytes, digest.AppendData);
        return digest.GetHashAndReset();
    }

    /// <summary>Reads to the end.</summary>
    public static async ValueTask ToEndAsync(Stream stream, int inputBytes, BytesSink? sink = null)
    {
        var buffer = new byte[8192];
        long total = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            total += read;
            if (total > MaxBytes(inputBytes))
            {
                throw new FuzzFailureException($"{inputBytes} bytes gave more than {total}.");
            }

            sink?.Invoke(buffer.AsSpan(0, read));
        }

        if (await stream.ReadAsync(buffer) is not 0)
        {
            throw new FuzzFailureException("A stream that was at its end went on.");
        }
    }
}

/// <summary>Takes bytes as they come.</summary>
internal delegate void BytesSink(ReadOnlySpan<byte> bytes);
