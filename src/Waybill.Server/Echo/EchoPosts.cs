using System.Collections.Concurrent;
using Waybill.As2.Http;

namespace Waybill.Server;

/// <summary>Posts what Echo sends: receipts on connections of their own, and its messages. To this gateway alone, whatever address a message names. What waits ends with the process.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed partial class EchoPosts(EchoAddress address, TimeProvider time, ILogger<EchoPosts> log) : IHostedService, IDisposable
{
    private const int MostWaiting = 200;

    private readonly As2HttpSender _sender = new(new() { SilenceTimeout = TimeSpan.FromSeconds(30), Time = time });
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<long, Task> _running = new();
    private long _last;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken);
    }

    /// <summary>Posts them one after the other, without waiting for them here.</summary>
    internal void Add(IReadOnlyList<EchoPost> posts)
    {
        if (posts is [])
        {
            return;
        }

        if (_running.Count >= MostWaiting)
        {
            TooMany(MostWaiting);
            return;
        }

        var number = Interlocked.Increment(ref _last);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[number] = RunAsync(number, posts, begun.Task);
        begun.SetResult();
    }

    public void Dispose()
    {
        _stop.Dispose();
        _sender.Dispose();
    }

    private async Task RunAsync(long number, IReadOnlyList<EchoPost> posts, Task begun)
    {
        await begun;
        try
        {
            foreach (var post in posts)
            {
                await Task.Delay(post.After, time, _stop.Token);
                for (var at = 0; at < post.Times; at++)
                {
                    await PostAsync(post);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The end.
        }
        finally
        {
            _running.TryRemove(number, out _);
        }
    }

    private async ValueTask PostAsync(EchoPost post)
    {
        if (address.Gateway is not { } gateway)
        {
            NotPosted("No port of http takes messages.");
            return;
        }

        var attempt = await _sender.PostAsync(gateway, post.Headers, post.Body.Length, _ => new(new MemoryStream(post.Body.ToArray(), writable: false)), _stop.Token);
        if (attempt.Status is null)
        {
            NotPosted(attempt.Problem ?? "");
        }
    }

    [LoggerMessage(7001, LogLevel.Warning, "Echo could not post to this gateway: {Problem}")]
    private partial void NotPosted(string problem);

    [LoggerMessage(7002, LogLevel.Warning, "Echo has {Most} posts waiting already and sends nothing more for now")]
    private partial void TooMany(int most);
}
