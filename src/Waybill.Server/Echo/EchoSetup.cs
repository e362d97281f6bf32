using System.Text.Json;
using System.Text.Json.Nodes;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>How setting Echo up, or taking it away, ended.</summary>
/// <param name="Conflict">Why it cannot be, in words; null when it is done, or refused.</param>
/// <param name="Findings">What the configuration says against it; empty for nothing.</param>
internal sealed record EchoOutcome(string? Conflict, IReadOnlyList<Finding> Findings)
{
    internal static EchoOutcome Done { get; } = new(null, []);
}

/// <summary>Puts Echo into the configuration, takes it out, and follows the gateway's own address.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed partial class EchoSetup(ConfigurationService configuration, IJournal journal, EchoAddress address, TimeProvider time, ILogger<EchoSetup> log)
{
    private const int MostTries = 8;

    private static readonly ExchangeState[] Unfinished = [ExchangeState.Submitted, ExchangeState.Packaged, ExchangeState.Sending, ExchangeState.RetryWait, ExchangeState.AwaitingReceipt];

    private static readonly (string Kind, string Name)[] Names =
    [
        (ResourceKinds.Station, EchoNames.Station), (ResourceKinds.Certificate, EchoNames.StationCertificate), (ResourceKinds.Partner, EchoNames.Partner), (ResourceKinds.Certificate, EchoNames.PartnerCertificate),
        .. EchoNames.Connections.Select(static c => (ResourceKinds.Connection, c.Name)),
    ];

    /// <summary>The station of ours that Echo exchanges with; null when Echo is not set up.</summary>
    internal string? Station => configuration.Find(ResourceKinds.Connection, EchoNames.Connection) is { Set: EchoNames.Set } connection ? Text(connection, "station") : null;

    /// <summary>Where Echo receives, as its connection has it; null when it is not set up.</summary>
    internal string? Url => Station is null ? null : Text(configuration.Find(ResourceKinds.Connection, EchoNames.Connection)!, "url");

    /// <summary>Stations of ours that Echo can exchange with.</summary>
    internal IReadOnlyList<string> Stations => [.. configuration.List(ResourceKinds.Station, null, int.MaxValue).Select(static s => s.Name).Where(static n => n is not EchoNames.Station)];

    /// <summary>Makes it, or makes it anew as it should be; its key stays.</summary>
    internal async ValueTask<EchoOutcome> SetUpAsync(string station, string principal, CancellationToken ct)
    {
        if (address is not { Echo: { } echo, Gateway: { } gateway })
        {
            return new("Echo is reached over http on this machine, and no such address is open. Add one that only this machine reaches, such as http://127.0.0.1:8081, to Waybill:Urls.", []);
        }

        if (Names.Select(n => (Key: n, View: configuration.Find(n.Kind, n.Name))).FirstOrDefault(static n => n.View is not null and not { Set: EchoNames.Set }) is { View: not null } taken)
        {
            return new($"There is a {taken.Key.Kind} called {taken.Key.Name} already, which is not Echo's. Echo needs the name: call yours something else.", []);
        }

        var certificate = configuration.Find(ResourceKinds.Certificate, EchoNames.StationCertificate) is { } known && known.Body["keySet"]?.GetValue<bool>() is true ? Text(known, "certificate") : null;
        return await ApplyAsync(EchoResources.Of(station, echo, gateway, certificate, time.GetUtcNow()), principal, ct);
    }

    /// <summary>Takes all of it away. What was exchanged stays in the journal.</summary>
    internal async ValueTask<EchoOutcome> RemoveAsync(string principal, CancellationToken ct)
    {
        foreach (var (name, _) in EchoNames.Connections)
        {
            if (configuration.Find(ResourceKinds.Connection, name) is { Set: EchoNames.Set }
                && (await journal.NextDueAsync(name, ct) is not null || (await journal.ListAsync(new() { Connection = name, States = Unfinished }, null, 1, ct)).Items is not []))
            {
                return new($"Messages to Echo still wait on the connection {name}. Let them end, or cancel them, and take Echo away then.", []);
            }
        }

        return await ApplyAsync([], principal, ct);
    }

    /// <summary>The gateway listens somewhere else than when Echo was set up: its connections follow.</summary>
    /// <exception cref="JournalException">The configuration cannot be read or written now.</exception>
    internal async ValueTask FollowAsync(CancellationToken ct)
    {
        if (Url is not { } url || address is not { Echo: { } echo, Gateway: { } gateway })
        {
            return;
        }

        var receipts = configuration.Find(ResourceKinds.Connection, EchoNames.Later) is { } later ? Text(later, "asyncReceiptUrl") : null;
        if (string.Equals(url, echo.ToString(), StringComparison.Ordinal) && string.Equals(receipts, gateway.ToString(), StringComparison.Ordinal))
        {
            return;
        }

        foreach (var (name, _) in EchoNames.Connections)
        {
            var patch = new JsonObject { ["url"] = echo.ToString() };
            if (name is EchoNames.Later)
            {
                patch["asyncReceiptUrl"] = gateway.ToString();
            }

            using var json = JsonDocument.Parse(patch.ToJsonString());
            await configuration.PatchAsync(ResourceKinds.Connection, name, json.RootElement, ResourceChange.Any, EchoNames.Set, ct);
        }

        Followed(echo);
    }

    private async ValueTask<EchoOutcome> ApplyAsync(IReadOnlyList<ResourceInput> resources, string principal, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var plan = await configuration.PlanAsync(EchoNames.Set, resources, prune: true, ct);
            if (!plan.IsGood)
            {
                return new(null, plan.Findings);
            }

            switch (await configuration.ApplyAsync(plan, principal, ct))
            {
                case ApplyResult.Done:
                    return EchoOutcome.Done;
                case ApplyResult.Refused refused:
                    return new(null, refused.Findings);
            }

            if (tries is MostTries)
            {
                throw new JournalException("The configuration is changed by others again and again at this moment. Try again.");
            }
        }
    }

    private static string? Text(ResourceView view, string member) => view.Body[member]?.GetValue<string>();

    [LoggerMessage(7003, LogLevel.Information, "The gateway listens elsewhere than before: Echo is reached at {Address} now")]
    private partial void Followed(Uri address);
}
