using Microsoft.Extensions.Options;
using Waybill.Gateway;
using Waybill.Gateway.Stores;

namespace Waybill.Server;

/// <summary>The gateway without its doors: stores opened, connections read, and what works in the background.</summary>
/// <threadsafety>Safe for concurrent calls; <see cref="Start"/> once.</threadsafety>
internal sealed class GatewayRuntime : IAsyncDisposable
{
    /// <summary>Longer than any request: what no row names and nobody wrote to for so long is nobody's.</summary>
    private static readonly TimeSpan OrphanAge = TimeSpan.FromHours(24);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly SecretRing _ring;
    private readonly LocalOwners _owners;
    private readonly DescriptionQueue _descriptions;
    private readonly NoticeService _notices;
    private readonly SemaphoreSlim _rewrapping = new(1);
    private string _masterKeyPath = "";
    private IRingStore _ringStore = null!;
    private Task[] _running = [];
    private bool _isDisposed;

    private GatewayRuntime(IJournal journal, PayloadStore payloads, ConfigurationService configuration, SecretRing ring, AlertSettings alerts, TimeProvider time)
    {
        (Journal, Payloads, Configuration, _ring, Time) = (journal, payloads, configuration, ring, time);
        var connections = configuration.Connections;
        _owners = new(journal.Owners, journal.IsAlone, time);
        _descriptions = new(new DocumentDescriber(journal, payloads), journal, time, journal);
        Sending = new(journal, payloads, connections, ring, _owners, time, _descriptions);
        Receiver = new(journal, payloads, connections, Sending.Answers, time, _descriptions, Sending.Debug);
        Reopener = new(journal, payloads, connections, Sending.Submitter, time, _descriptions);
        Guard = new(payloads, journal, time);
        Alerts = new(journal, time);
        _notices = new(journal.Notices, journal, connections, new AlertRoutes(alerts, () => configuration.Version, () => configuration.Alerts, time).Current, time);
    }

    internal IJournal Journal { get; }

    internal PayloadStore Payloads { get; }

    /// <summary>What the book is made of, and how it is changed.</summary>
    internal ConfigurationService Configuration { get; }

    internal Connections Connections => Configuration.Connections;

    internal TimeProvider Time { get; }

    internal SendingService Sending { get; }

    internal Receiver Receiver { get; }

    internal Reopener Reopener { get; }

    internal StoreGuard Guard { get; }

    internal ReceiveAlerts Alerts { get; }

    /// <summary>Seals and opens secrets.</summary>
    internal SecretRing Ring => _ring;

    /// <summary>What ended background work, and so the gateway; null while all is well.</summary>
    internal Exception? Fault { get; private set; }

    /// <summary>Whether the master key was made by this start: then its file is to be backed up.</summary>
    internal bool IsKeyNew { get; private init; }

    /// <summary>Opens the stores, the payload store as the program does.</summary>
    internal static ValueTask<GatewayRuntime> OpenAsync(WaybillSettings settings, TimeProvider time, CancellationToken ct)
        => OpenAsync(settings, time, static (folder, options) => new(folder, options), ct);

