using System.Security.Cryptography;
using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>How committing a received message ended, and what is said now.</summary>
/// <param name="Answer">To be given byte for byte.</param>
/// <param name="Id">The exchange it belongs to: of a repeat, the first one.</param>
/// <param name="Outcome">What it was.</param>
public sealed record ReceiveOutcome(StoredAnswer Answer, ExchangeId Id, ReceiveKind Outcome);

/// <summary>What a received message turned out to be.</summary>
public enum ReceiveKind
{
    /// <summary>Taken, and handed to its consumers.</summary>
    Accepted,

    /// <summary>Not taken.</summary>
    Refused,

    /// <summary>Taken before: its first answer again.</summary>
    Repeat,

    /// <summary>Its id was taken before with other content.</summary>
    OtherContent,

    /// <summary>Whole and durable, to be opened later.</summary>
    Unopened,
}

/// <summary>Brings what arrives into the journal: content first, then everything else in one transaction, then the answer. Nothing is answered that is not stored.</summary>
/// <remarks>What it throws is a fault of ours: the partner is told to come back, and objects without a row are swept.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class Receiver(IInboundJournal journal, IPayloadStore payloads, IConnections connections, OpenAnswers answers, TimeProvider time, DescriptionQueue? descriptions = null, DebugLog? debug = null)
{
    /// <summary>Commits a judged message, accepted or refused.</summary>
    /// <exception cref="JournalException">The journal cannot do its work now.</exception>
    /// <exception cref="IOException">The payload store cannot.</exception>
    public async ValueTask<ReceiveOutcome> CommitAsync(ReceivedMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var watch = ReceiveWatch.Begin(message);
        var outcome = message.Failure is As2Failure.None
            ? await AcceptAsync(message, ct)
            : await RefuseAsync(message, message.Planned, message.Failure, RetiredKey.Detail(message.Failure, message.Verdict, message.Connection), ReceiveKind.Refused, ct);
        await WriteDownAsync(message.Connection, message.Lines, message.RemoteAddress, message.WireBytes, outcome, ct);
        return watch.End(outcome);
    }

    /// <summary>For a connection whose debug log is on.</summary>
    private async ValueTask WriteDownAsync(As2Connection connection, IReadOnlyList<KeyValuePair<string, string>> lines, string? remote, long bytes, ReceiveOutcome outcome, CancellationToken ct)
    {
        if (debug is null)
        {
            return;
        }

        var mask = DebugMask.Of(connection.Outbound);
        if (await debug.BeginAsync(connection.Name, mask, outcome.Id.Value, ct) is { } call)
        {
            await call.WriteAsync(
                ct, (DebugKind.RequestIn, DebugText.Arrived(lines, remote, bytes, mask)), (DebugKind.AnswerIn, DebugText.Answered(outcome.Answer, outcome.Outcome.ToString(), mask)));
        }
    }

    /// <summary>Makes a message durable that is not opened yet. Whoever listens to the journal opens it.</summary>
    /// <exception cref="JournalException">The journal cannot do its work now.</exception>
    /// <exception cref="IOException">The payload store cannot.</exception>
    public async ValueTask<ReceiveOutcome> CommitUnopenedAsync(LateMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var watch = ReceiveWatch.Begin(message);
        var objects = await RowPayloads.OfAsync(Drafts(message.Wire), ct);
        var row = new UnopenedMessage
        {
            Id = ExchangeId.New(time.GetUtcNow()),
            From = message.Headers.From.Value,
            To = message.Headers.To.Value,
            MessageId = message.Headers.RawMessageId,
            ReceivedAt = message.ReceivedAt,
            Connection = message.Connection.Name,
            ConnectionVersion = message.Connection.Version,
            Headers = message.Lines,
            WireSha256 = message.WireSha256,
            WireBytes = message.WireBytes,
            Wire = message.Wire.Draft?.Id ?? throw new ArgumentException("A message that is opened later has all its bytes.", nameof(message)),
            SmallPayloads = objects.Small,
            RemoteAddress = message.RemoteAddress,
            Answer = message.Answer,
        };

        // Opening may end before the answer has left; its receipt must not.
        Hold(row.Id, message.OnAnswered);
        try
        {
            await journal.ReceiveAsync(row, ct);
        }
        catch
        {
            answers.End(row.Id);
            throw;
        }

        var outcome = new ReceiveOutcome(row.Answer, row.Id, ReceiveKind.Unopened);
        await WriteDownAsync(message.Connection, message.Lines, message.RemoteAddress, message.WireBytes, outcome, ct);
        return watch.End(outcome);
    }

    /// <summary>Refuses a message that was stored unopened and for whose names nothing is configured any more. No receipt can be made for it.</summary>
    public async ValueTask RefuseUnopenedAsync(UnopenedWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        await journal.RefuseAsync(
            new()
            {
                Id = work.Id, From = work.From, To = work.To, ReceivedAt = work.ReceivedAt, OpenedAt = time.GetUtcNow(), Headers = work.Headers, WireSha256 = work.WireSha256, WireBytes = work.WireBytes,
                Wire = work.Wire, Answer = new(0, [], ReadOnlyMemory<byte>.Empty), Connection = work.Connection, Failure = As2Failure.UnknownRelationship,
                Detail = "Its connection was removed before it could be opened.",
            },
            ct);
    }

    /// <summary>Keeps the headers of a message whose sender was not let in, with the reason.</summary>
    public async ValueTask TurnAwayAsync(TurnedAwayMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        await journal.RefuseAsync(
            new()
            {
                Id = ExchangeId.New(time.GetUtcNow()),
                From = message.Headers.From.Value,
                To = message.Headers.To.Value,
                MessageId = message.Headers.RawMessageId,
                ReceivedAt = message.At,
                Connection = message.Connection.Name,
                ConnectionVersion = message.Connection.Version,
                Headers = message.Lines,
                WireSha256 = SHA256.HashData([]),
                WireBytes = 0,
                RemoteAddress = message.RemoteAddress,
                Answer = message.Answer,
                Failure = As2Failure.NotAdmitted,
                Detail = message.Reason,
            },
            ct);
    }

    /// <summary>Keeps what came for a pair of names nobody configured, with its headers and a hint.</summary>
    public async ValueTask<ReceiveOutcome> CommitUnmatchedAsync(UnmatchedMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var watch = ReceiveWatch.Begin(message);
        string hint;
        using (var lease = connections.Take())
        {
            hint = lease.Book.HintFor(message.Headers.From, message.Headers.To);
        }

        var objects = await RowPayloads.OfAsync(Drafts(message.Wire), ct);
        var row = new RefusedMessage
        {
            Id = ExchangeId.New(time.GetUtcNow()),
            From = message.Headers.From.Value,
            To = message.Headers.To.Value,
            MessageId = message.Headers.RawMessageId,
            ReceivedAt = message.ReceivedAt,
            Headers = message.Lines,
            WireSha256 = message.WireSha256,
            WireBytes = message.WireBytes,
            Wire = message.Wire?.Draft?.Id,
            SmallPayloads = objects.Small,
            RemoteAddress = message.RemoteAddress,
            Answer = message.Planned.Answer,
            ReceiptInAnswer = message.Planned.HasReceipt,
            Failure = As2Failure.UnknownRelationship,
            Detail = message.IsReceipt ? $"A receipt for a pair of names nobody configured. {hint}" : hint,
            Hint = hint,
        };
        await RefuseOrEndAsync(row, ct);
        return watch.End(new(row.Answer, row.Id, ReceiveKind.Refused));
    }

    /// <summary>Takes a message as the rule of its connection about file names says.</summary>
    private async ValueTask<ReceiveOutcome> AcceptAsync(ReceivedMessage message, CancellationToken ct)
    {
        var inbound = message.Connection.Inbound;
        if (inbound.FileNameRule is FileNameRule.Rename || message is not { PlanFileName: { } plan, Verdict: { } verdict })
        {
            return await AcceptAsync(message, null, ct);
        }

        var isWarning = inbound.FileNameRule is FileNameRule.Warn;
        if (verdict.Payloads.Select(static p => p.FileName).FirstOrDefault(static n => n is not null && !string.Equals(PayloadFileName.From(n, 0), n, StringComparison.Ordinal)) is not null)
        {
            const As2Failure failure = As2Failure.IllegalFileName;
            return isWarning ? await AcceptAsync(message with { Planned = plan(failure, true) }, null, ct)
                : await RefuseAsync(message, plan(failure, false), failure, "A file name cannot be used as it is.", ReceiveKind.Refused, ct);
        }

        return await AcceptAsync(message, inbound.FileNameWindow, ct);
    }

    private async ValueTask<ReceiveOutcome> AcceptAsync(ReceivedMessage message, TimeSpan? fileNameWindow, CancellationToken ct)
    {
        var verdict = message.Verdict ?? throw new ArgumentException("An accepted message has a verdict.", nameof(message));
        var content = ReceivedContent.Of(verdict);
        CrashPoints.Hit(CrashPoint.MessageJudged);
        var objects = await RowPayloads.OfAsync([.. content.Drafts, .. Drafts(message.Wire)], ct);
        CrashPoints.Hit(CrashPoint.ContentStored);
        var described = descriptions is null ? null : await descriptions.TryNowAsync(content.Documents, objects.Small, ct);
        var now = time.GetUtcNow();
        var id = message.Unopened?.Id ?? ExchangeId.New(now);
        if (message.Planned is { Later: not null, Forbidden: null })
        {
            Hold(id, message.OnAnswered);
        }

        AcceptOutcome outcome;
        try
        {
            outcome = await journal.AcceptAsync(
                new()
                {
                    Id = id,
                    Key = ReceivedContent.KeyOf(message.Headers, message.WireSha256),
                    From = message.Headers.From.Value,
                    To = message.Headers.To.Value,
                    MessageId = message.Headers.RawMessageId,
                    ReceivedAt = message.ReceivedAt,
                    Connection = message.Connection.Name,
                    ConnectionVersion = message.Connection.Version,
                    Headers = message.Lines,
                    WireSha256 = message.WireSha256,
                    WireBytes = message.WireBytes,
                    Wire = WireOf(message),
                    SmallPayloads = objects.Small,
                    OpenedAt = message.Unopened is null ? null : now,
                    Mic = verdict.Mic,
                    LayersJson = LayersText.Of(verdict.Layers),
                    SignerThumbprint = verdict.Signer?.Sha256Thumbprint,
                    Signature = verdict.Signature,
                    Certificates = ReceivedContent.CertificatesOf(verdict, message.Connection, message.Headers, message.Planned),
                    RemoteAddress = message.RemoteAddress,
                    Answer = message.Planned.Answer,
                    AsynchronousReceipt = message.Planned.Later,
                    ReceiptForbidden = message.Planned.Forbidden,
                    ReceiptInAnswer = message.Planned.HasReceipt,
                    // Encrypting proves nobody: anyone has our certificate.
                    IsAuthenticated = verdict.Signer is not null,
                    Entity = content.Entity,
                    Documents = content.Documents,
                    Described = described,
                    FileNameWindow = fileNameWindow,
                    Consumers = message.Connection.Inbound.Consumers,
                },
                ct);
        }
        catch
        {
            End(id, message);
            throw;
        }

        switch (outcome)
        {
            case AcceptOutcome.Repeat repeat:
                CrashPoints.Hit(CrashPoint.RepeatFound);
                End(id, message);
                Hold(repeat.Original, message.OnAnswered);
                await payloads.ForgetAsync([.. objects.OnDisk, .. message.Unopened is { } unopened ? [unopened.Wire] : (PayloadId[])[]]);
                return new(repeat.Answer, repeat.Original, ReceiveKind.Repeat);
            case AcceptOutcome.OpenedBefore:
                await payloads.ForgetAsync(objects.OnDisk);
                return new(message.Planned.Answer, id, ReceiveKind.Accepted);
            case AcceptOutcome.NameTaken when message.Connection.Inbound.FileNameRule is FileNameRule.Warn:
                // What was not written is written now, with another receipt.
                End(id, message);
                return await AcceptAsync(message with { Planned = message.PlanFileName!(As2Failure.DuplicateFileName, true) }, null, ct);
            case AcceptOutcome.NameTaken taken:
                End(id, message);
                await payloads.ForgetAsync([.. objects.OnDisk.Where(o => o != message.Wire?.Draft?.Id)]);
                return await RefuseAsync(
                    message, message.PlanFileName!(As2Failure.DuplicateFileName, false), As2Failure.DuplicateFileName,
                    taken.Original is { } first ? $"The exchange {first} has a document of this name." : "A message that is not kept any more had a document of this name.", ReceiveKind.Refused, ct);
            case AcceptOutcome.OtherContent other:
                End(id, message);
                await payloads.ForgetAsync([.. objects.OnDisk.Where(o => o != message.Wire?.Draft?.Id)]);
                return await RefuseAsync(
                    message, message.PlanDuplicate(message.Connection.Inbound.DuplicateAnswer), As2Failure.DuplicateDocument,
                    $"The exchange {other.Original} has this Message-ID and other content.", ReceiveKind.OtherContent, ct);
            default:
                CrashPoints.Hit(CrashPoint.MessageAccepted);
                await ForgetWireAsync(message);
                if (described is null)
                {
                    descriptions?.Add(id, content.Documents);
                }

                return new(message.Planned.Answer, id, ReceiveKind.Accepted);
        }
    }

    private async ValueTask<ReceiveOutcome> RefuseAsync(
        ReceivedMessage message, PlannedAnswer planned, As2Failure failure, string? detail, ReceiveKind kind, CancellationToken ct)
    {
        var objects = await RowPayloads.OfAsync(Drafts(message.Wire), ct);
        var now = time.GetUtcNow();
        var row = new RefusedMessage
        {
            Id = message.Unopened?.Id ?? ExchangeId.New(now),
            From = message.Headers.From.Value,
            To = message.Headers.To.Value,
            MessageId = message.Headers.RawMessageId,
            ReceivedAt = message.ReceivedAt,
            Connection = message.Connection.Name,
            ConnectionVersion = message.Connection.Version,
            Headers = message.Lines,
            WireSha256 = message.WireSha256,
            WireBytes = message.WireBytes,
            Wire = WireOf(message),
            SmallPayloads = objects.Small,
            OpenedAt = message.Unopened is null ? null : now,
            Mic = message.Verdict?.Mic,
            LayersJson = LayersText.Of(message.Verdict?.Layers),
            SignerThumbprint = message.Verdict?.Signer?.Sha256Thumbprint,
            Certificates = ReceivedContent.CertificatesOf(message.Verdict, message.Connection, message.Headers, planned),
            RemoteAddress = message.RemoteAddress,
            Answer = planned.Answer,
            AsynchronousReceipt = planned.Later,
            ReceiptForbidden = planned.Forbidden,
            ReceiptInAnswer = planned.HasReceipt,
            Failure = failure,
            Detail = detail,
        };
        if (planned is { Later: not null, Forbidden: null })
        {
            Hold(row.Id, message.OnAnswered);
        }

        await RefuseOrEndAsync(row, ct);
        await ForgetWireAsync(message);
        return new(row.Answer, row.Id, kind);
    }

    /// <summary>What could not be written holds no receipt back.</summary>
    private async ValueTask RefuseOrEndAsync(RefusedMessage row, CancellationToken ct)
    {
        try
        {
            await journal.RefuseAsync(row, ct);
        }
        catch
        {
            answers.End(row.Id);
            throw;
        }
    }

    private static IPayloadDraft[] Drafts(WireCopy? wire) => wire?.Draft is { } draft ? [draft] : [];

    /// <summary>The body as it came, as the row is to name it.</summary>
    private static PayloadId? WireOf(ReceivedMessage message)
        => message.Unopened is { } unopened ? unopened.KeepsWire ? unopened.Wire : null : message.Wire?.Draft?.Id;

    /// <summary>A body that was kept until it was opened.</summary>
    private ValueTask ForgetWireAsync(ReceivedMessage message)
        => message.Unopened is { KeepsWire: false } unopened ? payloads.ForgetAsync([unopened.Wire]) : ValueTask.CompletedTask;

    /// <summary>Holds the receipt back until the answer is out.</summary>
    private void Hold(ExchangeId id, Action<Action>? onAnswered)
    {
        if (onAnswered is not null)
        {
            answers.Begin(id);
            onAnswered(() =>
            {
                CrashPoints.Hit(CrashPoint.AnswerGiven);
                answers.End(id);
            });
        }
    }

    /// <summary>No receipt of this exchange is to wait. One that was stored unopened had its answer before.</summary>
    private void End(ExchangeId id, ReceivedMessage message)
    {
        if (message.Unopened is null)
        {
            answers.End(id);
        }
    }
}
