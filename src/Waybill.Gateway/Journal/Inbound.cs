using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>The unique key of an accepted message (RFC 4130 §5.5).</summary>
/// <param name="From">AS2-From, without quotes.</param>
/// <param name="To">AS2-To, without quotes.</param>
/// <param name="MessageId">The id without its outer brackets; without a Message-ID <c>sha256:</c> and the hexadecimal digest of the wire body.</param>
public sealed record MessageKey(string From, string To, string MessageId);

/// <summary>What was or will be said to the partner over HTTP, byte for byte.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Lines in order.</param>
/// <param name="Body">The receipt, or nothing.</param>
public sealed record StoredAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);

/// <summary>A receipt to be posted on its own, with the address it was asked for at.</summary>
/// <param name="Url">Where to.</param>
/// <param name="Headers">Lines in order.</param>
/// <param name="Body">The receipt's bytes: the same at every attempt.</param>
public sealed record StoredReceipt(string Url, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);

/// <summary>One document of a message: a view on a stored object.</summary>
/// <param name="FileName">The partner's name for it; its words, never a path.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="ContentId">Content-ID; null when it has none.</param>
/// <param name="Object">The object that holds it.</param>
/// <param name="Offset">First byte in the object.</param>
/// <param name="Length">Bytes in the object: the document's own length, since coded documents are stored decoded.</param>
/// <param name="Sha256">Digest of the document; null when it was not taken.</param>
public sealed record StoredDocument(string? FileName, string ContentType, string? ContentId, PayloadId Object, long Offset, long Length, ReadOnlyMemory<byte>? Sha256);

/// <summary>One interchange, group or document inside a payload, as its envelope names it.</summary>
/// <param name="Ordinal">Which document of the exchange it was found in, from 0.</param>
/// <param name="Standard"><c>X12</c>, <c>EDIFACT</c>, <c>TRADACOMS</c> or <c>XML</c>.</param>
/// <param name="Type">850, ORDERS, a root element.</param>
/// <param name="Version">005010, D:96A; null when not said.</param>
/// <param name="Number">The business document's own number (order, invoice); null when not found.</param>
/// <param name="InterchangeControl">ISA13, UNB 0020; null for XML.</param>
/// <param name="GroupControl">GS06, UNG; null when there is none.</param>
/// <param name="DocumentControl">ST02, UNH 0062; null for XML.</param>
/// <param name="Sender">Interchange sender.</param>
/// <param name="Receiver">Interchange receiver.</param>
public sealed record DocumentRow(
    int Ordinal, string Standard, string Type, string? Version, string? Number, string? InterchangeControl, string? GroupControl, string? DocumentControl, string? Sender, string? Receiver);

/// <summary>What both accepted and refused messages are written with.</summary>
public abstract record InboundMessage
{
    /// <summary>Our id.</summary>
    public required ExchangeId Id { get; init; }

    /// <summary>AS2-From as on the wire, without quotes.</summary>
    public required string From { get; init; }

    /// <summary>AS2-To as on the wire, without quotes.</summary>
    public required string To { get; init; }

    /// <summary>Message-ID as received; null when there was none.</summary>
    public string? MessageId { get; init; }

    /// <summary>When its last byte had come.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Name of the connection; null for an unmatched pair.</summary>
    public string? Connection { get; init; }

    /// <summary>Version of the connection it was judged under.</summary>
    public long ConnectionVersion { get; init; }

    /// <summary>Every header line as received.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>Digest of the body as it came over the wire.</summary>
    public required ReadOnlyMemory<byte> WireSha256 { get; init; }

    /// <summary>Length of that body, in bytes.</summary>
    public required long WireBytes { get; init; }

    /// <summary>The wire body, when it is kept.</summary>
    public PayloadId? Wire { get; init; }

    /// <summary>Those of the objects named here that are small: written in the same transaction. All others are committed before.</summary>
    public IReadOnlyList<SmallPayload> SmallPayloads { get; init; } = [];

    /// <summary>The MIC as computed.</summary>
    public Mic? Mic { get; init; }

    /// <summary>The layers found, as JSON for reading them again.</summary>
    public string LayersJson { get; init; } = "[]";

    /// <summary>SHA-256 thumbprint of the certificate whose signature counted.</summary>
    public string? SignerThumbprint { get; init; }

    /// <summary>Certificates that took part.</summary>
    public IReadOnlyList<UsedCertificate> Certificates { get; init; } = [];

    /// <summary>The detached signature that counted, as SignedData: beside the signed entity it is the proof of who sent it. Null when there is none.</summary>
    public ReadOnlyMemory<byte>? Signature { get; init; }

    /// <summary>What is said in the answer.</summary>
    public required StoredAnswer Answer { get; init; }

    /// <summary>The receipt to be posted on its own; null when there is none or it goes into the answer.</summary>
    public StoredReceipt? AsynchronousReceipt { get; init; }

    /// <summary>Why the asynchronous receipt must not be posted; null when it may.</summary>
    public string? ReceiptForbidden { get; init; }

    /// <summary>Whether a receipt is in <see cref="Answer"/>.</summary>
    public bool ReceiptInAnswer { get; init; }

