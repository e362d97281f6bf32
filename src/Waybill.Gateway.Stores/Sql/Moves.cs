namespace Waybill.Gateway.Stores;

/// <summary>Where an exchange stands, read under lock.</summary>
internal sealed record Standing(long Number, ExchangeId Id, ExchangeState State, string? Connection, int Attempts, string To);

/// <summary>The only place that writes a state of a message out: by compare-and-swap along <see cref="ExchangeTransitions"/>, with the alerts that follow from it.</summary>
internal static class Moves
{
    internal static async ValueTask<Standing?> FindAsync(ISqlUnit unit, ExchangeId id)
        => await unit.OneAsync("select n, id, state, connection, attempts, as2_to from exchange where id = $1 /*lock*/", Read, id);

    internal static Standing Read(ISqlRow row) => new(row.Number(0), row.Exchange(1), (ExchangeState)row.Int(2), row.TextOrNull(3), row.Int(4), row.Text(5));

    /// <summary>Moves an exchange; nothing of the unit is kept when it stands elsewhere by now. What is wrong with it stays where the move tells nothing of it: a lost claim, its time over.</summary>
    internal static async ValueTask MoveAsync(ISqlUnit unit, Standing from, ExchangeState to, Evidence evidence, DateTimeOffset at, DateTimeOffset? dueAt, string text, string? cause = null)
    {
        if (!ExchangeTransitions.Allows(from.State, to, evidence))
        {
            throw new InvalidOperationException($"An exchange cannot go from {from.State} to {to} on the ground {evidence}.");
        }

        var detail = SqlCodec.Cut(text, 2000);
        if (await unit.DoAsync(
            evidence is Evidence.ClaimLost or Evidence.TimeOver
                ? "update exchange set state = $3, updated_at = $4, due_at = $5, detail = $6, cause = coalesce(cause, $7), claim_epoch = null where n = $1 and state = $2"
                : "update exchange set state = $3, updated_at = $4, due_at = $5, detail = $6, cause = $7, claim_epoch = null where n = $1 and state = $2",
            from.Number, (int)from.State, (int)to, at, dueAt, detail, cause) is 0)
        {
            throw new JournalException($"The exchange {from.Id} changed while it was being written. Nothing was kept; the next try sees where it stands.");
        }

        unit.Changed(ChangeTopics.Exchange, from.Id.Value);
        await Timeline.AddAsync(unit, from.Number, at, Word(to), text);
        await AlertAsync(unit, from, to, evidence, at, detail);
        if (from.Connection is { } connection && Errors.Tells(to, evidence))
        {
            await Errors.KeepAsync(unit, connection, text, at);
        }

        // What failed or is overdue may be the head that holds up a strict order: its owner says so at once.
        if (to is ExchangeState.Packaged or ExchangeState.RetryWait or ExchangeState.Failed or ExchangeState.Overdue && from.Connection is not null)
        {
            await unit.DueAsync(from.Connection);
        }
    }

    private static async ValueTask AlertAsync(ISqlUnit unit, Standing from, ExchangeState to, Evidence evidence, DateTimeOffset at, string text)
    {
        var subject = from.Id.Value;
        if (evidence is Evidence.AuthenticReceipt or Evidence.Operator)
        {
            await Alerts.ResolveAllAsync(unit, subject, at);
        }

        switch (to)
        {
            case ExchangeState.Overdue:
                await Alerts.RaiseAsync(unit, "receipt-overdue", subject, AlertSeverity.Warning, $"No receipt came from {from.To} in time.", at);
                break;
            case ExchangeState.ReceiptInvalid:
                await Alerts.RaiseOnceAsync(unit, "receipt-not-authentic", subject, AlertSeverity.Critical, text, at);
                break;
            case ExchangeState.Failed:
                await Alerts.RaiseAsync(unit, "send-failed", subject, AlertSeverity.Critical, text, at);
                break;
            case ExchangeState.Rejected:
                await Alerts.RaiseAsync(unit, "receipt-negative", subject, AlertSeverity.Critical, text, at);
                break;
            case ExchangeState.MicMismatch:
                await Alerts.RaiseAsync(unit, "receipt-mic-mismatch", subject, AlertSeverity.Critical, text, at);
                break;
            default:
                break;
        }
    }

    private static string Word(ExchangeState state) => state switch
    {
        ExchangeState.AwaitingReceipt => "awaiting-receipt",
        ExchangeState.RetryWait => "retry-wait",
        ExchangeState.MicMismatch => "mic-mismatch",
        ExchangeState.ReceiptInvalid => "receipt-invalid",
        _ => state.ToString().ToLowerInvariant(),
    };
}
