namespace Waybill.Testing;

/// <summary>The other forms of a signed entity that partners were seen to hash.</summary>
internal static class MicBytes
{
    /// <summary>What follows the first empty line; all of it when there is none.</summary>
    internal static ReadOnlySpan<byte> WithoutHeaders(ReadOnlySpan<byte> entity)
    {
        var end = entity.IndexOf("\r\n\r\n"u8);
        return end < 0 ? entity : entity[(end + 4)..];
    }

    /// <summary>Every CR, LF and CRLF made CRLF.</summary>
    internal static byte[] CrlfLines(ReadOnlySpan<byte> bytes)
    {
        var result = new List<byte>(bytes.Length + 64);
        for (var at = 0; at < bytes.Length; at++)
        {
            var isCr = bytes[at] is (byte)'\r';
            if (!isCr && bytes[at] is not (byte)'\n')
            {
                result.Add(bytes[at]);
                continue;
            }

            result.AddRange("\r\n"u8);
            at += isCr && at + 1 < bytes.Length && bytes[at + 1] is (byte)'\n' ? 1 : 0;
        }

        return [.. result];
    }
}
