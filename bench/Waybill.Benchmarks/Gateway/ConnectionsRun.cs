using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Waybill.Gateway;

namespace Waybill.Benchmarks;

/// <summary>Ten thousand connections in the settings, each with a partner and a certificate of its own: start, memory, look-up.</summary>
internal static class ConnectionsRun
{
    private const int DefaultCount = 10_000;
    private const int Stations = 10;
    private const int Keys = 8;
    private const double MostSeconds = 3;
    private const long MostMemory = 400L << 20;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(BenchFolder folder, Settings settings, Action<string> output)
    {
        var count = settings.Count ?? DefaultCount;
        using var parties = await Parties.CreateAsync(folder.Path);
        var certificates = await MakeAsync(folder.Sub("certificates"), count);
        var place = folder.Sub("server");
        output(string.Create(CultureInfo.InvariantCulture, $"""

            ### {count} connections in the settings

            - {count} partners with an RSA-2048 certificate each (in files, PEM), {count} named connections, {Stations} stations with keys. Messages go over the last connection.
            - "Book" is what a change of the configuration costs: all files read, all certificates and keys opened, the immutable book made. The gateway itself reads its settings at the start.

            | what | value | target |
            |---|--:|---|

            """));
        var post = await PreparedPost.CreateAsync(parties, 10_000);
        var starts = new List<double>();
        for (var round = 0; round < (settings.Rounds ?? 3); round++)
        {
            var copy = post.For(50_000_000 + round, 0);
            var began = Stopwatch.GetTimestamp();
            await using var starting = await ServerProcess.LaunchAsync(place, Text(parties, certificates));
            using var first = await starting.ConnectAsync();
            Load.Check(await first.SendAsync(copy.Next()), copy);
            starts.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        output(Row("start to first message, median s", Meter.Median(starts), "F2", MostSeconds));
        output(Row("the slowest, s", starts.Max(), "F2", null));
        await using var server = await ServerProcess.StartAsync(place, Text(parties, certificates));
        await Task.Delay(Idle);
        output(Row($"memory {Idle.TotalSeconds:F0} s after the start, MiB", server.Memory >> 20, "F0", MostMemory >> 20));
        var processor = server.ProcessorSeconds;
        await Task.Delay(Idle);
        output(Row("processor at rest, % of one core", (server.ProcessorSeconds - processor) / Idle.TotalSeconds * 100, "F1", null));
        await ReceiveRun.WarmAsync(server, post);
        var (row, _) = await ReceiveRun.WindowAsync(server, post, 8, TimeSpan.FromSeconds(settings.Seconds ?? 6));
        output(Row("messages/s, 8 senders", row.Load.PerSecond, "F0", null));
        output(Row("µs cpu a message", row.PerMessage * 1e6, "F0", null));
        output(Row("memory after that, MiB", server.Memory >> 20, "F0", MostMemory >> 20));
        using var client = await server.ConnectAsync();
        var lists = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await client.GetAsync("/api/v1/connections?limit=200");
            lists.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        output(Row("a page of connections, slowest of 20, ms", lists.Max() * 1e3, "F1", 100));
        var books = Enumerable.Range(0, 3).Select(_ => Book(folder, parties, certificates)).ToArray();
        output(Row("book, median s of 3", Meter.Median([.. books.Select(static b => b.First)]), "F2", MostSeconds));
        output(Row("book after a change of one connection, median s of 3", Meter.Median([.. books.Select(static b => b.Next)]), "F3", MostSeconds));
    }

    /// <summary>Certificates of partners; a few keys serve them all, since making one takes longer than opening a thousand certificates.</summary>
    private static async Task<string[]> MakeAsync(string folder, int count)
    {
        var keys = Enumerable.Range(0, Keys).Select(_ => RSA.Create(2048)).ToArray();
        using var issuer = RSA.Create(2048);
        var by = new X500DistinguishedName("CN=bench issuer");
        var generator = X509SignatureGenerator.CreateForRSA(issuer, RSASignaturePadding.Pkcs1);
        var files = new string[count];
        for (var i = 0; i < count; i++)
        {
            var request = new CertificateRequest($"CN=partner {i.ToString(CultureInfo.InvariantCulture)}", keys[i % Keys], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.Create(by, generator, new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero), BitConverter.GetBytes(i + 1L));
            files[i] = Path.Combine(folder, $"{i.ToString("D5", CultureInfo.InvariantCulture)}.crt");
            await File.WriteAllTextAsync(files[i], certificate.ExportCertificatePem());
        }

        foreach (var key in keys)
        {
            key.Dispose();
        }

        return files;
    }

    private static JsonObject Text(Parties parties, string[] certificates)
    {
        var (stations, partners, connections) = (new JsonArray(), new JsonArray(), new JsonArray());
        for (var i = 0; i < Stations; i++)
        {
            stations.Add(new JsonObject { ["As2Id"] = Station(i), ["Certificate"] = parties.StationFile, ["Key"] = parties.StationFile });
        }

        for (var i = 0; i < certificates.Length; i++)
        {
            var isLast = i == certificates.Length - 1;
            partners.Add(new JsonObject { ["As2Id"] = Partner(i, certificates.Length), ["Certificates"] = new JsonArray(isLast ? parties.PartnerFile : certificates[i]) });
            connections.Add(new JsonObject
            {
                ["Name"] = $"connection-{i.ToString(CultureInfo.InvariantCulture)}", ["Station"] = isLast ? Parties.StationName : Station(i % Stations), ["Partner"] = Partner(i, certificates.Length),
                ["Url"] = $"https://partner-{i.ToString(CultureInfo.InvariantCulture)}.example/as2", ["Folder"] = "-", ["ApiPull"] = true,
            });
        }

        return new() { ["Stations"] = stations, ["Partners"] = partners, ["Connections"] = connections };
    }

    private static (double First, double Next) Book(BenchFolder folder, Parties parties, string[] certificates)
    {
        var settings = new BookSettings
        {
            Stations = [.. Enumerable.Range(0, Stations).Select(i => new StationSettings { As2Id = Station(i), Certificate = parties.StationFile, Key = parties.StationFile })],
            Partners = [.. certificates.Select((c, i) => new PartnerSettings { As2Id = Partner(i, certificates.Length), Certificates = [c] })],
            Connections =
            [
                .. certificates.Select((_, i) => new ConnectionSettings
                {
                    Name = $"connection-{i.ToString(CultureInfo.InvariantCulture)}", Station = Station(i % Stations), Partner = Partner(i, certificates.Length),
                    Url = $"https://partner-{i.ToString(CultureInfo.InvariantCulture)}.example/as2",
                }),
            ],
        };
        var check = new ConfigurationCheck();
        var began = Stopwatch.GetTimestamp();
        var book = BookBuilder.Build(SettingsSource.Of(settings, "Waybill"), new(folder.Path, DateTimeOffset.UtcNow, null, check), null);
        var first = Stopwatch.GetElapsedTime(began).TotalSeconds;
        settings.Connections[0] = new() { Name = settings.Connections[0].Name, Station = Station(0), Partner = Partner(0, certificates.Length), Url = "https://elsewhere.example/as2" };
        began = Stopwatch.GetTimestamp();
        var next = BookBuilder.Build(SettingsSource.Of(settings, "Waybill"), new(folder.Path, DateTimeOffset.UtcNow, null, check), book);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        book.Release();
        next.Release();
        return check.HasErrors ? throw new InvalidOperationException(check.Errors.First().ToString()) : (first, seconds);
    }

    private static string Station(int i) => i is 0 ? Parties.StationName : $"STATION-{i.ToString(CultureInfo.InvariantCulture)}";

    private static string Partner(int i, int count) => i == count - 1 ? Parties.PartnerName : $"PARTNER-{i.ToString(CultureInfo.InvariantCulture)}";

    private static string Row(string what, double value, string format, double? most)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {value.ToString(format, CultureInfo.InvariantCulture)} | {(most is { } m ? $"≤ {m}: {GatewayRuns.Verdict(value <= m)}" : "")} |\n");
}
