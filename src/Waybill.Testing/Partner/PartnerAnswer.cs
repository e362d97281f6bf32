using System.Globalization;
using System.Text;

namespace Waybill.Testing;

/// <summary>What <see cref="FakePartner"/> does with one request, byte for byte. Records are immutable; combine with <c>with</c>.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record PartnerAnswer
{
    /// <summary>The whole HTTP response as it goes onto the wire; empty sends nothing. Of an answer made by <see cref="Receipt"/> it is written when it is given.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Most bytes given to the network at a time; null gives all at once. 1 makes every byte a segment of its own.</summary>
    public int? PieceBytes { get; init; }

    /// <summary>Wait before each piece. Default none.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Bytes sent before the connection is reset; null sends all of <see cref="Bytes"/>. 0 resets after the request was read.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Whether the connection is then held open without a further byte until the partner is disposed.</summary>
    public bool Hang { get; init; }

    /// <summary>Writes the answer once the request is there; null sends <see cref="Bytes"/>.</summary>
    internal Func<CancellationToken, ValueTask<PreparedReceipt>>? Prepare { get; init; }

    /// <summary>An answer with this status, these header fields and this body; Content-Length and Connection: close are added.</summary>
    /// <param name="status">HTTP status, for example 200 or 503.</param>
    /// <param name="fields">Header fields in order, written as they are.</param>
    /// <param name="body">The body: a receipt, or nothing.</param>
    public static PartnerAnswer Of(int status, IEnumerable<KeyValuePair<string, string>>? fields = null, ReadOnlyMemory<byte> body = default)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Answer\r\n");
        foreach (var (name, value) in fields ?? [])
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        return new() { Bytes = (byte[])[.. Encoding.Latin1.GetBytes(head.ToString()), .. body.Span] };
    }

    /// <summary>Opens the message with the partner's key and answers it with a receipt; of its own connection where the message names a URL.</summary>
    /// <param name="request">The message as it arrived.</param>
    /// <param name="partner">Who answers; null is <see cref="PartnerIdentity.Default"/>.</param>
    /// <param name="script">What the receipt says and which way it goes; null says the truth as it was asked for.</param>
    /// <returns>400 when the headers are not those of an AS2 message, or a receipt is to be posted and the message names no URL for it; else 200.
    /// Pieces, pauses and cuts apply to this answer as to any other.</returns>
    public static PartnerAnswer Receipt(PartnerRequest request, PartnerIdentity? partner = null, ReceiptScript? script = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (who, what) = (partner ?? PartnerIdentity.Default, script ?? ReceiptScript.Honest);
        return new() { Prepare = cancellationToken => PreparedReceipt.CreateAsync(who, request, what, cancellationToken) };
    }

    /// <summary>Reads the request and never answers.</summary>
    public static PartnerAnswer Silence { get; } = new() { Hang = true };

    /// <summary>Reads the request and resets the connection.</summary>
    public static PartnerAnswer Reset { get; } = new() { CutAfter = 0 };
}
