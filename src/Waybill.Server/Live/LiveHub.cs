using Microsoft.AspNetCore.SignalR;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Tells who looks what changed: <c>changed(topic, ids)</c>, names alone; the client asks again for what it shows. It takes no calls.</summary>
internal sealed class LiveHub(LiveConnections connections) : Hub
{
    internal const string Path = "/live";

    /// <summary>What a client is told by.</summary>
    internal const string Event = "changed";

    /// <summary>Who hears of what: who may list it.</summary>
    private static readonly Dictionary<string, string> Lists = new(StringComparer.Ordinal)
    {
        [ChangeTopics.Exchange] = "listExchanges", [ChangeTopics.Connection] = "listConnections", [ChangeTopics.Certificate] = "listCertificates", [ChangeTopics.Alert] = "listAlerts",
        [ChangeTopics.Configuration] = "listStations", [ChangeTopics.User] = "listUsers", [ChangeTopics.Token] = "listTokens",
    };

    /// <summary>What a caller hears of.</summary>
    internal static IEnumerable<string> TopicsOf(Caller caller) => Lists.Where(l => DoorTable.Of(l.Value) is { } rule && caller.May(rule)).Select(static l => l.Key);

    public override async Task OnConnectedAsync()
    {
        var caller = Caller.Of(Context.GetHttpContext()!);
        connections.Add(Context, caller);
        foreach (var topic in TopicsOf(caller))
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, topic, Context.ConnectionAborted);
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context.ConnectionId);
        return Task.CompletedTask;
    }
}
