using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>A message to be sent: documents stored, id and date chosen once.</summary>
public sealed record Submission
{
    /// <summary>Our id.</summary>
    public required ExchangeId Id { get; init; }

    /// <summary>Name of the connection.</summary>
    public required string Connection { get; init; }

    /// <summary>AS2-From, without quotes.</summary>
    public required string From { get; init; }

    /// <summary>AS2-To, without quotes.</summary>
    public required string To { get; init; }

    /// <summary>The Message-ID with its brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The Date header and the start of the message's total time.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The Subject; null for none.</summary>
    public string? Subject { get; init; }

    /// <summary>In order, at least one.</summary>
    public required IReadOnlyList<StoredDocument> Documents { get; init; }

    /// <summary>Those of their objects that are small and new: written in the same transaction. All others are committed before. Never read back.</summary>
    public IReadOnlyList<SmallPayload> SmallPayloads { get; init; } = [];

    /// <summary>When the message is given up.</summary>
    public required DateTimeOffset GiveUpAt { get; init; }

    /// <summary>The exchange this one repeats under a new id; null for a new message.</summary>
    public ExchangeId? ResendOf { get; init; }

    /// <summary>Marked as a test and left out of statistics.</summary>
    public bool IsTest { get; init; }

    /// <summary>Who asks; null when no idempotency key was given.</summary>
    public IdempotencyKey? Idempotency { get; init; }
}

/// <summary>A key under which the same request is answered once: unique per principal, kept 7 days.</summary>
/// <param name="Principal">Who asks.</param>
/// <param name="Key">The Idempotency-Key header.</param>
/// <param name="RequestSha256">Digest of the request: the same key with another request is refused.</param>
/// <param name="Response">What is answered, as JSON.</param>
public sealed record IdempotencyKey(string Principal, string Key, ReadOnlyMemory<byte> RequestSha256, string Response);

/// <summary>How a request under an idempotency key ended.</summary>
public abstract record IdempotencyOutcome
{
    private IdempotencyOutcome()
    {
    }

    /// <summary>Done now.</summary>
    public sealed record Done : IdempotencyOutcome;

    /// <summary>Done before: the stored response.</summary>
    public sealed record Before(string Response) : IdempotencyOutcome;

    /// <summary>The key was used for another request.</summary>
    public sealed record Conflict : IdempotencyOutcome;

    /// <summary>The state does not allow it: nothing was done, and the key is free.</summary>
    public sealed record NotDone : IdempotencyOutcome;
}

/// <summary>The bytes of a message as they are sent at every attempt.</summary>
/// <param name="Headers">Header lines without those of the connection (Host, Content-Length, Authorization).</param>
/// <param name="Length">Exact length of the body.</param>
/// <param name="Body">The stored body when it is small or compressed; null when <paramref name="Recipe"/> makes it.</param>
/// <param name="Recipe">How the message is made of the stored documents: kept for evidence and to name what a partner hashed, also where <paramref name="Body"/> is stored.</param>
/// <param name="Mic">What an honest receipt carries.</param>
/// <param name="ReceiptRequest">What was asked for: none, unsigned, signed and where to.</param>
/// <param name="ConnectionVersion">The version of the connection it was packaged under.</param>
public sealed record PackageRow(
    IReadOnlyList<KeyValuePair<string, string>> Headers, long Length, PayloadId? Body, ReadOnlyMemory<byte>? Recipe, Mic Mic, ReceiptRequestRow ReceiptRequest, long ConnectionVersion)
{
    /// <summary>The recipe's content key, sealed by the ring; null when there is none. It goes when an authentic receipt closed the exchange.</summary>
    public ReadOnlyMemory<byte>? SealedKey { get; init; }

    /// <summary>The body's bytes where it is small: written in the same transaction. A larger one is committed before. Never read back.</summary>
    public IReadOnlyList<SmallPayload> SmallPayloads { get; init; } = [];

    /// <summary>Certificates that took part in packaging.</summary>
    public IReadOnlyList<UsedCertificate> Certificates { get; init; } = [];
}

/// <summary>The receipt a message asks for.</summary>
/// <param name="IsRequested">Whether any.</param>
/// <param name="IsSigned">Whether a signed one.</param>
/// <param name="Url">Where it is to be posted; null: in the answer.</param>
public sealed record ReceiptRequestRow(bool IsRequested, bool IsSigned, string? Url);

