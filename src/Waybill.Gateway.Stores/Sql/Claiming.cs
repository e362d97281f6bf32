namespace Waybill.Gateway.Stores;

/// <summary>An owner takes what is due. The literal lists of states in the statements are those of the partial indexes.</summary>
internal static class Claiming
{
    internal static async ValueTask<IReadOnlyList<SendWork>> ClaimAsync(ISqlUnit unit, OwnerLease lease, int max, bool isStrict, DateTimeOffset now)
    {
        if (max < 1 || !await Fence.HoldsAsync(unit, lease, now))
        {
            return [];
        }

        var state = await unit.OneAsync(
            "select is_held, pause_until is not null and pause_step not between 201 and 999, pause_until > now_ms($2) from connection_state where connection = $1 /*lock*/",
            static r => (IsHeld: r.Flag(0), IsPaused: r.Flag(1), Waits: !r.IsNull(2) && r.Flag(2)), lease.Scope, now);

        // Half open: the oldest due message is really sent, alone; its outcome says how the connection is.
        if (state.IsHeld || state.Waits || (state.IsPaused && await IsSendingAsync(unit, lease.Scope)))
        {
            return [];
        }

        var numbers = isStrict
            ? await HeadAsync(unit, lease.Scope, now)
            : await unit.ManyAsync(
                "select n from exchange where connection = $1 and state in (2, 5) and due_at <= now_ms($3) and give_up_at > now_ms($3) order by due_at, n limit $2 /*skip*/",
                static r => r.Number(0), lease.Scope, state.IsPaused ? 1 : max, now);
        var work = new List<SendWork>(numbers.Count);
        foreach (var number in numbers)
        {
            var taken = await TakeAsync(unit, lease, number, now);
            unit.Changed(ChangeTopics.Exchange, taken.Id.Value);
            work.Add(taken);
        }

        if (!isStrict && work.Count is 0)
        {
            // Nothing blocks any more where the order was given up.
            await Alerts.ResolveAsync(unit, "order-blocked", lease.Scope, now);
        }

        if (work.Count > 0)
        {
            await unit.DoAsync(
                "insert into connection_state(connection, last_call_at) values ($1, $2) on conflict (connection) do update set last_call_at = excluded.last_call_at",
                lease.Scope, now);
        }

        return work;
    }

    /// <summary>Puts back what an earlier owner left claimed. How its attempt ended is not known: it counts, and the next one is due now.</summary>
    internal static async ValueTask<int> RecoverAsync(ISqlUnit unit, OwnerLease lease, DateTimeOffset now)
    {
        if (!await Fence.HoldsAsync(unit, lease, now))
        {
            return 0;
        }

        var left = await unit.ManyAsync(
            "select n, id, state, connection, attempts, as2_to from exchange where connection = $1 and state = 3 and (claim_epoch is null or claim_epoch < $2) order by n /*lock*/",
            Moves.Read, lease.Scope, lease.Epoch);
        foreach (var exchange in left)
        {
            await PutBackAsync(unit, exchange, isSpent: true, now, "Outcome unknown: the process that made it went away.", "The process that was sending went away; the same bytes are sent again.");
        }

        var receipts = await unit.DoAsync(
            "update receipt_out set claim_epoch = null where connection = $1 and due_at is not null and claim_epoch < $2", lease.Scope, lease.Epoch);
        return left.Count + receipts;
    }

    /// <summary>Puts back what this owner claimed and never heard of.</summary>
    internal static async ValueTask<int> RecoverUnheardAsync(
        ISqlUnit unit, OwnerLease lease, IReadOnlyCollection<ExchangeId> sending, IReadOnlyCollection<ExchangeId> posting, DateTimeOffset now)
    {
        if (!await Fence.HoldsAsync(unit, lease, now))
        {
            return 0;
        }

        var unheard = (await unit.ManyAsync(
            "select n, id, state, connection, attempts, as2_to from exchange where connection = $1 and state = 3 and claim_epoch = $2 order by n /*lock*/",
            Moves.Read, lease.Scope, lease.Epoch)).Where(e => !sending.Contains(e.Id)).ToList();
        foreach (var exchange in unheard)
        {
            await PutBackAsync(unit, exchange, isSpent: false, now, "It was never made: the database went away while it was claimed.", "The database went away while the message was claimed; it is sent now.");
        }

        var receipts = (await unit.ManyAsync(
            "select r.exchange_n, e.id from receipt_out r join exchange e on e.n = r.exchange_n where r.connection = $1 and r.due_at is not null and r.claim_epoch = $2",
            static r => (Number: r.Number(0), Id: r.Exchange(1)), lease.Scope, lease.Epoch)).Where(r => !posting.Contains(r.Id)).ToList();
        foreach (var (number, _) in receipts)
        {
            await unit.DoAsync("update receipt_out set claim_epoch = null where exchange_n = $1 and claim_epoch = $2", number, lease.Epoch);
        }

        return unheard.Count + receipts.Count;
    }

