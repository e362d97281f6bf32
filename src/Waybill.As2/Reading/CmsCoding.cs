using System.Buffers;
using System.Buffers.Text;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Finds out how a CMS object is coded. Its first byte decides, whatever the header claims (AS2-HTTP-010):
/// BER begins with 0x30, and base64 of that with <c>M</c>.</summary>
internal static class CmsCoding
{
    private const int LookBytes = 64;

    /// <summary>The object's own bytes. Blanks and line ends before it are passed over.</summary>
    /// <param name="raw">As it stands in the body.</param>
    /// <param name="claim">What the header says.</param>
    /// <param name="isStrict">Whether base64 may hold nothing but base64; else other characters are passed over.</param>
    /// <param name="cancellationToken">Stops waiting for input.</param>
    public static async ValueTask<Stream> DecodeAsync(Stream raw, TransferEncoding claim, bool isStrict, CancellationToken cancellationToken)
    {
        var body = await LookAheadStream.OpenAsync(raw, LookBytes, cancellationToken);
        body.Skip(Blanks(body.Head.Span));
        var coding = Choose(body.Head.Span, claim);
        return TransferDecoding.Decode(isStrict && coding is TransferEncoding.Base64 ? new Base64Guard(body) : body, coding);
    }

    /// <summary>The same for an object held in memory.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> DecodeAsync(ReadOnlyMemory<byte> raw, TransferEncoding claim, bool isStrict, CancellationToken cancellationToken)
    {
        raw = raw[Blanks(raw.Span)..];
        var coding = Choose(raw.Span, claim);
        if (coding is TransferEncoding.Binary)
        {
            return raw;
        }

        // Base64 as it should be, the usual case, needs no patience: the framework takes no character that Base64Guard does not.
        var bytes = new byte[raw.Length];
        if (coding is TransferEncoding.Base64
            && Base64.DecodeFromUtf8(raw.Span, bytes, out var consumed, out var written) is OperationStatus.Done && consumed == raw.Length)
        {
            return bytes.AsMemory(0, written);
        }

        await using var decoded = await DecodeAsync(new MemoryStream(raw.ToArray(), writable: false), claim, isStrict, cancellationToken);
        return bytes.AsMemory(0, await decoded.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken));
    }

    private static TransferEncoding Choose(ReadOnlySpan<byte> start, TransferEncoding claim) => start switch
    {
        [(byte)'M', ..] => TransferEncoding.Base64,

        // A second byte beyond US-ASCII is a BER length, and never quoted-printable.
        [0x30, < 0x80, ..] when claim is TransferEncoding.QuotedPrintable => TransferEncoding.QuotedPrintable,
        _ => TransferEncoding.Binary,
    };

    private static int Blanks(ReadOnlySpan<byte> start) => start.IndexOfAnyExcept(" \t\r\n"u8) is var at and >= 0 ? at : start.Length;
}
