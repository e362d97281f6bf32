using System.Net;
using Waybill.As2;
using Waybill.As2.AspNetCore;
using Waybill.As2.Http;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Ties the AS2 address to connections, journal and payload store.</summary>
internal sealed partial class As2Door(GatewayRuntime gateway, WaybillSettings settings, ILoggerFactory logs, ILogger<As2Door> log)
{
    internal void Configure(As2Options options)
    {
        options.MaxBodyBytes = settings.MaxBodyBytes;
        options.MaxConcurrentMessages = settings.MaxConcurrentMessages;
        options.Time = gateway.Time;
        options.Quarantine = gateway.Payloads;
        options.RefuseNow = gateway.Guard.ProblemAsync;
        options.Faulted = gateway.Alerts.RaiseAsync;
        options.FindAgreement = (headers, _) => new(Find(headers));
        options.Admit = AdmitAsync;
        options.CopyBody = (_, agreement, _) => new(new BodyCopy(new(gateway.Payloads, keepsAll: agreement is { Lease: ConnectionLease { Connection.Inbound.KeepWireBodies: true } })));
        options.Commit = CommitAsync;
        options.CommitUnmatched = CommitUnmatchedAsync;
        options.CommitUnopened = CommitUnopenedAsync;
        options.ReceiptArrived = ReceiptArrivedAsync;
        // They are due rows of the journal, and posted from there.
        options.SendReceipt = static (_, _) => ValueTask.CompletedTask;
    }

    private As2Agreement? Find(As2MessageHeaders headers)
    {
        var lease = gateway.Connections.Take();
        if (lease.Book.FindIn(from: headers.From, to: headers.To) is not { } connection)
        {
            lease.Dispose();
            return null;
        }

        var inbound = connection.Inbound;
        return new()
        {
            Reading = inbound.Reading,
            ReceiptSigner = inbound.ReceiptSigner,
            IsReceiptDigestFixed = inbound.IsReceiptDigestFixed,
            RefuseSameNames = inbound.RefuseSameNames,
            EmptyStatus = inbound.EmptyStatus,
            // Every host that passes was agreed on, so it does not matter whether this message is proven to be the partner's.
            RefuseReceiptAddress = (address, _) => ReceiptAddress.Check(address, inbound.ReceiptAddresses).Problem,
            Lease = new ConnectionLease(connection, lease),
        };
    }

    /// <summary>One sentence for every reason: the sender learns no more than that it may not.</summary>
    private async ValueTask<As2Answer?> AdmitAsync(As2Knock knock, CancellationToken ct)
    {
        var connection = ConnectionOf(knock.Agreement);
        var authorization = knock.Lines.FirstOrDefault(static l => string.Equals(l.Key, "Authorization", StringComparison.OrdinalIgnoreCase)).Value;
        if (connection.Inbound.Requirements?.Check(knock.RemoteAddress, knock.ClientCertificate, authorization, knock.At) is not { } refusal)
        {
            return null;
        }

        KeyValuePair<string, string>[] challenge = refusal.Status is StatusCodes.Status401Unauthorized ? [new("WWW-Authenticate", "Basic realm=\"AS2\", charset=\"UTF-8\"")] : [];
        var answer = new As2Answer(refusal.Status, [.. challenge, new("Content-Type", "text/plain; charset=us-ascii")], "You may not send here.\r\n"u8.ToArray());
        await gateway.Receiver.TurnAwayAsync(
            new()
            {
                Connection = connection, Headers = knock.Headers, Lines = SecretHeaders.Masked(knock.Lines), At = knock.At, RemoteAddress = knock.RemoteAddress?.ToString(), Reason = refusal.Reason,
                Answer = new(answer.Status, answer.Headers, answer.Body),
            },
            ct);
        return answer;
    }

    private ValueTask<As2Committed> CommitAsync(As2Arrival arrival, CancellationToken ct) => CommitAsync(arrival, unopened: null, ct);

    private async ValueTask<As2Committed> CommitAsync(As2Arrival arrival, StoredUnopened? unopened, CancellationToken ct)
    {
        var outcome = await gateway.Receiver.CommitAsync(
            new()
            {
                Connection = ConnectionOf(arrival.Agreement),
                Headers = arrival.Headers,
                Lines = SecretHeaders.Masked(arrival.Lines),
                Failure = arrival.Failure,
                Verdict = arrival.Verdict,
                ReceivedAt = arrival.ReceivedAt,
                WireSha256 = arrival.BodySha256,
                WireBytes = arrival.BodyLength,
                Wire = (arrival.Copy as BodyCopy)?.Wire,
                RemoteAddress = arrival.RemoteAddress?.ToString(),
                Planned = Planned(arrival.Headers, arrival.Planned),
                PlanDuplicate = how => Planned(arrival.Headers, arrival.PlanDuplicate(asWarning: how is DuplicateAnswer.Warning)),
                PlanFileName = (failure, asWarning) => Planned(arrival.Headers, arrival.PlanFileName(failure, asWarning)),
                OnAnswered = unopened is null ? After(arrival.OnAnswered) : null,
                Unopened = unopened,
            },
            ct);
        await gateway.Alerts.WorksAsync();
        if (outcome.Outcome is ReceiveKind.Repeat)
        {
            Repeat(Plain(arrival.Headers.RawMessageId), arrival.Headers.From.Value, arrival.Headers.To.Value);
        }
        else if (outcome.Outcome is ReceiveKind.OtherContent)
        {
            OtherContent(Plain(arrival.Headers.RawMessageId), arrival.Headers.From.Value, arrival.Headers.To.Value);
        }

        return new(Answer(outcome.Answer));
    }