    /// <summary>Opens the stores.</summary>
    /// <exception cref="JournalException">The database cannot be used.</exception>
    /// <exception cref="SecretRingException">The master key is missing or the wrong one.</exception>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    internal static async ValueTask<GatewayRuntime> OpenAsync(
        WaybillSettings settings, TimeProvider time, Func<string, FilePayloadOptions, FilePayloadStore> payloads, CancellationToken ct)
    {
        DurableFiles.CreateFolder(settings.DataFolder);
        var journal = await Journals.OpenAsync(settings.DatabaseText, time, ct);
        CrashPoints.Hit(CrashPoint.JournalOpened);
        SecretRing? ring = null;
        try
        {
            (ring, var isNew) = await RingOpening.OpenAsync(settings, journal.Ring, ct);
            CrashPoints.Hit(CrashPoint.RingOpened);
            var configuration = await ConfigureAsync(settings, journal, ring, time, ct);
            try
            {
                var store = new PayloadStore(payloads(settings.PayloadFolder, new() { Time = time }), journal.SmallPayloads);
                return new(journal, store, configuration, ring, settings.Alerts, time)
                {
                    IsKeyNew = isNew, _masterKeyPath = settings.MasterKeyPath, _ringStore = RingOpening.StoreOf(settings, journal.Ring),
                };
            }
            catch
            {
                Close(configuration);
                throw;
            }
        }
        catch
        {
            ring?.Dispose();
            await journal.DisposeAsync();
            throw;
        }
    }

    /// <summary>The settings together with what the database holds. Wrong settings keep the gateway from starting; what is wrong in the database is left out, with an alert.</summary>
    private static async ValueTask<ConfigurationService> ConfigureAsync(WaybillSettings settings, IJournal journal, SecretRing ring, TimeProvider time, CancellationToken ct)
    {
        var (files, made) = (settings.Files, settings.TakeKept());
        try
        {
            var configuration = await ConfigurationService.OpenAsync(journal, ring, files, time, made, ct);
            var wrong = configuration.Findings.Where(f => f.Severity is FindingSeverity.Error && ConfigurationService.IsOfFiles(f, files)).Select(static f => f.ToString()).ToArray();
            if (wrong is [])
            {
                return configuration;
            }

            Close(configuration);
            throw new OptionsValidationException(WaybillSettings.Section, typeof(WaybillSettings), wrong);
        }
        finally
        {
            made?.Release();
        }
    }

    private static void Close(ConfigurationService configuration)
    {
        configuration.Dispose();
        configuration.Connections.Dispose();
    }

    /// <summary>Begins to send, to hand on and to tidy up.</summary>
    /// <param name="open">Opens a message that was stored unopened, and commits what it is.</param>
    /// <param name="failed">Called when one of these ends by a fault, which leaves the gateway crippled.</param>
    /// <param name="removed">Hears what was removed because its time was over.</param>
    internal void Start(Func<UnopenedWork, Stream, CancellationToken, ValueTask> open, Action<Exception> failed, Action<RetentionCount> removed)
    {
        var folder = new FolderConsumer(Journal, Payloads, Connections, new DocumentFolders(), Time);
        _running =
        [
            WatchAsync(() => Sending.RunAsync(_stop.Token, _abort.Token), failed),
            WatchAsync(() => folder.RunAsync(_stop.Token), failed),
            WatchAsync(() => new LateOpening(Journal, Payloads, open, Time).RunAsync(_stop.Token), failed),
            WatchAsync(() => _descriptions.RunAsync(_stop.Token), failed),
            WatchAsync(SweepAsync, failed),
            WatchAsync(() => Configuration.RunAsync(_stop.Token), failed),
            WatchAsync(() => new ExpiryWatch(Connections, Journal, Time).RunAsync(_stop.Token), failed),
            WatchAsync(() => _notices.RunAsync(_stop.Token), failed),
            WatchAsync(() => new RetentionService(Journal, Payloads, Connections, Time, removed).RunAsync(_stop.Token), failed),
        ];
    }

    /// <summary>Takes nothing new, lets end what is on the wire or half written, and gives the connections back.</summary>
    /// <param name="abort">Ends it at once: what is cut is done again by the next start.</param>
    internal async Task StopAsync(CancellationToken abort)
    {
        await _stop.CancelAsync();
        await using var cut = abort.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _abort);
        await Task.WhenAll(_running);
    }

    /// <summary>Puts a new master key in place of the old one.</summary>
    /// <exception cref="SecretRingException">It cannot be done now; what was begun goes on at the next try or start.</exception>
    internal async ValueTask<Rewrapped> RewrapAsync(CancellationToken ct)
    {
        await _rewrapping.WaitAsync(ct);
        try
        {
            return new(_masterKeyPath, await MasterKeyRewrap.RunAsync(_masterKeyPath, _ringStore, _ring.Rewrap, Time.GetUtcNow(), CancellationToken.None));
        }
        finally
        {
            _rewrapping.Release();
        }
    }

    /// <summary>Null when a message that came now could be kept; else what stands in the way.</summary>
    internal async ValueTask<string?> ProblemAsync(CancellationToken ct) => await Journal.ProblemAsync(ct) ?? await Payloads.ProblemAsync(ct);

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _abort.CancelAsync();
        await StopAsync(CancellationToken.None);
        Sending.Dispose();
        _owners.Dispose();
        await Journal.DisposeAsync();
        Payloads.Dispose();
        Close(Configuration);
        _ring.Dispose();
        _stop.Dispose();
        _abort.Dispose();
        _rewrapping.Dispose();
    }

    private async Task SweepAsync()
    {
        try
        {
            while (true)
            {
                try
                {
                    await Payloads.SweepAsync(Time.GetUtcNow() - OrphanAge, Journal.NamesAsync, _stop.Token);
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JournalException)
                {
                    // Readiness says what is wrong with the disk or the database; orphans wait.
                }

                await Task.Delay(SweepEvery, Time, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task WatchAsync(Func<Task> work, Action<Exception> failed)
    {
        // Off the caller's thread: a start must not wait for a disk.
        await Task.Yield();
        try
        {
            await work();
        }
        catch (Exception fault)
        {
            Fault ??= fault;
            failed(fault);
        }
    }
}
