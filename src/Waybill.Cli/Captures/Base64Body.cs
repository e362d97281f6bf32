using System.Buffers;

namespace Waybill.Cli.Captures;

/// <summary>The base64 text of a file without its <c>-----BEGIN</c> and <c>-----END</c> lines, still to be decoded.</summary>
internal sealed class Base64Body(CaptureInput input) : CaptureBody
{
    private static readonly SearchValues<byte> Alphabet
        = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r"u8);

    private bool atLineStart = true;
    private bool inMarker;

    public override string Framing => "base64";

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var bytes = await input.PeekAsync(5, cancellationToken);
            if (bytes.IsEmpty || buffer.IsEmpty)
            {
                return 0;
            }

            inMarker = atLineStart ? bytes.Span.StartsWith("-----"u8) : inMarker;
            var line = bytes.Span.IndexOf((byte)'\n');
            var take = Math.Min(line < 0 ? bytes.Length : line + 1, inMarker ? int.MaxValue : buffer.Length);
            atLineStart = take == line + 1;
            if (!inMarker)
            {
                Copy(bytes.Span[..take], buffer.Span);
            }

            input.Take(take);
            if (!inMarker)
            {
                BytesRead += take;
                return take;
            }
        }
    }

    private void Copy(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        if (bytes.TrimEnd((byte)'\n').ContainsAnyExcept(Alphabet))
        {
            Problem ??= "The base64 text holds characters that are not base64.";
        }

        bytes.CopyTo(target);
    }
}
