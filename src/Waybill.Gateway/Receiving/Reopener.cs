using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>How opening a refused message again ended.</summary>
public enum ReopenKind
{
    /// <summary>It is accepted now and handed to its consumers.</summary>
    Taken = 0,

    /// <summary>There is no such message in.</summary>
    NotFound = 1,

    /// <summary>It is not refused, or not any more.</summary>
    NotRefused = 2,

    /// <summary>The bytes that came are not kept: there is nothing to open.</summary>
    NotKept = 3,

    /// <summary>It cannot be opened at all: nothing is agreed for its names, it is a receipt, or its message was taken otherwise.</summary>
    NotPossible = 4,

    /// <summary>It was opened, and is refused as before or for another cause.</summary>
    StillRefused = 5,

    /// <summary>Done before under the same idempotency key.</summary>
    Repeated = 6,

    /// <summary>The idempotency key was used for another request.</summary>
    KeyTaken = 7,

    /// <summary>A request under the same idempotency key is being carried out at this moment.</summary>
    StillRunning = 8,
}

/// <summary>How it ended.</summary>
/// <param name="Kind">How.</param>
/// <param name="Text">Why it was not taken and what can be done, for the operator; of a repeat, what was answered the first time; else null.</param>
public sealed record ReopenResult(ReopenKind Kind, string? Text = null);