    /// <summary>Who sent it, as far as the connection shows.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>When it was opened, if it was stored unopened before: then its row is there and moves on from <see cref="ExchangeState.Unopened"/>. Null: the row is written now.</summary>
    public DateTimeOffset? OpenedAt { get; init; }
}

/// <summary>A message that came whole and asks for its receipt later, to be made durable before it is opened.</summary>
public sealed record UnopenedMessage : InboundMessage;

/// <summary>An accepted message, to be committed in one transaction with its key, its receipt and one handoff row per consumer.</summary>
public sealed record AcceptedMessage : InboundMessage
{
    /// <summary>What makes it unique.</summary>
    public required MessageKey Key { get; init; }

    /// <summary>Whether the connection's policy authenticated it: then an equal MIC digest counts as the same message.</summary>
    public required bool IsAuthenticated { get; init; }

    /// <summary>The signed entity; unsigned: the bytes of the MIC.</summary>
    public required PayloadId Entity { get; init; }

    /// <summary>In order, at least one.</summary>
    public required IReadOnlyList<StoredDocument> Documents { get; init; }

    /// <summary>What the envelopes in the documents say, where they were read already: written in the same transaction, so at most <see cref="MostDescribed"/>. Null: to be described later.</summary>
    public IReadOnlyList<DocumentRow>? Described { get; init; }

    /// <summary>How long before it a file name of the same pair makes it one that came before; null: names are not looked at.</summary>
    public TimeSpan? FileNameWindow { get; init; }

    /// <summary>Names of the consumers that get a handoff row.</summary>
    public IReadOnlyList<string> Consumers { get; init; } = [];

    /// <summary>Most rows of <see cref="Described"/>: an interchange of ten thousand documents must not hold up the transaction of a message.</summary>
    public const int MostDescribed = 100;
}

/// <summary>A refused message, kept to be seen (and opened again when <see cref="InboundMessage.Wire"/> is kept).</summary>
public sealed record RefusedMessage : InboundMessage
{
    /// <summary>The true cause.</summary>
    public required As2Failure Failure { get; init; }

    /// <summary>One sentence more for the operator.</summary>
    public string? Detail { get; init; }

    /// <summary>For an unmatched pair: the nearest known ids, in words.</summary>
    public string? Hint { get; init; }
}

/// <summary>How committing an accepted message ended.</summary>
public abstract record AcceptOutcome
{
    private AcceptOutcome()
    {
    }

    /// <summary>It is stored, and its answer may leave.</summary>
    public sealed record Stored : AcceptOutcome;

    /// <summary>The same message was accepted before: its answer again, nothing handed off. An asynchronous receipt is due again at the stored address.</summary>
    public sealed record Repeat(ExchangeId Original, StoredAnswer Answer) : AcceptOutcome;

    /// <summary>The key is taken by other content: to be refused as a duplicate document.</summary>
    public sealed record OtherContent(ExchangeId Original) : AcceptOutcome;

    /// <summary>Another message of the pair had this file name. Nothing was written.</summary>
    public sealed record NameTaken(string FileName, ExchangeId? Original) : AcceptOutcome;

    /// <summary>It was stored unopened and somebody else opened it meanwhile. Nothing was written.</summary>
    public sealed record OpenedBefore : AcceptOutcome;
}

/// <summary>An exchange whose documents are to be read for what they are.</summary>
/// <param name="Id">Which.</param>
/// <param name="Row">The journal's number of it; later ones are higher.</param>
/// <param name="Documents">As they are stored.</param>
public sealed record UndescribedExchange(ExchangeId Id, long Row, IReadOnlyList<StoredDocument> Documents);

/// <summary>The journal of messages in.</summary>
/// <threadsafety>Safe for concurrent calls; each call is one transaction, durable when it returns.</threadsafety>
public interface IInboundJournal
{
    /// <summary>The claim is the commit: inserts the key, or finds who has it. The row of an unopened message that turns out to be a repeat goes.</summary>
    ValueTask<AcceptOutcome> AcceptAsync(AcceptedMessage message, CancellationToken ct);

    /// <summary>Writes a refused message. It takes no key (AS2-DUP-006).</summary>
    ValueTask RefuseAsync(RefusedMessage message, CancellationToken ct);

    /// <summary>Writes a message that is not opened yet. It takes no key: what it is shows when it is opened.</summary>
    ValueTask ReceiveAsync(UnopenedMessage message, CancellationToken ct);

    /// <summary>Writes what the envelopes in an exchange's documents say, in or out, instead of what was written before; with the last of it the exchange counts as described.</summary>
    /// <param name="id">Which.</param>
    /// <param name="documents">What was found; empty when nothing was.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask DescribeAsync(ExchangeId id, IReadOnlyList<DocumentRow> documents, CancellationToken ct);

    /// <summary>Accepted and submitted exchanges that are not described yet, oldest first: what a stop or a sudden death left.</summary>
    /// <param name="after">The <see cref="UndescribedExchange.Row"/> of the last one seen; 0 to begin.</param>
    /// <param name="before">Only those from before.</param>
    /// <param name="max">Most exchanges.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask<IReadOnlyList<UndescribedExchange>> UndescribedAsync(long after, DateTimeOffset before, int max, CancellationToken ct);
}
