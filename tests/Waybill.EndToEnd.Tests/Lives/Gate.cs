using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Waybill.EndToEnd.Tests;

/// <summary>Stands before a server and lets everything in; while it is closed it lets no answer out: the server has taken what its sender does not know to have arrived.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentBag<Task> _passing = [];
    private readonly IPEndPoint _behind;
    private readonly Task _accepting;
    private TaskCompletionSource<long> _came = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Gate(Uri behind)
    {
        _behind = new(IPAddress.Loopback, behind.Port);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    internal Uri Address { get; }

    internal void Open() => _opened.TrySetResult();

    /// <summary>When the next connection comes: a time stamp.</summary>
    internal Task<long> NextAsync() => (_came = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        await Task.WhenAll(_passing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var front = await _listener.AcceptSocketAsync(_stop.Token);
                _came.TrySetResult(TimeProvider.System.GetTimestamp());
                _passing.Add(PassAsync(front));
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task PassAsync(Socket front)
    {
        using var owned = front;
        using var back = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            await back.ConnectAsync(_behind, over.Token);
            await Task.WhenAny(CopyAsync(front, back, Task.CompletedTask, over.Token), CopyAsync(back, front, _opened.Task, over.Token));
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException)
        {
            // Whoever is left sees the end.
        }

        await over.CancelAsync();
    }

    private static async Task CopyAsync(Socket from, Socket to, Task may, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, ct) is > 0 and var count)
            {
                await may.WaitAsync(ct);
                for (var at = 0; at < count;)
                {
                    at += await to.SendAsync(buffer.AsMemory(at, count - at), ct);
                }
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException)
        {
            // One side went away, or the gate did.
        }
    }
}
