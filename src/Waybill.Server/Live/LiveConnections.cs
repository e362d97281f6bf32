using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Who is connected to the hub, and whether what let them in is still good.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class LiveConnections(IJournal journal, Sessions sessions, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (HubCallerContext Context, Caller Caller)> _all = new(StringComparer.Ordinal);

    /// <summary>Whether nobody is there to be told anything.</summary>
    internal bool IsEmpty => _all.IsEmpty;

    internal void Add(HubCallerContext context, Caller caller) => _all[context.ConnectionId] = (context, caller);

    internal void Remove(string id) => _all.TryRemove(id, out _);

    /// <summary>Cuts those whose session or token is over.</summary>
    internal async ValueTask CheckAsync(CancellationToken ct)
    {
        foreach (var (id, (context, caller)) in _all)
        {
            if (!await IsGoodAsync(caller, ct))
            {
                Remove(id);
                context.Abort();
            }
        }
    }

    private async ValueTask<bool> IsGoodAsync(Caller caller, CancellationToken ct)
        => caller.SessionSha256 is { } session ? await sessions.FindAsync(session, ct) is not null
            : caller.TokenSha256 is not { } token || (await journal.Doors.FindAsync(token, ct) is { } found && found.IsGood(time.GetUtcNow()));
}