/// <summary>One attempt to make, claimed by an owner: its row and the state <see cref="ExchangeState.Sending"/> are committed.</summary>
public sealed record SendWork
{
    /// <summary>The exchange.</summary>
    public required ExchangeId Id { get; init; }

    /// <summary>The attempt's number, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Attempts that counted against the message's own schedule before this one.</summary>
    public required int SpentAttempts { get; init; }

    /// <summary>AS2-From.</summary>
    public required string From { get; init; }

    /// <summary>AS2-To.</summary>
    public required string To { get; init; }

    /// <summary>The Message-ID with its brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>What to send.</summary>
    public required PackageRow Package { get; init; }

    /// <summary>The documents the recipe names.</summary>
    public required IReadOnlyList<StoredDocument> Documents { get; init; }

    /// <summary>When the message is given up.</summary>
    public required DateTimeOffset GiveUpAt { get; init; }
}

/// <summary>How an attempt ended and what comes next, decided by the delivery policy and committed together.</summary>
public sealed record AttemptResult
{
    /// <summary>The exchange.</summary>
    public required ExchangeId Id { get; init; }

    /// <summary>The attempt's number.</summary>
    public required int Attempt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>The final HTTP status; null when there was none.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>One sentence for the operator.</summary>
    public required string Sentence { get; init; }

    /// <summary>The answer's header lines.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders { get; init; } = [];

    /// <summary>The state that follows, and on what evidence. An authentic receipt that came meanwhile wins: then only the attempt's row is filled.</summary>
    public required ExchangeState Next { get; init; }

    /// <summary>Why.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>What is wrong, as a word of <see cref="Gateway.Cause"/>; null when nothing is.</summary>
    public string? Cause { get; init; }

    /// <summary>When the next attempt, or the receipt's deadline, is due; null when nothing is.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether the attempt counts against the message's schedule; false when the connection failed and not the message.</summary>
    public bool Spent { get; init; } = true;

    /// <summary>The receipt that came in the answer; null when none did.</summary>
    public ReceiptRow? Receipt { get; init; }

    /// <summary>A change of the connection that follows; null when none does.</summary>
    public ConnectionPause? Pause { get; init; }

    /// <summary>The connection is held until a person releases it, with an alert. Default false.</summary>
    public bool Hold { get; init; }
}

/// <summary>The connection waits: no attempt before <paramref name="Until"/>, then one.</summary>
/// <param name="Connection">Name.</param>
/// <param name="Until">When the oldest due message is really sent, alone.</param>
/// <param name="Step">Which step of the schedule: from 0 a failing connection's, from 100 of one that asks for fewer calls, from 201 of one that comes back from there; 1000 of one that waits for a certificate; -1: the connection works again. See <see cref="PauseSchedule"/>.</param>
/// <param name="Reason">In words, for the alert.</param>
public sealed record ConnectionPause(string Connection, DateTimeOffset Until, int Step, string Reason);

/// <summary>A receipt that came, with what was found.</summary>
/// <param name="At">When.</param>
/// <param name="IsSynchronous">Whether it came in an answer.</param>
/// <param name="Headers">Header lines.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Outcome">What the matcher found.</param>
/// <param name="IsAuthentic">Whether it may change a state.</param>
/// <param name="Sentence">The finding in words.</param>
/// <param name="Disposition">What it says; null when it is no receipt.</param>
/// <param name="Mic">The MIC it carries; null when none.</param>
/// <param name="Variant">What the partner hashed instead, in words; null when unknown or equal.</param>
public sealed record ReceiptRow(
    DateTimeOffset At, bool IsSynchronous, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body,
    ReceiptOutcome Outcome, bool IsAuthentic, string Sentence, string? Disposition, string? Mic, string? Variant)
{
    /// <summary>The certificate that proved it; null when none did.</summary>
    public UsedCertificate? Signer { get; init; }
}

/// <summary>A receipt for no message of ours.</summary>
/// <param name="Number">The journal's number of it, in order of coming.</param>
/// <param name="From">Its AS2-From; null when it cannot be read.</param>
/// <param name="To">Its AS2-To; null when it cannot be read.</param>
/// <param name="Receipt">What came.</param>
public sealed record OrphanReceipt(long Number, string? From, string? To, ReceiptRow Receipt);