    private async ValueTask<As2Answer> CommitUnopenedAsync(As2Unopened unopened, CancellationToken ct)
    {
        var outcome = await gateway.Receiver.CommitUnopenedAsync(
            new()
            {
                Connection = ConnectionOf(unopened.Agreement),
                Headers = unopened.Headers,
                Lines = SecretHeaders.Masked(unopened.Lines),
                ReceivedAt = unopened.ReceivedAt,
                WireSha256 = unopened.BodySha256,
                WireBytes = unopened.BodyLength,
                Wire = ((BodyCopy)unopened.Copy).Wire,
                RemoteAddress = unopened.RemoteAddress?.ToString(),
                Answer = new(unopened.Planned.Status, unopened.Planned.Headers, unopened.Planned.Body),
                OnAnswered = After(unopened.OnAnswered),
            },
            ct);
        await gateway.Alerts.WorksAsync();
        return Answer(outcome.Answer);
    }

    /// <summary>Opens a message that was stored unopened, and commits what it is.</summary>
    internal async ValueTask OpenStoredAsync(UnopenedWork work, Stream body, CancellationToken ct)
    {
        var options = new As2Options();
        Configure(options);
        var opener = new As2LateOpener(options, logs.CreateLogger("Waybill.As2.AspNetCore"));
        var copy = new StoredBodyCopy();
        var remote = IPAddress.TryParse(work.RemoteAddress, out var address) ? address : null;
        var isKnown = await opener.OpenAsync(
            new(work.Headers, body, work.ReceivedAt, remote, copy),
            async (arrival, end) =>
            {
                if (!arrival.BodySha256.Span.SequenceEqual(work.WireSha256.Span))
                {
                    throw new InvalidDataException("The stored bytes of the message are not those that came.");
                }

                var keepsWire = copy.HasNoKey || arrival.BodyLength <= WireCopy.AlwaysKept || ConnectionOf(arrival.Agreement).Inbound.KeepWireBodies;
                await CommitAsync(arrival, new(work.Id, work.Wire, keepsWire), end);
            },
            ct);
        if (!isKnown)
        {
            await gateway.Receiver.RefuseUnopenedAsync(work, ct);
        }
    }

    private async ValueTask<As2Answer> CommitUnmatchedAsync(As2Unmatched unmatched, CancellationToken ct)
    {
        var outcome = await gateway.Receiver.CommitUnmatchedAsync(
            new()
            {
                Headers = unmatched.Headers,
                Lines = SecretHeaders.Masked(unmatched.Lines),
                IsReceipt = unmatched.IsReceipt,
                ReceivedAt = unmatched.ReceivedAt,
                WireSha256 = unmatched.BodySha256,
                WireBytes = unmatched.BodyLength,
                Wire = (unmatched.Copy as BodyCopy)?.Wire,
                RemoteAddress = unmatched.RemoteAddress?.ToString(),
                Planned = Planned(unmatched.Headers, new(unmatched.Planned)),
            },
            ct);
        await gateway.Alerts.WorksAsync();
        return Answer(outcome.Answer);
    }

    private async ValueTask ReceiptArrivedAsync(ArrivedReceipt receipt, CancellationToken ct)
    {
        var outcome = await gateway.Sending.Receipts.ArrivedAsync(
            [.. receipt.Headers.Content.Select(field => KeyValuePair.Create(field.Name, field.Value))], receipt.Body, receipt.ReceivedAt, ct);
        if (outcome.Verdict is { } verdict)
        {
            Judged(Plain(receipt.Receipt.OriginalMessageId), receipt.Headers.From.Value, verdict.Outcome, verdict.Sentence);
        }
        else
        {
            Unexpected(Plain(receipt.Receipt.OriginalMessageId), receipt.Headers.From.Value);
        }
    }

    private static As2Connection ConnectionOf(As2Agreement agreement) => ((ConnectionLease)agreement.Lease!).Connection;

    private static Action<Action> After(Action<Func<ValueTask>> onAnswered) => end => onAnswered(() =>
    {
        end();
        return ValueTask.CompletedTask;
    });

    private static PlannedAnswer Planned(As2MessageHeaders headers, As2Committed planned)
        => new(
            new(planned.Answer.Status, planned.Answer.Headers, planned.Answer.Body),
            HasReceipt: headers.ReceiptRequest is not null && planned.Answer is { Status: StatusCodes.Status200OK, Body.IsEmpty: false },
            Later(planned.Receipt ?? planned.Withheld?.Receipt),
            planned.Withheld?.Reason);

    private static StoredReceipt? Later(AsynchronousReceipt? receipt) => receipt is null ? null : new(receipt.Url, receipt.Receipt.Headers, receipt.Receipt.Body);

    private static As2Answer Answer(StoredAnswer answer) => new(answer.Status, answer.Headers, answer.Body);

    /// <summary>A partner's words for a log line: one line, printable, not endless.</summary>
    private static string? Plain(string? text) => text is null ? null : string.Concat(text.Take(255).Select(c => c is < ' ' or > '~' ? '?' : c));

    [LoggerMessage(2001, LogLevel.Information, "Message {MessageId} from {From} to {To} came before; it got its first answer again")]
    private partial void Repeat(string? messageId, string from, string to);

    [LoggerMessage(2002, LogLevel.Warning, "Message {MessageId} from {From} to {To} came before with other content; it was not delivered")]
    private partial void OtherContent(string? messageId, string from, string to);

    [LoggerMessage(3101, LogLevel.Information, "The receipt for message {MessageId} from {From}: {Outcome}. {Sentence}")]
    private partial void Judged(string? messageId, string from, ReceiptOutcome outcome, string sentence);

    [LoggerMessage(3102, LogLevel.Warning, "A receipt from {From} names message {MessageId}, which was not sent from here; it was put aside")]
    private partial void Unexpected(string? messageId, string from);
}
