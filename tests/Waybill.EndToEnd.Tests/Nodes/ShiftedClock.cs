namespace Waybill.EndToEnd.Tests;

/// <summary>The true clock, set forward by the test: waits last as long as they do, dates are another day's.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _ticks;

    /// <summary>Sets it.</summary>
    internal void Set(DateTimeOffset now) => Interlocked.Exchange(ref _ticks, (now - System.GetUtcNow()).Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));
}
