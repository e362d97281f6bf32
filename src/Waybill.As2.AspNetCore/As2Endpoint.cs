using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Waybill.As2.AspNetCore;

/// <summary>Judges what arrives at an AS2 address: header, agreement, body, verdict, receipt, store, answer, in this order.</summary>
internal sealed class As2Endpoint(As2Options options, ILogger log)
{
    private readonly AnswerPlanner _planner = new(options, log);

    internal async ValueTask<As2Answer> ReceiveAsync(As2Transfer transfer, CancellationToken ct)
    {
        var read = As2MessageHeaders.Read(transfer.Headers);
        if (read.Value is not { } message)
        {
            log.NotAs2(read.Problem!);
            return As2Answer.Sentence(StatusCodes.Status400BadRequest, "AS2-From and AS2-To cannot be read.");
        }

        var agreement = await options.FindAgreement!(message, ct);
        using var lease = agreement?.Lease;
        if (agreement is not null && options.Admit is { } admit && await admit(new(message, agreement, transfer, options.Time.GetUtcNow()), ct) is { } refusal)
        {
            log.TurnedAway(EndpointLog.Plain(message.RawMessageId), message.From.Value, message.To.Value, refusal.Status);
            transfer.IsTurnedAway = true;
            return refusal;
        }

        await using var copy = options.CopyBody is { } make ? await make(message, agreement, ct) : null;
        if (copy is not null)
        {
            transfer.CopyTo(copy);
        }

        var (isReceipt, body) = await ReceiptSniffer.PeekAsync(message.Content, transfer.Body, ct);
        return (isReceipt, agreement) switch
        {
            (true, { } known) => await TakeReceiptAsync(transfer, message, known, body, ct),
            (false, { } known) => await TakeMessageAsync(transfer, message, known, body, ct),
            _ => await RefuseStrangerAsync(transfer, message, isReceipt, ct),
        };
    }

    private async ValueTask<As2Answer> TakeMessageAsync(As2Transfer transfer, As2MessageHeaders message, As2Agreement agreement, Stream body, CancellationToken ct)
    {
        foreach (var oddity in message.Oddities)
        {
            log.Odd(EndpointLog.Plain(message.RawMessageId), oddity);
        }

        var refused = CheckHeaders(message, agreement);
        var isFollowed = refused is As2Failure.None && MayFallBehind(message, transfer) && transfer.Copy is { } copy && copy.Follow();
        await using var verdict = refused is not As2Failure.None ? null
            : isFollowed ? await OpeningBehind.RunAsync(transfer, options.MaxOpeningLag, (opened, end) => OpenAsync(transfer, message, agreement, opened, end), options.BeforeOpening, ct)
            : await OpenAsync(transfer, message, agreement, body, ct);

        // Only what came whole is judged: a cut throws here, and nothing was stored.
        await transfer.ReadToEndAsync(ct);
        if (isFollowed)
        {
            await transfer.Copy!.OpenedAsync(isOpened: verdict is not null);
            if (verdict is null)
            {
                log.Unopened(EndpointLog.Plain(message.RawMessageId), message.From.Value, message.To.Value, transfer.BodyLength);
                return await options.CommitUnopened!(new(message, agreement, transfer, options.Time.GetUtcNow()), ct);
            }
        }

        var committed = await options.Commit!(Judge(transfer, message, agreement, (verdict, refused), options.Time.GetUtcNow()), ct);
        if (committed.Receipt is { } later && options.SendReceipt is { } send)
        {
            transfer.OnAnswered(() => send(later, CancellationToken.None));
        }

        return committed.Answer;
    }

    /// <summary>Opens a message that was stored before. False when nothing is agreed for its names any more.</summary>
    internal async ValueTask<bool> OpenStoredAsync(As2Transfer transfer, DateTimeOffset receivedAt, Func<As2Arrival, CancellationToken, ValueTask> commit, CancellationToken ct)
    {
        var read = As2MessageHeaders.Read(transfer.Headers);
        var message = read.Value ?? throw new InvalidOperationException(read.Problem);
        if (await options.FindAgreement!(message, ct) is not { } agreement)
        {
            return false;
        }

        using var lease = agreement.Lease;
        var refused = CheckHeaders(message, agreement);
        await using var verdict = refused is As2Failure.None ? await OpenAsync(transfer, message, agreement, transfer.Body, ct) : null;
        await transfer.ReadToEndAsync(ct);
        await commit(Judge(transfer, message, agreement, (verdict, refused), receivedAt), ct);
        return true;
    }

    /// <summary>Only a sender that waits for no receipt need not wait for our opening. A message no longer than the bound cannot fall behind further.</summary>
    private bool MayFallBehind(As2MessageHeaders message, As2Transfer transfer)
        => options.CommitUnopened is not null && message.ReceiptRequest is { IsAsynchronous: true } && !(transfer.DeclaredLength <= options.MaxOpeningLag);

