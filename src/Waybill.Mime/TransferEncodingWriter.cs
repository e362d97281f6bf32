namespace Waybill.Mime;

/// <summary>Codes bodies for transport while streaming.</summary>
public static class TransferEncodingWriter
{
    /// <summary>Bytes that make one full base64 line of 76 characters (RFC 2045 §6.8).</summary>
    internal const int LineBytes = 57;

    /// <summary>Length of <see cref="EncodeBase64"/>'s output for so many bytes: every line ends with CRLF, the last one too; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static long Base64Length(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        var (lines, rest) = Math.DivRem(bytes, LineBytes);
        return (lines * 78) + (rest > 0 ? ((rest + 2) / 3 * 4) + 2 : 0);
    }

    /// <summary>A stream of <paramref name="source"/> in base64 lines of 76 characters, each ended by CRLF. Read asynchronously.</summary>
    /// <param name="source">Read to its end; disposed with the result.</param>
    public static Stream EncodeBase64(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new Base64EncodingStream(source);
    }
}