/// <summary>One deadline that passed.</summary>
/// <param name="Id">The exchange.</param>
/// <param name="Connection">Name; null for none.</param>
/// <param name="Next">The state that followed.</param>
/// <param name="Sentence">Why.</param>
public sealed record PassedDeadline(ExchangeId Id, string? Connection, ExchangeState Next, string Sentence);

/// <summary>What is kept of a sent message to judge its receipt.</summary>
/// <param name="Id">The exchange.</param>
/// <param name="Connection">Name.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Sent">What the matcher needs.</param>
public sealed record AwaitedReceipt(ExchangeId Id, string Connection, ExchangeState State, SentMessage Sent);

/// <summary>The journal of messages out.</summary>
/// <threadsafety>Safe for concurrent calls; each call is one transaction, durable when it returns.</threadsafety>
public interface IOutboundJournal
{
    /// <summary>Writes a submitted exchange.</summary>
    ValueTask<IdempotencyOutcome> SubmitAsync(Submission submission, CancellationToken ct);

    /// <summary>Exchanges that are submitted and not packaged yet: after a crash they are packaged again, with the same id and date.</summary>
    ValueTask<IReadOnlyList<Submission>> UnpackagedAsync(int max, CancellationToken ct) => UnpackagedAsync(max, [], ct);

    /// <summary>The same without those of some connections, which cannot be packaged now: they must not keep others from being found.</summary>
    /// <param name="max">Most exchanges.</param>
    /// <param name="without">Names of these connections.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask<IReadOnlyList<Submission>> UnpackagedAsync(int max, IReadOnlyCollection<string> without, CancellationToken ct);

    /// <summary>Lets a connection wait, or go on, for a reason that no attempt showed; its alert is raised or resolved with it.</summary>
    ValueTask PauseAsync(ConnectionPause pause, DateTimeOffset at, CancellationToken ct);

    /// <summary>Stores the package and makes the first attempt due. False when the exchange is no longer submitted: cancelled, or packaged by another process.</summary>
    ValueTask<bool> PackagedAsync(ExchangeId id, PackageRow package, DateTimeOffset dueAt, CancellationToken ct);

    /// <summary>Packaging is impossible: failed, with the reason. False when the exchange is no longer submitted.</summary>
    ValueTask<bool> PackagingFailedAsync(ExchangeId id, string reason, DateTimeOffset at, CancellationToken ct);

    /// <summary>Takes what is due for this owner, oldest first: attempt row and state <see cref="ExchangeState.Sending"/> are written with it. Empty when the lease is no longer held.</summary>
    /// <param name="lease">Scope (a connection's name), node and epoch.</param>
    /// <param name="max">Most exchanges.</param>
    /// <param name="isStrict">One in flight at a time; the next only after a final state of the one before. One that failed, is overdue or has no valid receipt
    /// blocks until it is sent again, cancelled or closed by a receipt; an alert says so.</param>
    /// <param name="now">Due until.</param>
    /// <param name="ct">Cancels before the claim.</param>
    ValueTask<IReadOnlyList<SendWork>> ClaimAsync(OwnerLease lease, int max, bool isStrict, DateTimeOffset now, CancellationToken ct);

    /// <summary>Commits how an attempt ended with what comes next. False: the lease or the attempt is no longer ours; nothing was written.</summary>
    ValueTask<bool> CompleteAsync(OwnerLease lease, AttemptResult result, CancellationToken ct);

    /// <summary>Puts what another owner left in <see cref="ExchangeState.Sending"/> back to waiting, its attempt marked «outcome unknown».</summary>
    ValueTask<int> RecoverClaimsAsync(OwnerLease lease, DateTimeOffset now, CancellationToken ct);

    /// <summary>Puts back what this owner claimed and never heard of: the claim was committed, and the word of it lost with the connection to the database.</summary>
    /// <param name="lease">The owner's.</param>
    /// <param name="sending">Messages it has on their way: these stay claimed.</param>
    /// <param name="posting">Messages whose receipts it has on their way.</param>
    /// <param name="now">When they are due.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask<int> RecoverUnheardAsync(OwnerLease lease, IReadOnlyCollection<ExchangeId> sending, IReadOnlyCollection<ExchangeId> posting, DateTimeOffset now, CancellationToken ct);

