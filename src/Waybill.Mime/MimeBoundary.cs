using System.Buffers;
using System.Security.Cryptography;

namespace Waybill.Mime;

/// <summary>Makes and checks boundaries (RFC 2046 §5.1.1).</summary>
public static class MimeBoundary
{
    private static readonly SearchValues<char> Legal = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'()+_,-./:=? ");

    /// <summary>A new boundary with 128 random bits, so that content holds it with no chance worth counting; it needs no quotes.</summary>
    public static string Create() => "wb-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Whether the standard allows it: 1 to 70 legal characters, not ending with a blank.</summary>
    public static bool IsValid(string boundary)
        => boundary is { Length: > 0 and <= 70 } && boundary[^1] is not ' ' && boundary.AsSpan().IndexOfAnyExcept(Legal) < 0;
}
