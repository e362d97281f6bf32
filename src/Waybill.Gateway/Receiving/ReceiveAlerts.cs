namespace Waybill.Gateway;

/// <summary>One alert for faults of ours while receiving; it goes away with the next message that was stored.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class ReceiveAlerts(IAlertJournal alerts, TimeProvider time)
{
    private const string Kind = "receive-fault";
    private const string Subject = "receiving";

    private int _isOpen;

    /// <summary>A message could not be taken by a fault of ours, and its sender was told to come back.</summary>
    public async ValueTask RaiseAsync(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Volatile.Write(ref _isOpen, 1);
        await alerts.RaiseAsync(
            Kind, Subject, AlertSeverity.Critical, $"A message could not be taken by a fault of ours, and its sender was told to come back ({fault.GetType().Name}). The log has the cause.",
            time.GetUtcNow(), CancellationToken.None);
    }

    /// <summary>A message was stored.</summary>
    public ValueTask WorksAsync()
        => Interlocked.Exchange(ref _isOpen, 0) is 0 ? ValueTask.CompletedTask : alerts.ResolveAsync(Kind, Subject, time.GetUtcNow(), CancellationToken.None);
}
