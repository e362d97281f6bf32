using System.Globalization;
using System.Text;

namespace Waybill.Gateway.Stores.Tests;

/// <summary>What a store holds, as text that differs when anything that counts does.</summary>
internal static class StoreProbe
{
    private static readonly string[] Tables =
    [
        "exchange", "inbound", "message_key", "receipt_out", "outbound", "sent_key", "document", "payload_name", "payload_blob", "envelope", "attempt", "receipt_in", "handoff", "timeline",
        "alert", "connection_state", "owner", "idempotency", "refused_quota", "connection_token", "debug_switch", "debug_entry", "config", "config_secret", "audit", "share", "share_key",
    ];

    private static readonly (string Name, string Sql)[] Sums =
    [
        ("states", "select coalesce(sum(state * 100 + receipt), 0) from exchange"),
        ("attempts", "select coalesce(sum(attempts * 10 + spent), 0) from exchange"),
        ("due", "select count(*) from exchange where due_at is not null"),
        ("ended", "select count(*) from attempt where ended_at is not null"),
        ("key", "select count(*) from outbound where content_key is not null"),
        ("packaged", "select count(*) from outbound where mic is not null"),
        ("receipts", "select count(*) from receipt_out where due_at is not null"),
        ("claims", "select coalesce(sum(attempts), 0) from handoff"),
        ("resolved", "select count(*) from alert where resolved_at is not null"),
        ("alerts", "select coalesce(sum(count), 0) from alert"),
        ("epochs", "select coalesce(sum(epoch), 0) from owner"),
        ("configured", "select version from config_version"),
        ("tokens", "select coalesce(sum(version), 0) from connection_token"),
        ("shares", "select coalesce(sum(coalesce(last_opened_at, 0) + coalesce(revoked_at, 0)), 0) from share"),
        ("quota", "select coalesce(sum(kept), 0) from refused_quota"),
    ];

    internal static async Task<string> CountsAsync(Func<string, ValueTask<long>> ask)
    {
        var text = new StringBuilder();
        foreach (var table in Tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"{table}={await ask($"select count(*) from {table}")} ");
        }

        foreach (var (name, sql) in Sums)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}={await ask(sql)} ");
        }

        return text.ToString();
    }
}
