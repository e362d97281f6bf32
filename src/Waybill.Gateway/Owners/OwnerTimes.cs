namespace Waybill.Gateway;

/// <summary>The times of leases. Together they let another process go on within 10 seconds of a sudden death.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record OwnerTimes
{
    /// <summary>How long a lease lasts by the store's clock. Default 8 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How often leases are renewed. Default 2 s.</summary>
    public TimeSpan Renewal { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long before its end a lease that could not be renewed counts as lost, by our monotonic clock. Default 2 s.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often scopes that another process holds are asked for. Default 1 s.</summary>
    public TimeSpan Asking { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The lease where no other process can come: it holds while the process does, and costs no renewals.</summary>
    internal static TimeSpan Alone { get; } = TimeSpan.FromDays(36_500);
}
