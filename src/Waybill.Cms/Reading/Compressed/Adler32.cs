using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Waybill.Cms;

/// <summary>Adler-32 (RFC 1950 §8.2), taken piece by piece.</summary>
internal struct Adler32
{
    private const uint Modulus = 65521;

    // As many 16-byte rows as keep the 16-bit sums below 2^16: 255 · (0 + 1 + … + 21) = 58905.
    private const int MaxRows = 22;

    // Most bytes whose plain sums stay below 2^32: zlib's NMAX.
    private const int MaxScalar = 5552;

    private uint low;
    private uint high;

    public Adler32() => low = 1;

    public readonly uint Value => (high << 16) | low;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (Vector128.IsHardwareAccelerated && bytes.Length >= Vector128<byte>.Count)
        {
            var rows = MemoryMarshal.Cast<byte, Vector128<byte>>(bytes);
            rows = rows[..Math.Min(rows.Length, MaxRows)];
            AppendRows(rows);
            bytes = bytes[(rows.Length * Vector128<byte>.Count)..];
        }

        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(bytes.Length, MaxScalar)];
            foreach (var value in piece)
            {
                low += value;
                high += low;
            }

            (low, high) = (low % Modulus, high % Modulus);
            bytes = bytes[piece.Length..];
        }
    }

    // Every byte counts in "high" once for itself and each byte after it. Split by column: the sums of the columns before each
    // row count 16 times, and within its row the byte of column j counts 16 - j times.
    private void AppendRows(ReadOnlySpan<Vector128<byte>> rows)
    {
        var (left, right) = (Vector128<ushort>.Zero, Vector128<ushort>.Zero);
        var before = (Left: Vector128<ushort>.Zero, Right: Vector128<ushort>.Zero);
        foreach (var row in rows)
        {
            before = (before.Left + left, before.Right + right);
            var (lower, upper) = Vector128.Widen(row);
            (left, right) = (left + lower, right + upper);
        }

        var (left0, left1) = Vector128.Widen(left);
        var (right0, right1) = Vector128.Widen(right);
        var weighted = (left0 * Vector128.Create(16u, 15, 14, 13)) + (left1 * Vector128.Create(12u, 11, 10, 9))
            + (right0 * Vector128.Create(8u, 7, 6, 5)) + (right1 * Vector128.Create(4u, 3, 2, 1));
        var (before0, before1) = Vector128.Widen(before.Left);
        var (before2, before3) = Vector128.Widen(before.Right);
        high += (16 * (uint)rows.Length * low) + (16 * Vector128.Sum(before0 + before1 + before2 + before3)) + Vector128.Sum(weighted);
        low += Vector128.Sum(left0 + left1 + right0 + right1);
        (low, high) = (low % Modulus, high % Modulus);
    }
}
