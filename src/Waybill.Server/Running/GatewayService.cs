using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Starts and stops what works in the background with the host. It stops after the web server has let its requests end.</summary>
internal sealed partial class GatewayService(
    GatewayRuntime gateway, As2Door door, SetupSecret setup, WaybillSettings settings, GatewayAddresses addresses, IHostApplicationLifetime lifetime, ILogger<GatewayService> log) : IHostedService
{
    private const int MostAlerts = 100;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (gateway.IsKeyNew)
        {
            KeyMade(settings.MasterKeyPath);
        }

        using (var lease = gateway.Connections.Take())
        {
            foreach (var warning in lease.Book.Warnings)
            {
                Warned(warning);
            }
        }

        foreach (var alert in await AlertsAsync(cancellationToken))
        {
            Warned(alert.Text);
        }

        await OfferSetupAsync(cancellationToken);
        gateway.Start(door.OpenStoredAsync, fault =>
        {
            // Half a gateway that answers and delivers nothing is worse than one that ends and is started again.
            Crippled(fault);
            lifetime.StopApplication();
        },
        count => Removed(count.Wires, count.Evidence, count.Rows, count.Keys, count.Connection is "" ? "pairs nobody configured" : count.Connection));
    }

    /// <summary>A log is kept and read by others: the secret goes to a terminal only.</summary>
    private async Task OfferSetupAsync(CancellationToken ct)
    {
        if (await setup.OfferAsync(ct) is { } secret)
        {
            NoOwner(setup.Path);
            if (!Console.IsOutputRedirected)
            {
                // The addresses are known when the web server runs.
                lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine($"Open {SetupSecret.Link(addresses.Inside, secret)}"));
            }
        }
    }

    /// <summary>What was found about the database when it was opened.</summary>
    private async ValueTask<IEnumerable<AlertRow>> AlertsAsync(CancellationToken ct)
    {
        try
        {
            return (await gateway.Journal.OpenAsync(MostAlerts, ct)).Where(a => a.Subject is "store");
        }
        catch (JournalException)
        {
            // Readiness says what is wrong.
            return [];
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => gateway.StopAsync(cancellationToken);

    [LoggerMessage(9001, LogLevel.Critical, "Background work ended by a fault of ours; the gateway stops, to be started again")]
    private partial void Crippled(Exception exception);

    [LoggerMessage(2005, LogLevel.Information, "Removed of {Connection} what is older than it is kept: the wire bodies of {Wires} messages, the evidence of {Evidence}, {Rows} lines of the list, {Keys} keys")]
    private partial void Removed(int wires, int evidence, int rows, int keys, string connection);

    [LoggerMessage(9002, LogLevel.Warning, "A master key was made in {File}. Back it up, apart from the data: without it no stored secret can be opened")]
    private partial void KeyMade(string file);

    [LoggerMessage(9004, LogLevel.Information, "There is no owner yet. ./waybill admin setup-link prints the link that makes the first account; its secret is in {File}")]
    private partial void NoOwner(string file);

    [LoggerMessage(9003, LogLevel.Warning, "{Warning}")]
    private partial void Warned(string warning);
}
