namespace Waybill.Cli.Captures;

/// <summary>Finds the end of a header block.</summary>
internal static class HeaderEnd
{
    /// <summary>Length of the block with its empty line, CRLF or LF; -1 when the empty line is not among the bytes.</summary>
    public static int Find(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; ;)
        {
            var line = bytes[at..].IndexOf((byte)'\n');
            if (line < 0)
            {
                return -1;
            }

            var isEmpty = line is 0 || (line is 1 && bytes[at] is (byte)'\r');
            at += line + 1;
            if (isEmpty)
            {
                return at;
            }
        }
    }
}
