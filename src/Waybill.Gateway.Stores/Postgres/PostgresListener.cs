using Npgsql;

namespace Waybill.Gateway.Stores;

/// <summary>Hears on a connection of its own what any process made due, and connects again when the server went away. Polls stand behind it.</summary>
internal sealed class PostgresListener : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _source;
    private readonly Action<string> _hint;
    private readonly Action<string> _told;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _loop;

    internal PostgresListener(NpgsqlDataSource source, Action<string> hint, Action<string> told, TimeProvider time)
    {
        (_source, _hint, _told, _time) = (source, hint, told, time);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Done when it listens for the first time.</summary>
    internal Task Listening => _listening.Task;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _loop;
        _ending.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                await ListenAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException or System.Net.Sockets.SocketException)
            {
                // Gone: what became due meanwhile is found by the next poll.
                try
                {
                    await Task.Delay(Pause, _time, _ending.Token);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }
    }

    private async Task ListenAsync()
    {
        await using var connection = await _source.OpenConnectionAsync(_ending.Token);
        connection.Notification += (_, e) => (e.Channel is PostgresUnit.ChangeChannel ? _told : _hint)(e.Payload);
        await using (var listen = new NpgsqlCommand($"listen {PostgresUnit.Channel}; listen {PostgresUnit.ChangeChannel}", connection))
        {
            await listen.ExecuteNonQueryAsync(_ending.Token);
        }

        _listening.TrySetResult();
        while (true)
        {
            await connection.WaitAsync(_ending.Token);
        }
    }
}
