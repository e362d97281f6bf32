using Microsoft.Extensions.Time.Testing;

namespace Waybill.Gateway.Tests;

/// <summary>One process that looks once a second of a clock that is turned by hand.</summary>
internal sealed class OwnerProcess : IDisposable
{
    private Task _look = Task.CompletedTask;

    internal OwnerProcess(IOwnerStore store, FakeTimeProvider time, bool isAlone, params string[] scopes)
    {
        Owners = new(store, isAlone, time);
        Owners.Want(scopes);
    }

    internal LocalOwners Owners { get; }

    internal List<Ownership> Taken { get; } = [];

    internal Ownership? Last => Taken.LastOrDefault();

    internal bool Holds => Last is { Lost.IsCancellationRequested: false };

    /// <summary>Turns the clock in steps of 100 ms; each process looks once a second, unless its last look hangs.</summary>
    internal static async Task TurnAsync(FakeTimeProvider time, TimeSpan span, Func<bool>? until, params OwnerProcess[] processes)
    {
        for (var step = 1; step <= span / TimeSpan.FromMilliseconds(100) && until?.Invoke() is not true; step++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            foreach (var process in processes.Where(_ => step % 10 is 0))
            {
                await process.LookAsync();
            }
        }
    }

    internal async Task LookAsync()
    {
        if (_look.IsCompleted)
        {
            _look = Owners.LookAsync(TestContext.Current.CancellationToken).AsTask();
        }

        if (!IsHanging)
        {
            await _look;
        }

        while (Owners.Taken.TryRead(out var taken))
        {
            Taken.Add(taken);
        }
    }

    /// <summary>The store does not answer: looks are begun and not waited for.</summary>
    internal bool IsHanging { get; set; }

    public void Dispose() => Owners.Dispose();
}
