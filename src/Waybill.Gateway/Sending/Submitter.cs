using System.Security.Cryptography;
using System.Text;
using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>Takes documents to be sent: stored and hashed in one pass, id and date chosen once, written to the journal before anybody is told.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class Submitter
{
    private const int PeekBytes = 512;

    private readonly IJournal _journal;
    private readonly IPayloadStore _payloads;
    private readonly IConnections _connections;
    private readonly TimeProvider _time;

    /// <param name="journal">The journal.</param>
    /// <param name="payloads">Where documents go.</param>
    /// <param name="connections">The connections.</param>
    /// <param name="time">The clock.</param>
    public Submitter(IJournal journal, IPayloadStore payloads, IConnections connections, TimeProvider time)
        => (_journal, _payloads, _connections, _time) = (journal, payloads, connections, time);

    /// <summary>Keys of submissions and of everything else people do.</summary>
    internal KeysInUse Keys { get; } = new();

    /// <summary>Called with each submission after it is durable: the sending service packages it. Null leaves that to its next look.</summary>
    internal Action<Submission>? OnSubmitted { get; set; }

    /// <summary>Called when the journal failed to say whether a submission was kept. Null: nobody is to look.</summary>
    internal Action? OnUnheard { get; set; }

    /// <summary>Stores a message to be sent.</summary>
    /// <exception cref="IOException">The store cannot be written, or a document cannot be read. Nothing was submitted.</exception>
    public async ValueTask<SubmitOutcome> SubmitAsync(SubmitRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_connections.FindOut(request.Connection) is not { } connection)
        {
            return new SubmitOutcome.Refused($"There is no connection {request.Connection} that sends.");
        }

        if (request.Documents.Count is 0)
        {
            return new SubmitOutcome.Refused("There is no document to send.");
        }

        using var use = request.Idempotency is { } call ? Keys.Take(call.Principal, call.Key) : null;
        return request.Idempotency is not null && use is null ? new SubmitOutcome.StillRunning() : await StoreAsync(request, connection, ct);
    }

    /// <summary>Sends what an exchange sent once more, as a new message: new id, new date, new package (RFC 4130 §5.5). The documents are not copied.</summary>
    /// <param name="original">An exchange out.</param>
    /// <param name="idempotency">As in <see cref="SubmitRequest.Idempotency"/>.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<SubmitOutcome> ResendAsNewAsync(ExchangeId original, IdempotentCall? idempotency, CancellationToken ct)
    {
        using var use = idempotency is null ? null : Keys.Take(idempotency.Principal, idempotency.Key);
        if (idempotency is not null && use is null)
        {
            return new SubmitOutcome.StillRunning();
        }

        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"resend-new:{original.Value}"));
        if (idempotency is not null && await _journal.Actions.RecallAsync(new(idempotency.Principal, idempotency.Key, digest, ""), _time.GetUtcNow(), ct) is { } done)
        {
            // Also when what it needed is gone meanwhile.
            return done is IdempotencyOutcome.Before before ? new SubmitOutcome.Repeated(before.Response) : new SubmitOutcome.KeyTaken();
        }

        if (await _journal.FindAsync(original, ct) is not { Summary: { Direction: Direction.Out } summary } detail || detail.Documents.Count is 0)
        {
            return new SubmitOutcome.Refused("There is no such message out, or its documents are no longer kept.");
        }

        if (summary.Connection is not { } name || _connections.FindOut(name) is not { } connection)
        {
            return new SubmitOutcome.Refused("The connection of this message no longer sends.");
        }

        var submission = NewSubmission(connection, detail.Documents, summary.Subject, summary.IsTest, isNamed: true) with { ResendOf = original };
        return await CommitAsync(submission, idempotency, digest, new(), ct);
    }

    private async ValueTask<SubmitOutcome> StoreAsync(SubmitRequest request, OutboundConnection connection, CancellationToken ct)
    {
        var documents = new List<StoredDocument>();
        var objects = new RowPayloads(copies: true);
        try
        {
            var start = new byte[PeekBytes];
            foreach (var document in request.Documents)
            {
                var stored = await _payloads.StoreAsync(objects, document.Content, start, ct);
                var type = document.ContentType ?? connection.ContentType ?? DocumentTypes.Detect(start.AsSpan(0, stored.Peeked), document.FileName);
                documents.Add(new(document.FileName, type, document.ContentId, stored.Id, 0, stored.Length, stored.Sha256));
            }
        }
        catch
        {
            // Nothing names them yet. From the commit on this would be wrong: one whose fate is not known may still name them, and the sweep decides.
            await _payloads.ForgetAsync(objects.OnDisk);
            throw;
        }

        CrashPoints.Hit(CrashPoint.DocumentStored);
        var submission = NewSubmission(connection, documents, request.Subject, request.IsTest, isNamed: false);
        return await CommitAsync(submission, request.Idempotency, Digest(request, documents), objects, ct);
    }

    /// <param name="connection">Over which.</param>
    /// <param name="documents">In order.</param>
    /// <param name="subject">Null takes the connection's, unless <paramref name="isNamed"/>.</param>
    /// <param name="isTest">Left out of statistics.</param>
    /// <param name="isNamed">Whether subject and file names stand as they were sent before.</param>
    private Submission NewSubmission(OutboundConnection connection, IReadOnlyList<StoredDocument> documents, string? subject, bool isTest, bool isNamed)
    {
        var now = _time.GetUtcNow();
        var id = ExchangeId.New(now);
        Dictionary<string, string> Values(StoredDocument? document, int number)
            => MessageValues.Of(id, connection.Name, connection.From.Value, connection.To.Value, now, subject, document, number);
        if (!isNamed)
        {
            documents = connection.Texts.Name(documents, Values);
            subject ??= connection.Texts.Subject is { } template ? HeaderText.Subject(template.Render(Values(documents[0], 1))) : connection.Subject;
        }

        return new()
        {
            Id = id,
            Connection = connection.Name,
            From = connection.From.Value,
            To = connection.To.Value,
            MessageId = connection.Texts.Id(id, RightSide(connection.From), Values(documents[0], 1)).Value,
            Date = now,
            Subject = subject,
            Documents = documents,
            GiveUpAt = now + connection.TotalTime,
            IsTest = isTest,
        };
    }

    private async ValueTask<SubmitOutcome> CommitAsync(
        Submission submission, IdempotentCall? call, byte[] requestSha256, RowPayloads objects, CancellationToken ct)
    {
        var submitted = new SubmitOutcome.Submitted(submission.Id, submission.MessageId);
        var key = call is null ? null : new IdempotencyKey(call.Principal, call.Key, requestSha256, call.Response(submitted));
        switch (await KeepAsync(submission with { Idempotency = key, SmallPayloads = objects.Small }, ct))
        {
            case IdempotencyOutcome.Before before:
                await _payloads.ForgetAsync(objects.OnDisk);
                return new SubmitOutcome.Repeated(before.Response);
            case IdempotencyOutcome.Conflict:
                await _payloads.ForgetAsync(objects.OnDisk);
                return new SubmitOutcome.KeyTaken();
            default:
                CrashPoints.Hit(CrashPoint.Submitted);
                OnSubmitted?.Invoke(submission);
                return submitted;
        }
    }

    private async ValueTask<IdempotencyOutcome> KeepAsync(Submission submission, CancellationToken ct)
    {
        try
        {
            return await _journal.SubmitAsync(submission, ct);
        }
        catch (JournalException)
        {
            // It may be kept all the same, and then nobody else would package it soon.
            OnUnheard?.Invoke();
            throw;
        }
    }

    /// <summary>The same connection, subject, names, types and contents are the same request.</summary>
    private static byte[] Digest(SubmitRequest request, List<StoredDocument> documents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string? text) => hash.AppendData(Encoding.UTF8.GetBytes($"{text?.Length ?? -1}:{text}\n"));
        Add(request.Connection);
        Add(request.Subject);
        Add(request.IsTest ? "test" : "real");
        foreach (var document in documents)
        {
            Add(document.FileName);
            Add(document.ContentType);
            Add(document.ContentId);
            hash.AppendData(document.Sha256!.Value.Span);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>The station's name where an id can hold it, so that a partner's log tells who sent it.</summary>
    private static string RightSide(As2Name from)
    {
        var kept = string.Concat(from.Value.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')).Trim('.');
        return kept.Length is 0 ? "waybill" : kept;
    }
}
