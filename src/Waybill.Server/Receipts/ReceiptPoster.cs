using System.Collections.Concurrent;
using Waybill.As2;
using Waybill.As2.AspNetCore;
using Waybill.As2.Http;

namespace Waybill.Server;

/// <summary>Posts asynchronous receipts, the same bytes at every attempt. The journal will own what is due; until then what a stop interrupts is posted when the partner repeats its message.</summary>
internal sealed partial class ReceiptPoster : IHostedService, IDisposable
{
    private const int MostWaiting = 1000;
    private const int MostAtOnce = 16;

    private readonly ConcurrentDictionary<long, Task> _running = new();
    private readonly SemaphoreSlim _room = new(MostAtOnce);
    private readonly CancellationTokenSource _stop = new();
    private readonly PartnerBook _book;
    private readonly ILogger<ReceiptPoster> _log;
    private readonly TimeProvider _time;
    private readonly As2HttpSender _outside;
    private readonly As2HttpSender _inside;
    private long _last;

    public ReceiptPoster(PartnerBook book, ILogger<ReceiptPoster> log, TimeProvider time)
    {
        (_book, _log, _time) = (book, log, time);
        // An answer to a receipt says nothing; its bound is small.
        var options = new As2HttpOptions { MaxAnswerBytes = 16 * 1024, SilenceTimeout = TimeSpan.FromMinutes(1), Time = time };
        _outside = new(options with { Guard = new AddressGuard() });
        _inside = new(options with { Guard = new AddressGuard(allowPrivate: true) });
    }

    /// <summary>Waits between attempts; after the last one the receipt is given up.</summary>
    internal IReadOnlyList<TimeSpan> Waits { get; init; } = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)];

    /// <summary>Whether nothing is being posted or waits for it.</summary>
    internal bool IsIdle => _running.IsEmpty;

    /// <summary>Takes a receipt and returns at once.</summary>
    /// <exception cref="InvalidOperationException">Too many are waiting, or the names in it are not ours.</exception>
    internal ValueTask Take(AsynchronousReceipt receipt)
    {
        if (_running.Count >= MostWaiting || _stop.IsCancellationRequested)
        {
            throw new InvalidOperationException("Too many receipts are waiting to be posted, or the gateway is stopping.");
        }

        var headers = As2MessageHeaders.Read(receipt.Receipt.Headers).Value;
        var entry = headers is null ? null : _book.Find(us: headers.From, partner: headers.To);
        if (headers is null || entry is null || entry.Agreement.RefuseReceiptAddress(receipt.Url, false) is not null || !Uri.TryCreate(receipt.Url, UriKind.Absolute, out var url))
        {
            throw new InvalidOperationException("The receipt belongs to no agreement that is in force, or its URL is not allowed any more.");
        }

        var number = Interlocked.Increment(ref _last);
        var enlisted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[number] = PostAsync(number, enlisted.Task, url, receipt.Receipt, headers.To.Value, entry.AllowPrivate ? _inside : _outside);
        enlisted.SetResult();
        return ValueTask.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values);
    }

    public void Dispose()
    {
        _outside.Dispose();
        _inside.Dispose();
        _room.Dispose();
        _stop.Dispose();
    }

    private async Task PostAsync(long number, Task enlisted, Uri url, WrittenReceipt receipt, string partner, As2HttpSender sender)
    {
        await enlisted;
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                var result = await AttemptAsync(url, receipt, sender);
                if (result.Outcome is AttemptOutcome.Transferred)
                {
                    Posted(partner, url.Host, attempt + 1);
                    return;
                }

                if (result.Outcome is AttemptOutcome.Refused || attempt == Waits.Count)
                {
                    GivenUp(partner, url.Host, attempt + 1, result.Problem);
                    return;
                }

                await Task.Delay(Longer(Waits[attempt], result.RetryAfter), _time, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Interrupted(partner, url.Host);
        }
        catch (Exception fault)
        {
            Failed(partner, url.Host, fault);
        }
        finally
        {
            _running.TryRemove(number, out _);
        }
    }

    private async Task<As2HttpAttempt> AttemptAsync(Uri url, WrittenReceipt receipt, As2HttpSender sender)
    {
        await _room.WaitAsync(_stop.Token);
        try
        {
            return await sender.PostAsync(url, receipt.Headers, receipt.Body.Length, _ => new(new MemoryStream(receipt.Body.ToArray(), writable: false)), _stop.Token);
        }
        finally
        {
            _room.Release();
        }
    }

    // A partner may ask for patience, not for a day of it.
    private static TimeSpan Longer(TimeSpan ours, TimeSpan? theirs)
        => theirs is not { } wish || wish < ours ? ours : wish < TimeSpan.FromHours(1) ? wish : TimeSpan.FromHours(1);

    [LoggerMessage(3103, LogLevel.Information, "The receipt for {Partner} was posted to {Host} at attempt {Attempt}")]
    private partial void Posted(string partner, string host, int attempt);

    [LoggerMessage(3104, LogLevel.Error, "The receipt for {Partner} could not be posted to {Host} and was given up after {Attempts} attempts: {Problem}")]
    private partial void GivenUp(string partner, string host, int attempts, string? problem);

    [LoggerMessage(3105, LogLevel.Warning, "Posting the receipt for {Partner} to {Host} was interrupted by a stop")]
    private partial void Interrupted(string partner, string host);

    [LoggerMessage(3106, LogLevel.Error, "Posting the receipt for {Partner} to {Host} failed by a fault of ours")]
    private partial void Failed(string partner, string host, Exception exception);
}
