namespace Waybill.Gateway.Stores;

/// <summary>Checks under lock that a lease is still held: who lost it can record nothing.</summary>
internal static class Fence
{
    internal static async ValueTask<bool> HoldsAsync(ISqlUnit unit, OwnerLease lease, DateTimeOffset now)
        => await unit.OneAsync(
            "select 1 from owner where scope = $1 and node = $2 and epoch = $3 and until > now_ms($4) /*share*/", static r => r.Number(0),
            lease.Scope, lease.Node, lease.Epoch, now) is 1;
}