    private static async ValueTask PutBackAsync(ISqlUnit unit, Standing exchange, bool isSpent, DateTimeOffset now, string attempt, string text)
    {
        await unit.DoAsync(
            "update attempt set ended_at = $3, sentence = $4 where exchange_n = $1 and kind = 'send' and number = $2 and ended_at is null", exchange.Number, exchange.Attempts, now, attempt);
        if (isSpent)
        {
            await unit.DoAsync("update exchange set spent = spent + 1 where n = $1", exchange.Number);
        }

        await Moves.MoveAsync(unit, exchange, ExchangeState.RetryWait, Evidence.ClaimLost, now, now, text);
    }

    internal static async ValueTask<DateTimeOffset?> NextDueAsync(ISqlUnit unit, string connection)
    {
        var (isHeld, pause) = await unit.OneAsync(
            "select is_held, pause_until from connection_state where connection = $1", static r => (r.Flag(0), r.NumberOrNull(1)), connection);
        if (isHeld)
        {
            return null;
        }

        var send = await unit.OneAsync(
            "select due_at from exchange where connection = $1 and state in (2, 5) order by due_at limit 1", static r => r.NumberOrNull(0), connection);
        var receipt = await unit.OneAsync(
            "select due_at from receipt_out where connection = $1 and due_at is not null and claim_epoch is null order by due_at limit 1", static r => r.NumberOrNull(0), connection);
        send = send is { } s && pause is { } p ? Math.Max(s, p) : send;
        return (send, receipt) switch
        {
            ({ } a, { } b) => SqlCodec.Time(Math.Min(a, b)),
            (null, null) => null,
            _ => SqlCodec.Time(send ?? receipt!.Value),
        };
    }

    private static async ValueTask<bool> IsSendingAsync(ISqlUnit unit, string connection)
        => await unit.OneAsync("select 1 from exchange where connection = $1 and state = 3 limit 1", static r => r.Number(0), connection) is 1;

    /// <summary>The head of a strict order, when it may go now.</summary>
    private static async ValueTask<List<long>> HeadAsync(ISqlUnit unit, string connection, DateTimeOffset now)
    {
        var head = await unit.OneAsync(
            "select n, state, due_at <= now_ms($2) and give_up_at > now_ms($2), id from exchange where connection = $1 and state in (1, 2, 3, 4, 5, 10, 11, 13) order by n limit 1 /*lock*/",
            static r => new { Number = r.Number(0), State = (ExchangeState)r.Int(1), IsDue = !r.IsNull(2) && r.Flag(2), Id = r.Exchange(3) }, connection, now);
        if (head?.State is ExchangeState.Failed or ExchangeState.ReceiptInvalid or ExchangeState.Overdue)
        {
            await Alerts.RaiseWhileAsync(
                unit, "order-blocked", connection, AlertSeverity.Critical,
                $"The messages of {connection} keep their order and wait behind {head.Id}, which did not get through. Send it again or skip it.", now);
            return [];
        }

        await Alerts.ResolveAsync(unit, "order-blocked", connection, now);
        return head is { State: ExchangeState.Packaged or ExchangeState.RetryWait, IsDue: true } ? [head.Number] : [];
    }

    private static async ValueTask<SendWork> TakeAsync(ISqlUnit unit, OwnerLease lease, long number, DateTimeOffset now)
    {
        var attempt = await unit.OneAsync(
            "update exchange set state = 3, attempts = attempts + 1, claim_epoch = $2, updated_at = $3, due_at = null where n = $1 and state in (2, 5) returning attempts",
            static r => r.Int(0), number, lease.Epoch, now);
        await unit.DoAsync("insert into attempt(exchange_n, kind, number, epoch, started_at) values ($1, 'send', $2, $3, $4)", number, attempt, lease.Epoch, now);
        return (await PackageAsync(unit, number, attempt))!;
    }

    /// <summary>The package of a message, claimed or not.</summary>
    internal static async ValueTask<SendWork?> FindPackageAsync(ISqlUnit unit, ExchangeId id)
        => await unit.OneAsync(
            "select e.n, e.attempts from exchange e join outbound o on o.exchange_n = e.n where e.id = $1 and o.mic is not null",
            static r => new { Number = r.Number(0), Attempts = r.Int(1) }, id) is { } found
            ? await PackageAsync(unit, found.Number, found.Attempts)
            : null;

    private static async ValueTask<SendWork?> PackageAsync(ISqlUnit unit, long number, int attempt)
    {
        var documents = await Reading.DocumentsAsync(unit, number);
        return await unit.OneAsync(
            "select e.id, e.spent, e.as2_from, e.as2_to, e.message_id, e.give_up_at, o.headers, o.length, o.body, o.recipe, o.mic, o.receipt_requested, o.receipt_signed, " +
            "o.receipt_url, o.connection_version, o.content_key from exchange e join outbound o on o.exchange_n = e.n where e.n = $1",
            r => new SendWork
            {
                Id = r.Exchange(0), Attempt = attempt, SpentAttempts = r.Int(1), From = r.Text(2), To = r.Text(3), MessageId = r.Text(4), GiveUpAt = r.Time(5), Documents = documents,
                Package = new(
                    r.Headers(6), r.Number(7), r.Payload(8), r.BytesOrNull(9), r.Mic(10) ?? throw new InvalidDataException("The journal holds a MIC that cannot be read."),
                    new(r.Flag(11), r.Flag(12), r.TextOrNull(13)), r.Number(14)) { SealedKey = r.BytesOrNull(15) },
            },
            number);
    }
}
