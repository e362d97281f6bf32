namespace Waybill.Gateway;

/// <summary>Which exchanges a list shows. Null means: not filtered.</summary>
public sealed record ExchangeFilter
{
    /// <summary>Which way.</summary>
    public Direction? Direction { get; init; }

    /// <summary>Any of these states; empty: all.</summary>
    public IReadOnlyList<ExchangeState> States { get; init; } = [];

    /// <summary>Name of a connection.</summary>
    public string? Connection { get; init; }

    /// <summary>Start of our id or of the Message-ID (with or without bracket).</summary>
    public string? IdPrefix { get; init; }

    /// <summary>Part of a file name, at least 3 characters.</summary>
    public string? FileName { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Type of a document inside: 850, ORDERS.</summary>
    public string? DocumentType { get; init; }

    /// <summary>Business number of a document inside.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>Any control number of a document inside.</summary>
    public string? ControlNumber { get; init; }

    /// <summary>Only messages of pairs nobody configured.</summary>
    public bool Unmatched { get; init; }

    /// <summary>What is wrong with them, as a word of <see cref="Gateway.Cause"/>.</summary>
    public string? Cause { get; init; }

    /// <summary>Only messages that came more than once.</summary>
    public bool Repeated { get; init; }
}

/// <summary>A line of the list.</summary>
public sealed record ExchangeSummary(
    ExchangeId Id, Direction Direction, ExchangeState State, ReceiptState Receipt, string? Connection, string From, string To, string? MessageId, string? Subject,
    string? FileName, long Bytes, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Attempts, int? Failure, string? Detail, bool IsTest)
{
    /// <summary>What is wrong with it now, as a word of <see cref="Gateway.Cause"/>; null when nothing is.</summary>
    public string? Cause { get; init; }

    /// <summary>When the next attempt is made, or until when the receipt is awaited; null: nothing is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Type of the first document inside: 850, ORDERS; null: none is known.</summary>
    public string? DocumentType { get; init; }

    /// <summary>Its business number.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>How often it came again, as far as that is kept.</summary>
    public int Repeats { get; init; }
}

/// <summary>Exchanges that have one cause, one way and one connection in common.</summary>
/// <param name="Cause">A word of <see cref="Gateway.Cause"/>.</param>
/// <param name="Direction">Which way.</param>
/// <param name="Connection">Name; null: messages of pairs nobody configured.</param>
/// <param name="Stopped">Of these nothing more is tried by itself.</param>
/// <param name="Waiting">These are tried again.</param>
/// <param name="First">When the oldest of them began.</param>
/// <param name="Last">When the newest of them began.</param>
public sealed record ProblemGroup(string Cause, Direction Direction, string? Connection, long Stopped, long Waiting, DateTimeOffset First, DateTimeOffset Last);

/// <summary>One page, newest first.</summary>
/// <param name="Items">The lines.</param>
/// <param name="Next">Cursor of the next page; null when this is the last.</param>
public sealed record ExchangePage(IReadOnlyList<ExchangeSummary> Items, string? Next);

/// <summary>One attempt as it was recorded.</summary>
public sealed record AttemptRow(
    int Number, string Kind, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int? HttpStatus, string? Sentence, IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders);

/// <summary>One line of the timeline.</summary>
public sealed record TimelineRow(DateTimeOffset At, string Kind, string Text);

/// <summary>Everything that is kept of an exchange but its bytes.</summary>
public sealed record ExchangeDetail
{
    /// <summary>The line of the list.</summary>
    public required ExchangeSummary Summary { get; init; }

    /// <summary>Version of the connection it ran under.</summary>
    public required long ConnectionVersion { get; init; }

    /// <summary>Header lines: in as received, out as sent.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The layers found, as JSON.</summary>
    public string LayersJson { get; init; } = "[]";

    /// <summary>Our MIC, <c>base64, algorithm</c>.</summary>
    public string? Mic { get; init; }

    /// <summary>The partner's, from its receipt.</summary>
    public string? ReceivedMic { get; init; }

    /// <summary>SHA-256 thumbprint of the certificate whose signature counted.</summary>
    public string? SignerThumbprint { get; init; }

