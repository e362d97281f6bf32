using System.Globalization;
using Microsoft.Data.Sqlite;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>Records a gateway at work, and lets the power go at every word it gave.</summary>
internal sealed class PowerLossRun : IAsyncDisposable
{
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(240);

    private const int WholeEvery = 16;

    /// <summary>States are many and small: memory takes them where there is some.</summary>
    private static readonly string StatesUnder = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    private readonly string _folder = Directory.CreateTempSubdirectory("waybill-power-").FullName;
    private readonly string _states = Path.Combine(StatesUnder, "waybill-power-" + Guid.NewGuid().ToString("N"));
    private readonly int _port = RecordedGateway.FreePort();
    private readonly PowerLoad _load;
    private readonly string? _lose;
    private int _in;
    private int _out;

    /// <param name="lose">Which syncs do nothing, in the recorder's words; null for none.</param>
    internal PowerLossRun(string? lose = null)
    {
        (_lose, _load) = (lose, new(_port));
        Directory.CreateDirectory(Recorded);
        Directory.CreateDirectory(Path.Combine(_states, "clean"));
        File.WriteAllText(Path.Combine(_folder, "globex.crt"), TestKey.Rsa("globex").CertificatePem);
        File.WriteAllText(Path.Combine(_folder, "globex.key"), TestKey.Rsa("globex").PrivateKeyPem);
        File.WriteAllText(Path.Combine(_folder, "acme.crt"), TestKey.Rsa("acme").CertificatePem);
    }

    /// <summary>What was done, in one line.</summary>
    internal string Story { get; private set; } = "";

    private string Recorded => Path.Combine(_folder, "gateway");

    private string Log => Path.Combine(_folder, "records");

    /// <summary>Lets a gateway work until all is sent, submitted, handed on and receipted, and stops it.</summary>
    /// <param name="messagesIn">How many come.</param>
    /// <param name="messagesOut">How many are submitted.</param>
    /// <param name="deaths">When processes of it die meanwhile, in the recorder's words.</param>
    /// <param name="seed">Of sizes and contents.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task RecordAsync(int messagesIn, int messagesOut, IReadOnlyList<string> deaths, int seed, CancellationToken ct)
    {
        const int Senders = 3;
        var random = new Random(seed);
        Task[] working =
        [
            .. Enumerable.Range(0, Senders).Select(s => _load.SendAsync(_in + (s * messagesIn / Senders), ((s + 1) * messagesIn / Senders) - (s * messagesIn / Senders), new(random.Next()))),
            _load.SubmitAsync(_out, messagesOut, new(random.Next())),
        ];
        var work = Task.WhenAll(working);
        (_in, _out) = (_in + messagesIn, _out + messagesOut);
        foreach (var death in deaths)
        {
            await using var mortal = await StartAsync(Recorded, death, ct);
            var ended = mortal.EndedAsync();
            if (await Task.WhenAny(ended, work, Task.Delay(SettlesWithin, ct)) != ended)
            {
                await Task.WhenAll(working.Where(w => w.IsFaulted));
                throw new InvalidOperationException($"The gateway did not die at {death}.");
            }
        }

        await using var gateway = await StartAsync(Recorded, death: null, ct);
        await work;
        await _load.SettleAsync();
        await SettleAsync(Recorded, [], ct);
        await gateway.StopAsync();
    }

    /// <summary>Builds what a power cut can leave at every word, and looks for what is lost.</summary>
    /// <param name="random">States by chance at each word, beside the three that are always built.</param>
    /// <param name="starts">How many states the whole gateway is started on, too.</param>
    /// <param name="most">States with losses after which the search ends.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task<IReadOnlyList<string>> ReplayAsync(int random, int starts, int most, CancellationToken ct)
    {
        var records = DiskRecord.ReadAll(Log);
        var words = _load.Words(records);
        var check = new StateCheck(Keys());
        var clean = new CleanFiles(Path.Combine(_states, "clean"));
        var disk = new Disk(Recorded);
        var (problems, states, started, lossy, spoken) = (new List<string>(), 0, 0, 0, new List<Word>());
        // What is lost at one word is lost at all that follow: it is told once.
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var (at, next) = (0, 0); at < records.Count && lossy < most; at++)
        {
            if (next < words.Count && words[next].Record == at)
            {
                spoken.Add(words[next++].Word);
                foreach (var cut in Cuts(random, seed: at))
                {
                    var state = State(disk, cut, clean);
                    var lost = await check.CheckAsync(state, spoken, states % WholeEvery is 0 ? CheckDepth.Whole : CheckDepth.Near, ct);
                    Directory.Delete(state, recursive: true);
                    problems.AddRange(lost.Where(known.Add).Select(l => $"Record {at} ({spoken[^1].Kind}), {cut}: {l}"));
                    (states, lossy) = (states + 1, lossy + (lost.Count > 0 ? 1 : 0));
                }

                if (started < starts && next >= (started + 1) * words.Count / (starts + 1))
                {
                    started++;
                    problems.AddRange(await StartOnAsync(State(disk, new(NameFate.Some, DataFate.Some, at), clean), check, [.. spoken], ct));
                }
            }

            disk.Apply(records[at]);
        }

        if (lossy < most)
        {
            problems.AddRange(Differences(disk));
        }

