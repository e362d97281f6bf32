using System.Text;
using Waybill.Mime;

namespace Waybill.Cli.Captures;

/// <summary>Opens a captured HTTP message, MIME entity, bare body or CMS object.</summary>
internal static class CaptureReader
{
    /// <summary>Reads up to the body.</summary>
    /// <exception cref="CliException">The headers are longer than a header block may be.</exception>
    public static async Task<Capture> OpenAsync(Stream file, CancellationToken cancellationToken)
    {
        var input = new CaptureInput(file);
        var kind = await SniffAsync(input, cancellationToken);
        return kind switch
        {
            CaptureKind.Request or CaptureKind.Response => await HttpAsync(kind, input, cancellationToken),
            CaptureKind.Entity => await EntityAsync(input, cancellationToken),
            CaptureKind.Multipart => Whole(kind, await GuessAsync(input, cancellationToken), input),
            CaptureKind.Base64 => Base64(input),
            _ => Whole(kind, MimeHeaders.Empty, input),
        };
    }

    private static async Task<CaptureKind> SniffAsync(CaptureInput input, CancellationToken cancellationToken)
    {
        var bytes = await input.PeekAsync(CaptureInput.LookAhead, cancellationToken);
        var kind = CaptureSniffer.Sniff(bytes.Span);
        if (kind is not CaptureKind.Bytes)
        {
            return kind;
        }

        // Text saved by hand often starts with empty lines; before an HTTP message they mean nothing (RFC 9112 §2.2).
        var blank = bytes.Length - bytes.Span.TrimStart("\r\n"u8).Length;
        var trimmed = CaptureSniffer.Sniff(bytes.Span[blank..]);
        if (blank is 0 || trimmed is not (CaptureKind.Request or CaptureKind.Response or CaptureKind.Base64))
        {
            return kind;
        }

        input.Take(blank);
        return trimmed;
    }

    private static async Task<Capture> HttpAsync(CaptureKind kind, CaptureInput input, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (block, offset) = await HeadAsync(input, cancellationToken);
            var lineEnd = block.AsSpan().IndexOf((byte)'\n') + 1;
            var startLine = Encoding.Latin1.GetString(block, 0, lineEnd).TrimEnd('\r', '\n');
            var headers = MimeHeaders.Parse(block.AsMemory(lineEnd), offset + lineEnd);
            if (kind is CaptureKind.Response && BodyFraming.IsInterim(startLine))
            {
                continue;
            }

            var notes = new List<string>();
            var bodyOffset = input.Offset;
            var body = await BodyFraming.ChooseAsync(kind, startLine, headers, input, notes, cancellationToken);
            return new(kind, startLine, headers, body, bodyOffset, notes) { Framed = body, Input = input };
        }
    }

    private static async Task<Capture> EntityAsync(CaptureInput input, CancellationToken cancellationToken)
    {
        var (block, offset) = await HeadAsync(input, cancellationToken);
        var headers = MimeHeaders.Parse(block, offset);
        var notes = new List<string>();
        var bodyOffset = input.Offset;
        var body = await BodyFraming.ChooseAsync(CaptureKind.Entity, "", headers, input, notes, cancellationToken);
        return new(CaptureKind.Entity, null, headers, body, bodyOffset, notes) { Framed = body, Input = input };
    }

    private static async Task<(byte[] Block, long Offset)> HeadAsync(CaptureInput input, CancellationToken cancellationToken)
    {
        var offset = input.Offset;
        var bytes = await input.PeekAsync(CaptureInput.LookAhead, cancellationToken);
        var length = HeaderEnd.Find(bytes.Span);
        if (length < 0 && bytes.Length >= CaptureInput.LookAhead)
        {
            throw CliException.Failed("The headers are longer than 64 KiB: this is not an AS2 message.");
        }

        // A file that ends within its headers has no body; its headers are shown all the same.
        var block = bytes[..(length < 0 ? bytes.Length : length)].ToArray();
        input.Take(block.Length);
        return (block, offset);
    }

    private static async Task<MimeHeaders> GuessAsync(CaptureInput input, CancellationToken cancellationToken)
    {
        var bytes = await input.PeekAsync(CaptureInput.LookAhead, cancellationToken);
        return MultipartGuess.Headers(bytes.Span);
    }

    private static Capture Whole(CaptureKind kind, MimeHeaders headers, CaptureInput input)
    {
        var body = new ToEndBody(input);
        IReadOnlyList<string> notes = kind is CaptureKind.Multipart ? ["The headers are missing: the boundary is taken from the first line."] : [];
        return new(kind, null, headers, body, input.Offset, notes) { Framed = body, Input = input };
    }

    private static Capture Base64(CaptureInput input)
    {
        var text = new Base64Body(input);
        return new(CaptureKind.Base64, null, MimeHeaders.Empty, TransferDecoding.Decode(text, TransferEncoding.Base64), input.Offset, [])
        {
            Framed = text, Input = input,
        };
    }
}
