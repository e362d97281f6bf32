using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Once the ports are open, sees that Echo's connections lead to them.</summary>
internal sealed partial class EchoFollower(EchoSetup setup, ILogger<EchoFollower> log) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await setup.FollowAsync(cancellationToken);
        }
        catch (JournalException fault)
        {
            // A partner to play with keeps no gateway from starting.
            NotFollowed(fault);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(7004, LogLevel.Warning, "Echo's connections could not be set to the gateway's address; POST /api/v1/echo does it")]
    private partial void NotFollowed(Exception exception);
}