        Story = string.Create(
            CultureInfo.InvariantCulture,
            $"{records.Count} records, {words.Count} words ({string.Join(", ", words.CountBy(w => w.Word.Kind).Select(k => $"{k.Value} {k.Key}"))}), {states} states, {started} starts, {lossy} states with losses");
        return problems;
    }

    public async ValueTask DisposeAsync()
    {
        await _load.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_states, recursive: true);
    }

    /// <summary>The ways the power goes: all that is uncertain gone; names done without their content; content done without its names; and by chance.</summary>
    private static IEnumerable<PowerCut> Cuts(int random, int seed) =>
    [
        new(NameFate.Gone, DataFate.Gone, seed),
        new(NameFate.Done, DataFate.Zeros, seed),
        new(NameFate.Gone, DataFate.Done, seed),
        .. Enumerable.Range(1, random).Select(r => new PowerCut(NameFate.Some, DataFate.Some, (seed * 31) + r)),
    ];

    private string State(Disk disk, PowerCut cut, CleanFiles clean)
    {
        var state = Path.Combine(_states, "state");
        cut.Write(disk.Root, state, clean);
        return state;
    }

    /// <summary>Starts the gateway itself on a state, and waits until it has done all it owed.</summary>
    private async Task<IReadOnlyList<string>> StartOnAsync(string state, StateCheck check, IReadOnlyList<Word> spoken, CancellationToken ct)
    {
        _load.Restart();
        await using (var gateway = await StartAsync(state, death: null, ct, isRecorded: false))
        {
            await SettleAsync(state, [.. spoken.Where(w => w.Kind is WordKind.Leaving).Select(w => w.MessageId)], ct);
            await gateway.StopAsync();
        }

        var lost = await check.CheckAsync(state, spoken, CheckDepth.Settled, ct);
        Directory.Delete(state, recursive: true);
        return [.. lost.Select(l => $"Started after {spoken.Count} words: {l}")];
    }

    private async Task<RecordedGateway> StartAsync(string folder, string? death, CancellationToken ct, bool isRecorded = true)
    {
        IReadOnlyList<KeyValuePair<string, string>> recorder = isRecorded ? await Recorder.VariablesAsync(Recorded, Log, _lose, death) : [];
        return await RecordedGateway.StartAsync([.. Settings(folder), .. recorder], _port, mayEnd: death is not null, ct);
    }

    private Dictionary<string, string> Settings(string folder)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Waybill:Urls"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"),
            ["Waybill:Data"] = Path.Combine(folder, "data"),
            ["Waybill:Stations:0:As2Id"] = "globex",
            ["Waybill:Stations:0:Certificate"] = Path.Combine(_folder, "globex.crt"),
            ["Waybill:Stations:0:Key"] = Path.Combine(_folder, "globex.key"),
            ["Logging:LogLevel:Default"] = "Warning",
        };
        foreach (var (at, (partner, connection)) in new[] { ("acme", PowerLoad.AtOnce), ("initech", PowerLoad.Later) }.Index())
        {
            settings[$"Waybill:Partners:{at}:As2Id"] = partner;
            settings[$"Waybill:Partners:{at}:Certificates:0"] = Path.Combine(_folder, "acme.crt");
            settings[$"Waybill:Connections:{at}:Name"] = connection;
            settings[$"Waybill:Connections:{at}:Station"] = "globex";
            settings[$"Waybill:Connections:{at}:Partner"] = partner;
            settings[$"Waybill:Connections:{at}:Url"] = _load.Partner.ToString();
            settings[$"Waybill:Connections:{at}:AllowPrivate"] = "true";
            settings[$"Waybill:Connections:{at}:RetryWaits:0"] = "00:00:00.5";
            settings[$"Waybill:Connections:{at}:ReceiptWaits:0"] = "00:00:00.5";
            settings[$"Waybill:Connections:{at}:AsyncReceiptUrl"] = connection is PowerLoad.Later ? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/as2") : "";
        }

        return settings;
    }

    /// <summary>Waits until every row is at its end; what is not by then is found by the check.</summary>
    private async Task SettleAsync(string folder, IReadOnlyList<string> left, CancellationToken ct)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (await OpenRowsAsync(folder, ct) is not 0 && TimeProvider.System.GetElapsedTime(begun) < SettlesWithin)
        {
            await _load.RepeatReceiptsAsync(left);
            await Task.Delay(300, ct);
        }
    }

    private static async Task<long> OpenRowsAsync(string folder, CancellationToken ct)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "data", "waybill.db")};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "select (select count(*) from exchange where state in (1, 2, 3, 4, 5)) + (select count(*) from receipt_out where due_at is not null) + (select count(*) from handoff where due_at is not null)";
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The keys to every secret: made at the first start, and the same ever after.</summary>
    private IReadOnlyList<(string Path, string Sha256)> Keys()
        => [.. Directory.GetFiles(Path.Combine(Recorded, "data", "keys"), "*.wrapped").Append(Path.Combine(Recorded, "data.key")).Select(p => (Path.GetRelativePath(Recorded, p), StateCheck.FileSha256(p)!))];

    /// <summary>Compares the folder with what the records say of it: a call that was missed would show here.</summary>
    private IEnumerable<string> Differences(Disk disk)
    {
        var files = disk.Files().ToDictionary(f => f.Path, f => f.File, StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(Recorded, "*", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Recorded, p)).Where(p => !p.EndsWith("-shm", StringComparison.Ordinal)))
        {
            if (!files.Remove(path, out var file))
            {
                yield return $"The records do not know the file {path}.";
            }
            else
            {
                using var recorded = new MemoryStream();
                file.WriteAfter(DataFate.Done, Random.Shared, recorded);
                if (!recorded.ToArray().AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Recorded, path))))
                {
                    yield return $"The records do not give the content of {path}.";
                }
            }
        }

        foreach (var path in files.Keys)
        {
            yield return $"The records know the file {path}, which is not there.";
        }
    }
}