/// <summary>Opens a refused message again from the bytes that are kept of it, with the keys, certificates and connections there are now: a missing key was added, a partner
/// configured, a policy changed. What is good then is accepted under its own id; the answer that was given stays, and the partner's next try is a repeat with a good receipt.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class Reopener
{
    private readonly IJournal _journal;
    private readonly IPayloadStore _payloads;
    private readonly IConnections _connections;
    private readonly KeysInUse _keys;
    private readonly DescriptionQueue? _descriptions;
    private readonly TimeProvider _time;

    /// <param name="journal">The journal.</param>
    /// <param name="payloads">The kept bytes, and where the content goes.</param>
    /// <param name="connections">The connections as they are now.</param>
    /// <param name="submitter">Whose idempotency keys these are too.</param>
    /// <param name="time">The clock.</param>
    /// <param name="descriptions">Describes what is taken; null leaves it out.</param>
    public Reopener(IJournal journal, IPayloadStore payloads, IConnections connections, Submitter submitter, TimeProvider time, DescriptionQueue? descriptions = null)
    {
        ArgumentNullException.ThrowIfNull(submitter);
        (_journal, _payloads, _connections, _keys, _time, _descriptions) = (journal, payloads, connections, submitter.Keys, time, descriptions);
    }

    /// <summary>Opens one message again.</summary>
    /// <param name="id">The refused exchange.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="key">Makes it safe to repeat; only what was taken keeps it.</param>
    /// <param name="ct">Ends it; nothing is changed then.</param>
    /// <exception cref="JournalException">The journal cannot do its work now.</exception>
    /// <exception cref="IOException">The payload store cannot.</exception>
    public async ValueTask<ReopenResult> ReopenAsync(ExchangeId id, string by, IdempotencyKey? key, CancellationToken ct)
    {
        using var use = key is null ? null : _keys.Take(key.Principal, key.Key);
        if (key is not null && use is null)
        {
            return new(ReopenKind.StillRunning);
        }

        if (key is not null && await _journal.Actions.RecallAsync(key, _time.GetUtcNow(), ct) is { } before)
        {
            return before is IdempotencyOutcome.Before done ? new(ReopenKind.Repeated, done.Response) : new(ReopenKind.KeyTaken);
        }

        if (await _journal.FindAsync(id, ct) is not { Summary: { Direction: Direction.In } summary } refused)
        {
            return new(ReopenKind.NotFound);
        }

        if (summary.State is not ExchangeState.Refused)
        {
            return new(ReopenKind.NotRefused);
        }

        if (refused.Wire is not { } wire || await _payloads.LengthAsync(wire, ct) is not { } length)
        {
            return new(
                ReopenKind.NotKept,
                "The bytes that came are not kept, so they cannot be opened again: only bodies up to 1 MiB, and those no key of ours opened, are kept by default. Ask the partner to send it again; KeepWireBodies on the connection keeps all from now on.");
        }

        var result = await OpenAsync(refused, wire, length, by, key, ct);
        if (result is { Kind: ReopenKind.NotPossible or ReopenKind.StillRefused, Text: { } cause })
        {
            await _journal.Actions.StillRefusedAsync(id, by, cause, _time.GetUtcNow(), ct);
        }

        return result;
    }

    private async ValueTask<ReopenResult> OpenAsync(ExchangeDetail refused, PayloadId wire, long length, string by, IdempotencyKey? key, CancellationToken ct)
    {
        if (As2MessageHeaders.Read(refused.Headers).Value is not { } message)
        {
            return new(ReopenKind.NotPossible, "Its header cannot be read.");
        }

        using var lease = _connections.Take();
        if (lease.Book.FindIn(message.From, message.To) is not { } connection)
        {
            return new(ReopenKind.NotPossible, $"Nothing is agreed for these names: configure the connection first. {lease.Book.HintFor(message.From, message.To)}");
        }

        var inbound = connection.Inbound;
        var failure = CheckHeaders(message, inbound);
        if (failure is not As2Failure.None)
        {
            return Refused(failure, null);
        }

        await using var kept = new VerifiedStream(await _payloads.OpenAsync(wire, 0, length, ct), length, refused.WireSha256);
        var (isReceipt, body) = await ReceiptSniffer.PeekAsync(message.Content, kept, ct);
        if (isReceipt)
        {
            return new(ReopenKind.NotPossible, "It is a receipt and no message. Download what came over the wire to look into it.");
        }

        // As if it had been known when it came: a signature counts by the certificates of that day.
        await using var verdict = await As2MessageReader.ReadAsync(
            message.Content, message.ReceiptRequest, body, inbound.Reading with { VerificationTime = refused.Summary.CreatedAt }, _payloads.AsScratch(), ct);

        // A refusal may leave a rest unread, and only the end shows that these are the bytes that came.
        await kept.CopyToAsync(Stream.Null, ct);
        return verdict.Failure switch
        {
            As2Failure.None => await TakeAsync(refused, message, connection, verdict, by, key, ct),
            As2Failure.OurFault => throw new IOException(verdict.Detail ?? "The message could not be judged by a fault of ours."),
            _ => Refused(verdict.Failure, verdict.Detail),
        };
    }

    private async ValueTask<ReopenResult> TakeAsync(
        ExchangeDetail refused, As2MessageHeaders message, As2Connection connection, As2Verdict verdict, string by, IdempotencyKey? key, CancellationToken ct)
    {
        var content = ReceivedContent.Of(verdict);
        var objects = await RowPayloads.OfAsync(content.Drafts, ct);
        var now = _time.GetUtcNow();
        var planned = RepeatAnswers.Plan(message, connection, verdict, now);
        var outcome = await _journal.Actions.ReopenAsync(
            new()
            {
                Id = refused.Summary.Id,
                By = by,
                At = now,
                Connection = connection.Name,
                ConnectionVersion = connection.Version,
                Key = ReceivedContent.KeyOf(message, refused.WireSha256),
                WireSha256 = refused.WireSha256,
                Mic = verdict.Mic,
                LayersJson = LayersText.Of(verdict.Layers),
                SignerThumbprint = verdict.Signer?.Sha256Thumbprint,
                Signature = verdict.Signature,
                Certificates = ReceivedContent.CertificatesOf(verdict, connection, message, planned),
                IsAuthenticated = verdict.Signer is not null,
                Entity = content.Entity,
                Documents = content.Documents,
                SmallPayloads = objects.Small,
                Consumers = connection.Inbound.Consumers,
                Answer = planned.Answer,
                AsynchronousReceipt = planned.Later,
                ReceiptForbidden = planned.Forbidden,
            },
            key, ct);
        if (outcome is ReopenOutcome.Stored)
        {
            _descriptions?.Add(refused.Summary.Id, content.Documents);
            return new(ReopenKind.Taken);
        }

        await _payloads.ForgetAsync(objects.OnDisk);
        return outcome switch
        {
            ReopenOutcome.Before before => new(ReopenKind.Repeated, before.Response),
            ReopenOutcome.Conflict => new(ReopenKind.KeyTaken),
            ReopenOutcome.KeyOwned { Owner: { } owner } => new(ReopenKind.NotPossible, $"A message under its Message-ID was accepted as exchange {owner}; this one stays refused."),
            ReopenOutcome.KeyOwned => new(ReopenKind.NotPossible, "A message under its Message-ID was accepted before and is no longer kept; this one stays refused."),
            _ => new(ReopenKind.NotRefused),
        };
    }

    private static As2Failure CheckHeaders(As2MessageHeaders message, InboundPolicy inbound)
        => message.Check(inbound.Reading.Profile, RepeatAnswers.WritingPolicy(inbound)) is var failure and not As2Failure.None ? failure
            : inbound.RefuseSameNames && message.From == message.To ? As2Failure.SenderEqualsReceiver
            : As2Failure.None;

    private static ReopenResult Refused(As2Failure failure, string? detail)
        => new(ReopenKind.StillRefused, string.Join(' ', new[] { "It is still refused.", As2FailureFacts.Of(failure).Sentence, detail }.Where(static t => t is not null)));
}