    private ValueTask<As2Verdict> OpenAsync(As2Transfer transfer, As2MessageHeaders message, As2Agreement agreement, Stream body, CancellationToken ct)
    {
        var reading = agreement.Reading with { VerificationTime = options.Time.GetUtcNow(), NoKeyFits = transfer.Copy is { } copy ? copy.NoKeyFits : null };
        return As2MessageReader.ReadAsync(message.Content, message.ReceiptRequest, body, reading, options.Quarantine, ct);
    }

    private As2Arrival Judge(As2Transfer transfer, As2MessageHeaders message, As2Agreement agreement, (As2Verdict? Verdict, As2Failure Refused) found, DateTimeOffset receivedAt)
    {
        var failure = found.Verdict?.Failure ?? found.Refused;
        if (failure is As2Failure.OurFault)
        {
            throw new InvalidOperationException(found.Verdict?.Detail ?? "The message could not be judged by a fault of ours.");
        }

        var now = options.Time.GetUtcNow();
        var planned = _planner.Plan(message, agreement, found.Verdict, found.Refused, now);
        Log(transfer, message, found.Verdict, failure, planned);
        return new(
            message, agreement, failure, found.Verdict, transfer, receivedAt, planned, (objection, asWarning) => _planner.PlanObjection(message, agreement, found.Verdict!, objection, asWarning, now));
    }

    private static As2Failure CheckHeaders(As2MessageHeaders message, As2Agreement agreement)
        => message.Check(agreement.Reading.Profile, agreement.WritingPolicy) is var failure and not As2Failure.None ? failure
            : agreement.RefuseSameNames && message.From == message.To ? As2Failure.SenderEqualsReceiver
            : As2Failure.None;

    private async ValueTask<As2Answer> RefuseStrangerAsync(As2Transfer transfer, As2MessageHeaders message, bool isReceipt, CancellationToken ct)
    {
        await transfer.ReadToEndAsync(ct);
        log.Stranger(EndpointLog.Plain(message.RawMessageId), message.From.Value, message.To.Value);
        var now = options.Time.GetUtcNow();

        // A receipt is never answered by a receipt, whatever it asks for (RFC 8098 §2.1).
        var planned = isReceipt ? AnswerPlanner.Refused : _planner.PlanForStranger(message, now);
        return options.CommitUnmatched is { } commit ? await commit(new(message, isReceipt, transfer, now, planned), ct) : planned;
    }

    private async ValueTask<As2Answer> TakeReceiptAsync(As2Transfer transfer, As2MessageHeaders message, As2Agreement agreement, Stream body, CancellationToken ct)
    {
        var reading = agreement.ReceiptReading(options.Time.GetUtcNow());
        if (await ReadWholeAsync(body, reading.MaxBytes, ct) is not { } bytes)
        {
            log.NotAs2("a receipt was larger than allowed");
            return As2Answer.Sentence(StatusCodes.Status413PayloadTooLarge, "This receipt is larger than this address takes.");
        }

        await transfer.ReadToEndAsync(ct);
        if (options.ReceiptArrived is null)
        {
            log.NotAs2("a receipt came to an address that takes none");
            return AnswerPlanner.Refused;
        }

        using var held = new MemoryStream(bytes, writable: false);
        var receipt = await ReceiptReader.ReadAsync(message.Content, held, reading, ct);
        log.ReceiptCame(message.From.Value, message.To.Value, EndpointLog.Plain(receipt.OriginalMessageId), EndpointLog.Plain(receipt.Disposition?.ToString() ?? receipt.Problem));
        await options.ReceiptArrived(new(message, agreement, receipt, bytes, options.Time.GetUtcNow(), transfer.RemoteAddress), ct);
        return As2Answer.Empty(StatusCodes.Status200OK);
    }

    private static async ValueTask<byte[]?> ReadWholeAsync(Stream body, int most, CancellationToken ct)
    {
        using var whole = new MemoryStream();
        var piece = new byte[8 * 1024];
        int read;
        while ((read = await body.ReadAsync(piece, ct)) > 0)
        {
            if (whole.Length + read > most)
            {
                return null;
            }

            whole.Write(piece, 0, read);
        }

        return whole.ToArray();
    }

    private void Log(As2Transfer transfer, As2MessageHeaders message, As2Verdict? verdict, As2Failure failure, As2Committed planned)
    {
        if (failure is As2Failure.None)
        {
            log.Accepted(EndpointLog.Plain(message.RawMessageId), message.From.Value, message.To.Value, transfer.BodyLength, LayersOf(verdict!));
        }
        else
        {
            log.Refused(EndpointLog.Plain(message.RawMessageId), message.From.Value, message.To.Value, failure, EndpointLog.Plain(verdict?.Detail), planned.Answer.Status);
        }
    }

    private static string LayersOf(As2Verdict verdict)
        => verdict.Layers is [] ? "plain" : string.Join(" > ", verdict.Layers.Select(layer => layer.Algorithm is null ? layer.Kind.ToString() : $"{layer.Kind} {layer.Algorithm}"));
}
