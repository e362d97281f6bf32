using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Undoes base64 of a whole body, for a partner who codes it against RFC 4130 §5.2.1 (AS2-HTTP-010).</summary>
/// <remarks>Only bytes that are base64 are decoded. A body that begins so and goes on otherwise ends there and is <see cref="IsDamaged"/>:
/// it is refused, not guessed at.</remarks>
internal sealed class WholeBodyBase64 : PullStream
{
    private const int LookBytes = 1024;

    private readonly Stream _coded;

    private WholeBodyBase64(Stream coded)
    {
        _coded = coded;
        Decoded = TransferDecoding.Decode(this, TransferEncoding.Base64);
    }

    /// <summary>The body's own bytes.</summary>
    public Stream Decoded { get; }

    /// <summary>Whether something that is not base64 was met.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Looks at the body's first bytes.</summary>
    /// <returns>The decoder and the body to read instead; no decoder when the body is not base64.</returns>
    public static async ValueTask<(WholeBodyBase64? Coding, Stream Body)> OpenAsync(Stream body, CancellationToken cancellationToken)
    {
        var look = await LookAheadStream.OpenAsync(body, LookBytes, cancellationToken);
        if (look.Head.IsEmpty || look.Head.Span.ContainsAnyExcept(Base64Guard.Legal))
        {
            return (null, look);
        }

        var coding = new WholeBodyBase64(look);
        return (coding, coding.Decoded);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = IsDamaged ? 0 : await _coded.ReadAsync(buffer, cancellationToken);
        IsDamaged |= buffer.Span[..read].ContainsAnyExcept(Base64Guard.Legal);
        return IsDamaged ? 0 : read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Decoded.Dispose();
        }

        base.Dispose(disposing);
    }
}