    /// <summary>Passes deadlines: overdue receipts (each as the rules of its connection say), total time over, receipts of ours given up. Forgets idempotency keys after their time.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="rules">The rules of a connection by its name; null: an overdue receipt is an alert.</param>
    /// <param name="ct">Cancels between two slices.</param>
    /// <returns>What changed, in the order it did.</returns>
    ValueTask<IReadOnlyList<PassedDeadline>> PassDeadlinesAsync(DateTimeOffset now, Func<string, DeliveryRules?> rules, CancellationToken ct);

    /// <summary>The same where every overdue receipt is an alert. Returns how many changed.</summary>
    async ValueTask<int> PassDeadlinesAsync(DateTimeOffset now, CancellationToken ct) => (await PassDeadlinesAsync(now, static _ => null, ct)).Count;

    /// <summary>Connections with a message or receipt to send now or later, or one that somebody claimed: all others need no look.</summary>
    ValueTask<IReadOnlyCollection<string>> BusyAsync(CancellationToken ct);

    /// <summary>When the next thing of this connection is due; null when nothing is.</summary>
    ValueTask<DateTimeOffset?> NextDueAsync(string connection, CancellationToken ct);

    /// <summary>Finds a sent message by the id a receipt names, with or without brackets, within the pair of names.</summary>
    /// <param name="ourName">Our AS2 name: the receipt's AS2-To.</param>
    /// <param name="partnerName">The partner's: its AS2-From.</param>
    /// <param name="originalMessageId">As the receipt has it.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask<AwaitedReceipt?> FindSentAsync(string ourName, string partnerName, string originalMessageId, CancellationToken ct);

    /// <summary>The package of a message, as <see cref="ClaimAsync"/> gives it, without claiming it; <see cref="SendWork.Attempt"/> is the last one made. Null when it is not packaged.</summary>
    ValueTask<SendWork?> FindPackageAsync(ExchangeId id, CancellationToken ct);

    /// <summary>Keeps a receipt that came on its own; an authentic one moves any state not closed by an authentic one before, and cancels what was due.</summary>
    /// <returns>Whether the state changed.</returns>
    ValueTask<bool> ReceiptAsync(ExchangeId id, ReceiptRow receipt, CancellationToken ct);

    /// <summary>Keeps a receipt for no message of ours.</summary>
    ValueTask OrphanReceiptAsync(string? from, string? to, ReceiptRow receipt, CancellationToken ct);

    /// <summary>Receipts for no message of ours, newest first, with numbers below <paramref name="before"/>; null: from the newest.</summary>
    ValueTask<IReadOnlyList<OrphanReceipt>> OrphansAsync(long? before, int limit, CancellationToken ct);

    /// <summary>One of them; null when there is none.</summary>
    ValueTask<OrphanReceipt?> FindOrphanAsync(long number, CancellationToken ct);

    /// <summary>Of these exchanges, those that a person cancelled.</summary>
    ValueTask<IReadOnlyList<ExchangeId>> CancelledAsync(IReadOnlyCollection<ExchangeId> ids, CancellationToken ct);

    /// <summary>Cancels what is open, and what failed or has no valid receipt, so that it no longer blocks a strict order; false in any other state.</summary>
    ValueTask<bool> CancelAsync(ExchangeId id, string by, DateTimeOffset at, CancellationToken ct);

    /// <summary>Makes a further attempt due with the same bytes and Message-ID; false when the state does not allow it.</summary>
    ValueTask<bool> ResendAsync(ExchangeId id, string by, DateTimeOffset at, DateTimeOffset giveUpAt, CancellationToken ct);

    /// <summary>How a connection stands.</summary>
    ValueTask<ConnectionStateRow> ConnectionStateAsync(string connection, CancellationToken ct);

    /// <summary>How these connections stand; those nothing is known of are left out.</summary>
    ValueTask<IReadOnlyDictionary<string, ConnectionStateRow>> ConnectionStatesAsync(IReadOnlyCollection<string> connections, CancellationToken ct);

    /// <summary>Holds or releases a connection.</summary>
    ValueTask HoldAsync(string connection, bool isHeld, string by, DateTimeOffset at, CancellationToken ct);
}

/// <summary>How a connection stands, apart from its configuration.</summary>
/// <param name="IsHeld">Held by a person.</param>
/// <param name="Pause">Waiting by itself; null when it works.</param>
/// <param name="LastCallAt">Start of its last call; null before the first.</param>
public sealed record ConnectionStateRow(bool IsHeld, ConnectionPause? Pause, DateTimeOffset? LastCallAt);
