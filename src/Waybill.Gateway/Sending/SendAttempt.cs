using Waybill.As2;
using Waybill.As2.Http;

namespace Waybill.Gateway;

/// <summary>One claimed attempt from its bytes to its committed outcome.</summary>
internal sealed class SendAttempt(SendingParts parts, OutboundConnection connection, ConnectionPause? pause)
{
    private static readonly TimeSpan AfterOurFault = TimeSpan.FromMinutes(1);

    /// <summary>Makes it. What goes wrong on our side is an outcome too: the message waits, or is failed when its bytes are lost.</summary>
    /// <param name="work">What was claimed.</param>
    /// <param name="cancelled">A person cancelled the message: cuts what is on the wire. What was answered before is judged all the same.</param>
    /// <param name="ct">Aborts: then nothing can be recorded any more.</param>
    /// <returns>What to commit.</returns>
    internal async ValueTask<AttemptResult> RunAsync(SendWork work, CancellationToken cancelled, CancellationToken ct)
    {
        using var watch = SendWatch.Begin(work, connection.Name);
        return watch.End(await MakeAsync(work, cancelled, ct));
    }

    private async ValueTask<AttemptResult> MakeAsync(SendWork work, CancellationToken cancelled, CancellationToken ct)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancelled, ct);
        var isOnWire = false;
        var started = parts.Time.GetUtcNow();
        try
        {
            await using var message = OutgoingMessage.Open(work, parts.Payloads, parts.Ring);
            if (work.Attempt > 1)
            {
                await message.CheckAsync(cut.Token);
            }

            CrashPoints.Hit(CrashPoint.SendClaimed);
            cut.Token.ThrowIfCancellationRequested();
            var token = await parts.Tokens.CurrentAsync(connection, cut.Token);
            if (token is null && connection.Token is not null)
            {
                (token, var problem) = await parts.Tokens.RefreshAsync(connection, null, started, cut.Token);
                if (token is null)
                {
                    var never = new As2HttpAttempt(AttemptOutcome.TryAgain, null, [], default, problem, null) { Fault = TransferFault.Connect };
                    return Result(Ended(never, FoundReceipt.None), FoundReceipt.None, work) with { Cause = Cause.TokenRefused };
                }
            }

            isOnWire = true;
            var attempt = await PostAsync(work, message, token, cut.Token);
            isOnWire = false;
            CrashPoints.Hit(CrashPoint.Answered);
            await parts.Faults.ResolveAsync(connection.Name, ct);
            var (ended, found) = await JudgeAsync(attempt);
            if (connection.Token?.Refresh is not null && DeliveryPolicy.After(ended with { CanRefreshToken = true }, _rules).RefreshToken)
            {
                (var fresh, var problem) = await parts.Tokens.RefreshAsync(connection, token, started, cut.Token);
                if (fresh is null)
                {
                    ended = ended with { Http = ended.Http with { Problem = $"{ended.Http.Problem} {problem}" } };
                }
                else
                {
                    // The key of a large message never meets other plaintext, however short ago it was read.
                    await message.CheckAsync(cut.Token);
                    isOnWire = true;
                    attempt = await PostAsync(work, message, fresh, cut.Token);
                    isOnWire = false;
                    (ended, found) = await JudgeAsync(attempt);
                }
            }

            return Result(ended, found, work);

            async ValueTask<(EndedAttempt, FoundReceipt)> JudgeAsync(As2HttpAttempt answer)
            {
                var receipt = await AnswerJudge.JudgeAsync(answer, message.Sent, connection, parts.Time.GetUtcNow(), _ => new(message.Sources(connection)), ct);
                if (receipt.Verdict is { IsAuthentic: false })
                {
                    // A certificate that was configured while the message was on its way counts: the partner may sign with it already.
                    using var lease = parts.Connections.Take();
                    if (lease.Book.FindOut(connection.Name)?.Outbound is { } now && !ReferenceEquals(now, connection))
                    {
                        receipt = await AnswerJudge.JudgeAsync(answer, message.Sent, now, parts.Time.GetUtcNow(), _ => new(message.Sources(connection)), ct);
                    }
                }

                return (Ended(answer, receipt), receipt);
            }

            EndedAttempt Ended(As2HttpAttempt answer, FoundReceipt receipt)
            {
                var (meaning, sentence) = AnswerReader.Read(answer, connection);
                return new()
                {
                    Http = answer with { Problem = sentence ?? answer.Problem }, Asked = work.Package.ReceiptRequest, Verdict = receipt.Verdict, Meaning = meaning, SpentAttempts = work.SpentAttempts,
                    StartedAt = started, EndedAt = parts.Time.GetUtcNow(), GiveUpAt = work.GiveUpAt, Connection = connection.Name, Pause = pause,
                };
            }
        }
        catch (Exception fault) when (cancelled.IsCancellationRequested && !ct.IsCancellationRequested && (isOnWire || fault is OperationCanceledException))
        {
            return Cancelled(work, isOnWire);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // Whatever it is, the claim must end: nobody else takes it while the scope is ours.
            return await OurFaultAsync(work, FaultOf(fault), fault, ct);
        }
    }

    private readonly DeliveryRules _rules = DeliveryRules.Of(connection);

    /// <summary>The partner's URLs in order, each only when nobody took the connection at the one before: then it cannot have a byte.</summary>
    private async ValueTask<As2HttpAttempt> PostAsync(SendWork work, OutgoingMessage message, AccessToken? token, CancellationToken ct)
    {
        IReadOnlyList<KeyValuePair<string, string>> headers = [.. message.Headers, .. connection.Authorization, .. connection.Token?.HeadersWith(token) ?? []];
        var mask = DebugMask.Of(connection, token);
        using var sender = parts.Senders.ForMessages(connection);
        As2HttpAttempt? attempt = null;
        foreach (var url in connection.Urls)
        {
            var target = connection.Token?.UrlWith(url, token) ?? url;
            var call = await parts.Debug.BeginAsync(connection.Name, mask, work.Id.Value, ct);
            attempt = await sender.Http.PostAsync(target, headers, message.Length, async token => CrashPoints.Watch(await message.OpenBodyAsync(token)), ct);
            if (call is not null)
            {
                await call.WriteAsync(
                    ct, (DebugKind.RequestOut, DebugText.Request("POST", target, connection.Token, headers, message.Length, mask)), (DebugKind.AnswerOut, DebugText.Answer(attempt, mask)));
            }

            if (!attempt.NeverConnected)
            {
                break;
            }
        }

        return attempt ?? throw new InvalidDataException("The connection has no URL.");
    }

    private AttemptResult Result(EndedAttempt ended, FoundReceipt found, SendWork work) => Result(ended, found, DeliveryPolicy.After(ended, _rules), work);

    private static AttemptResult Result(EndedAttempt ended, FoundReceipt found, DeliveryStep step, SendWork work) => new()
    {
        Id = work.Id,
        Attempt = work.Attempt,
        EndedAt = ended.EndedAt,
        HttpStatus = ended.Http.Status,
        Sentence = found is { Verdict.IsAuthentic: true, Row: { } row } ? row.Sentence : step.Sentence,
        ResponseHeaders = ended.Http.Headers,
        Next = step.Next,
        Evidence = step.Evidence,
        Cause = Cause.Of(ended, step, found.Row?.Disposition),
        DueAt = step.DueAt,
        Spent = step.Spent,
        Receipt = found.Row,
        Pause = step.Pause,
        Hold = step.Hold,
    };

    /// <summary>The cancellation stands already; only the attempt's row is filled.</summary>
    private AttemptResult Cancelled(SendWork work, bool isOnWire)
        => new()
        {
            Id = work.Id,
            Attempt = work.Attempt,
            EndedAt = parts.Time.GetUtcNow(),
            Sentence = isOnWire ? "Cancelled while sending, outcome unknown: the partner may have the message." : "Cancelled before its first byte was sent.",
            Next = ExchangeState.Cancelled,
            Evidence = Evidence.Operator,
            Spent = isOnWire,
        };

    /// <summary>Lost bytes are lost; everything else may be repaired, and is no failure of the message.</summary>
    private async ValueTask<AttemptResult> OurFaultAsync(SendWork work, OurFault kind, Exception fault, CancellationToken ct)
    {
        var now = parts.Time.GetUtcNow();
        var sentence = (fault.InnerException is ContentChangedException changed ? changed : fault).Message;
        if (kind is OurFault.Store)
        {
            await parts.Faults.RaiseAsync(connection.Name, $"A message of {connection.Name} could not be read for sending: {sentence}", ct);
        }

        return new()
        {
            Id = work.Id,
            Attempt = work.Attempt,
            EndedAt = now,
            Sentence = kind is OurFault.Lost ? $"{sentence} It cannot be sent again under this Message-ID; send it as a new message." : sentence,
            Next = kind is OurFault.Lost ? ExchangeState.Failed : ExchangeState.RetryWait,
            Evidence = Evidence.Answered,
            Cause = kind is OurFault.Lost ? Cause.ContentLost : Cause.OurFault,
            DueAt = kind is OurFault.Lost ? null : now + AfterOurFault,
            Spent = false,
            Pause = kind is OurFault.Settings ? new(connection.Name, now + AfterOurFault, Math.Max(0, (pause?.Step ?? -1) + 1), sentence) : null,
        };
    }

    private static OurFault FaultOf(Exception fault) => fault switch
    {
        ContentChangedException or { InnerException: ContentChangedException } or InvalidDataException or FileNotFoundException or { InnerException: FileNotFoundException } => OurFault.Lost,
        ArgumentException => OurFault.Settings,
        _ => OurFault.Store,
    };

    private enum OurFault
    {
        /// <summary>The bytes are not what was packed, or gone.</summary>
        Lost,

        /// <summary>They cannot be read now.</summary>
        Store,

        /// <summary>The connection's URL or headers cannot be sent.</summary>
        Settings,
    }
}
