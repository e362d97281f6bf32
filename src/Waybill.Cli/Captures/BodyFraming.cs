using System.Globalization;
using Waybill.Mime;

namespace Waybill.Cli.Captures;

/// <summary>Tells how long a body is (RFC 9112 §6.3), with an eye for captures whose transfer coding was already removed.</summary>
internal static class BodyFraming
{
    /// <summary>A response before the real one: 100 Continue and its like have no body.</summary>
    public static bool IsInterim(string statusLine) => Status(statusLine).StartsWith('1');

    public static async Task<CaptureBody> ChooseAsync(
        CaptureKind kind, string startLine, MimeHeaders headers, CaptureInput input, List<string> notes, CancellationToken cancellationToken)
    {
        if (kind is CaptureKind.Response && Status(startLine) is "204" or "304")
        {
            return new LengthBody(input, 0);
        }

        var isChunked = headers.All("Transfer-Encoding").Any(v => v.Contains("chunked", StringComparison.OrdinalIgnoreCase));
        if (isChunked)
        {
            var bytes = await input.PeekAsync(ChunkSize.MostLineBytes, cancellationToken);
            if (bytes.IsEmpty || ChunkSize.TryRead(bytes.Span, out _, out _))
            {
                NoteBothLengths(headers, notes);
                return new ChunkedBody(input);
            }

            notes.Add("The headers say chunked, the body is not: it is read to the end of the file.");
            return new ToEndBody(input);
        }

        var lengths = headers.All("Content-Length").Distinct(StringComparer.Ordinal).ToList();
        if (lengths.Count > 1)
        {
            notes.Add("There is more than one Content-Length: the body is read to the end of the file.");
        }
        else if (lengths.Count is 1 && long.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return new LengthBody(input, length);
        }
        else if (lengths.Count is 1)
        {
            notes.Add("Content-Length is not a number: the body is read to the end of the file.");
        }
        else if (kind is CaptureKind.Request && !(await input.PeekAsync(1, cancellationToken)).IsEmpty)
        {
            notes.Add("The request says neither Content-Length nor chunked: a server would see no body. It is read to the end of the file.");
        }

        return new ToEndBody(input);
    }

    private static void NoteBothLengths(MimeHeaders headers, List<string> notes)
    {
        if (headers["Content-Length"] is not null)
        {
            notes.Add("Both Content-Length and chunked are given: chunked counts.");
        }
    }

    private static string Status(string statusLine) => statusLine.Split(' ', 3) is [_, { Length: 3 } status, ..] ? status : "";
}