    /// <summary>Certificates that took part.</summary>
    public IReadOnlyList<UsedCertificate> Certificates { get; init; } = [];

    /// <summary>The exchange this one repeats under a new id (out); null when it repeats none.</summary>
    public ExchangeId? ResendOf { get; init; }

    /// <summary>The signature over the signed entity (in), as SignedData; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Signature { get; init; }

    /// <summary>The documents.</summary>
    public required IReadOnlyList<StoredDocument> Documents { get; init; }

    /// <summary>What their envelopes say.</summary>
    public IReadOnlyList<DocumentRow> Envelopes { get; init; } = [];

    /// <summary>In order.</summary>
    public IReadOnlyList<AttemptRow> Attempts { get; init; } = [];

    /// <summary>Receipts that came (out), in order.</summary>
    public IReadOnlyList<ReceiptRow> Receipts { get; init; } = [];

    /// <summary>What was answered (in).</summary>
    public StoredAnswer? Answer { get; init; }

    /// <summary>What a repeat is answered since a refused message was taken in after all (in); null when a repeat gets <see cref="Answer"/>.</summary>
    public StoredAnswer? RepeatAnswer { get; init; }

    /// <summary>The asynchronous receipt (in).</summary>
    public StoredReceipt? AsynchronousReceipt { get; init; }

    /// <summary>What is still kept of it.</summary>
    public KeptParts Kept { get; init; }

    /// <summary>Who put it on legal hold; null: nobody.</summary>
    public string? LegalHold { get; init; }

    /// <summary>The signed entity, or the bytes of the MIC.</summary>
    public PayloadId? Entity { get; init; }

    /// <summary>The wire body, when it is kept.</summary>
    public PayloadId? Wire { get; init; }

    /// <summary>Digest of the body as it came (in); empty otherwise.</summary>
    public ReadOnlyMemory<byte> WireSha256 { get; init; }

    /// <summary>Length of the body as it came or as it is sent, in bytes.</summary>
    public long WireBytes { get; init; }

    /// <summary>Handoffs as <c>consumer → state</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Handoffs { get; init; } = [];

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<TimelineRow> Timeline { get; init; } = [];
}

/// <summary>Reads the journal. Never blocks the writer.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public interface IExchangeQueries
{
    /// <summary>One page of at most <paramref name="limit"/> lines after the cursor.</summary>
    /// <exception cref="FormatException">The cursor is not one of ours.</exception>
    ValueTask<ExchangePage> ListAsync(ExchangeFilter filter, string? cursor, int limit, CancellationToken ct);

    /// <summary>What is wrong with exchanges that began since a time, grouped; the newest group first, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<ProblemGroup>> ProblemsAsync(DateTimeOffset since, int limit, CancellationToken ct);

    /// <summary>One exchange; null when there is none.</summary>
    ValueTask<ExchangeDetail?> FindAsync(ExchangeId id, CancellationToken ct);

    /// <summary>What people ask of connections first, by name: each of those that are asked for.</summary>
    ValueTask<IReadOnlyDictionary<string, ConnectionFacts>> ConnectionFactsAsync(IReadOnlyCollection<string> connections, CancellationToken ct);

    /// <summary>Whether any row names this object.</summary>
    ValueTask<bool> NamesAsync(PayloadId id, CancellationToken ct);

    /// <summary>Rows due and not claimed, for metrics and readiness.</summary>
    ValueTask<QueueDepth> DepthAsync(DateTimeOffset now, CancellationToken ct);
}

/// <summary>How much waits. Of one connection, and for one consumer, at most <see cref="MostCounted"/> rows of a kind are counted: the number says then «so many or more».</summary>
/// <param name="Sends">Attempts due.</param>
/// <param name="Receipts">Asynchronous receipts due.</param>
/// <param name="Handoffs">Handoffs due.</param>
/// <param name="Unopened">Messages stored before they were opened, and due to be.</param>
/// <param name="OldestDue">When the oldest of them became due; null when nothing is.</param>
public sealed record QueueDepth(int Sends, int Receipts, int Handoffs, int Unopened, DateTimeOffset? OldestDue)
{
    /// <summary>Where counting ends.</summary>
    public const int MostCounted = 1000;
}
