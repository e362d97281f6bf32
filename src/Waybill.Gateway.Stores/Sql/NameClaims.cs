namespace Waybill.Gateway.Stores;

/// <summary>File names that came, each once for a pair of AS2 names: its insertion is the claim, so that of two messages at once only one has it.</summary>
internal static class NameClaims
{
    /// <returns>The first name that another message has; null when all are this one's now.</returns>
    internal static async ValueTask<AcceptOutcome.NameTaken?> ClaimAsync(ISqlUnit unit, long number, AcceptedMessage message, TimeSpan window)
    {
        foreach (var name in message.Documents.Select(static d => d.FileName).OfType<string>().Order(StringComparer.Ordinal).Select(SqlCodec.Key))
        {
            if (await unit.DoAsync(
                "insert into file_name_key(as2_from, as2_to, file_name, exchange_n, at) values ($1, $2, $3, $4, $5) on conflict (as2_from, as2_to, file_name) do update " +
                "set exchange_n = excluded.exchange_n, at = excluded.at where file_name_key.at < $6",
                message.Key.From, message.Key.To, name, number, message.ReceivedAt, message.ReceivedAt - window) is 0)
            {
                return new(name, await unit.OneAsync(
                    "select e.id from file_name_key k join exchange e on e.n = k.exchange_n where k.as2_from = $1 and k.as2_to = $2 and k.file_name = $3",
                    static r => (ExchangeId?)r.Exchange(0), message.Key.From, message.Key.To, name));
            }
        }

        return null;
    }
}
