using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Waybill.Gateway;
using Waybill.Gateway.Stores;
using Waybill.Server;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>A gateway in the test's process, with everything the program has: sockets, journal, stores, sending. The tests see it by its API, its AS2 address and its folders.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _settings;
    private readonly Func<string, FilePayloadOptions, FilePayloadStore>? _payloads;
    private WebApplication? _app;
    private bool _hasLostJournal;

    private Node(string folder, int port, Dictionary<string, string?> settings, Func<string, FilePayloadOptions, FilePayloadStore>? payloads)
    {
        (Folder, _settings, _payloads) = (folder, settings, payloads);
        As2 = new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/as2");
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(As2, "/api/v1/") };
    }

    /// <summary>Everything it keeps.</summary>
    internal string Folder { get; }

    internal string Inbox => Path.Combine(Folder, "data", "inbox");

    internal string PayloadFolder => Path.Combine(Folder, "data", "payloads");

    /// <summary>Where messages and receipts come in; the same over restarts.</summary>
    internal Uri As2 { get; }

    /// <summary>Calls the API by relative addresses.</summary>
    internal HttpClient Http { get; }

    /// <summary>Its configuration, as the API changes it.</summary>
    internal ConfigurationService Configuration => Runtime.Configuration;

    /// <summary>The gateway without its doors.</summary>
    internal GatewayRuntime Runtime => _app!.Services.GetRequiredService<GatewayRuntime>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts one in a folder of its own.</summary>
    /// <param name="station">Its AS2 name and the name of its <see cref="TestKey"/>.</param>
    /// <param name="settings">Adds partners and what else differs; is told the gateway's own AS2 address.</param>
    /// <param name="payloads">Makes the payload store; null for the program's own.</param>
    internal static async Task<Node> StartAsync(string station, Action<Dictionary<string, string?>, Uri> settings, Func<string, FilePayloadOptions, FilePayloadStore>? payloads = null)
    {
        var folder = Directory.CreateTempSubdirectory("waybill-node-").FullName;
        var port = FreePort();
        var own = TestKey.Rsa(station);
        await File.WriteAllTextAsync(Path.Combine(folder, "own.crt"), own.CertificatePem);
        await File.WriteAllTextAsync(Path.Combine(folder, "own.key"), own.PrivateKeyPem);
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Waybill:Urls"] = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}",
            ["Waybill:Data"] = Path.Combine(folder, "data"),
            ["Waybill:Stations:0:As2Id"] = station,
            ["Waybill:Stations:0:Certificate"] = Path.Combine(folder, "own.crt"),
            ["Waybill:Stations:0:Key"] = Path.Combine(folder, "own.key"),
            ["Logging:LogLevel:Default"] = "None",
        };
        var node = new Node(folder, port, all, payloads);
        settings(all, node.As2);
        await node.StartAsync();
        return node;
    }

    /// <summary>Writes a certificate where settings can name it.</summary>
    internal static string CertificateFile(string folder, string name)
    {
        var path = Path.Combine(folder, name + ".cer");
        if (!File.Exists(path))
        {
            File.WriteAllBytes(path, TestKey.Rsa(name).Identity.RawData);
        }

        return path;
    }

    /// <param name="time">Its clock; null for the true one.</param>
    internal async Task StartAsync(TimeProvider? time = null)
    {
        _app = await WaybillHost.BuildAsync([], _settings, time, _payloads);
        await _app.StartAsync(Ct);
    }

    /// <summary>Stops it. Cut, what is on the wire is lost, as with a process that is killed.</summary>
    internal async Task StopAsync(bool cut = false)
    {
        if (_app is { } app)
        {
            _app = null;
            if (cut)
            {
                using var now = new CancellationTokenSource();
                await now.CancelAsync();
                await app.StopAsync(now.Token);
            }
            else
            {
                await app.StopAsync(CancellationToken.None);
            }

            try
            {
                await app.DisposeAsync();
            }
            catch (ObjectDisposedException) when (_hasLostJournal)
            {
                // It went before.
            }
        }
    }

    /// <summary>Changes settings for the next start.</summary>
    internal void Change(Action<Dictionary<string, string?>> change) => change(_settings);

    /// <summary>Changes settings of stations, partners and connections while it runs: the whole book is replaced.</summary>
    internal async Task ReplaceAsync(Action<Dictionary<string, string?>> change)
    {
        change(_settings);
        var problems = new List<string>();
        var settings = SettingsBinder.Bind<WaybillSettings>(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build().GetSection(WaybillSettings.Section), problems);
        Assert.Empty(problems);
        Assert.DoesNotContain(await Configuration.UseAsync(settings.Files.Settings, Ct), f => f.Severity is FindingSeverity.Error);
    }

    /// <summary>Ends its journal under it, as a database that went away.</summary>
    internal async Task LoseJournalAsync()
    {
        _hasLostJournal = true;
        await Runtime.Journal.DisposeAsync();
    }

    internal async Task<SeenSubmission> SubmitAsync(string connection, byte[]? content = null, string fileName = "order.edi")
    {
        using var body = new ByteArrayContent(content ?? TestMessage.Document.ToArray());
        using var answer = await Http.PostAsync(new Uri($"exchanges?connection={connection}&fileName={Uri.EscapeDataString(fileName)}", UriKind.Relative), body, Ct);
        Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));
        return (await answer.Content.ReadFromJsonAsync<SeenSubmission>(Seen.Json, Ct))!;
    }

    internal Task<Seen> FindAsync(string id) => GetAsync<Seen>($"exchanges/{id}");

    internal async Task<T> GetAsync<T>(string address) => (await Http.GetFromJsonAsync<T>(new Uri(address, UriKind.Relative), Seen.Json, Ct))!;

    internal Task<byte[]> DownloadAsync(string href) => Http.GetByteArrayAsync(new Uri(As2, href), Ct);

    internal async Task<IReadOnlyList<SeenLine>> ListAsync(string query = "") => (await GetAsync<SeenList<SeenLine>>($"exchanges?limit=200&{query}")).Items;

    /// <summary>Open alerts about a subject.</summary>
    internal async Task<IReadOnlyList<SeenAlert>> AlertsAsync(string subject) => [.. (await GetAsync<SeenList<SeenAlert>>("alerts?limit=200")).Items.Where(a => a.Subject == subject)];

    internal async Task<SeenConnection> ConnectionAsync(string name)
    {
        string? cursor = null;
        while (true)
        {
            var page = await GetAsync<SeenList<SeenConnection>>($"connections?limit=200{(cursor is null ? "" : $"&cursor={cursor}")}");
            if (page.Items.FirstOrDefault(c => c.Name == name) is { } found)
            {
                return found;
            }

            cursor = page.Next ?? throw new InvalidOperationException($"There is no connection {name}.");
        }
    }

    /// <summary>What a person does: an action of the API.</summary>
    internal async Task<HttpStatusCode> ActAsync(string address, object? request = null)
    {
        using var answer = await Http.PostAsJsonAsync(new Uri(address, UriKind.Relative), request ?? new { }, Ct);
        return answer.StatusCode;
    }

    internal async Task HoldAsync(string connection) => Assert.Equal(HttpStatusCode.OK, await ActAsync($"connections/{connection}/hold"));

    internal async Task ReleaseAsync(string connection) => Assert.Equal(HttpStatusCode.OK, await ActAsync($"connections/{connection}/release"));

    /// <summary>Posts a receipt to the AS2 address.</summary>
    internal async Task<(int Status, byte[] Body)> PostAsync(Waybill.As2.WrittenReceipt receipt) => await PostAsync(receipt.Headers, receipt.Body);

    /// <summary>Posts anything to the AS2 address.</summary>
    internal async Task<(int Status, byte[] Body)> PostAsync(IEnumerable<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body)
    {
        using var answer = await SendAsync(headers, body);
        return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    internal async Task<HttpResponseMessage> SendAsync(IEnumerable<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, As2) { Content = new ReadOnlyMemoryContent(body) };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await Http.SendAsync(request, Ct);
    }

    /// <summary>Waits until an exchange stands in one of these states; fails with where it stands instead.</summary>
    internal Task<Seen> UntilAsync(string id, params ExchangeState[] states) => UntilAsync(id, s => Array.IndexOf(states, s.State) >= 0);

    internal async Task<Seen> UntilAsync(string id, Func<Seen, bool> holds)
    {
        Seen? seen = null;
        await Patience.UntilAsync(
            async () => holds(seen = await FindAsync(id)), () => seen is null ? "It is not there." : $"{seen.State}: {seen.Exchange.Detail}; {string.Join(" > ", seen.Path)}; {seen.Sends.Count} attempts");
        return seen!;
    }

    /// <summary>The files of the inbox once everything was handed on.</summary>
    internal async Task<IReadOnlyList<string>> FilesAsync(int expected)
    {
        string[] files = [];
        await Patience.UntilAsync(
            () =>
            {
                files = Directory.Exists(Inbox) ? [.. Directory.GetFiles(Inbox, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith('.'))] : [];
                return Task.FromResult(files.Length >= expected);
            },
            () => $"{files.Length} files and not {expected}.");
        Assert.Equal(expected, files.Length);
        return files;
    }

    /// <summary>What the payload folder holds; drafts under way among it.</summary>
    internal IReadOnlyList<string> StoredFiles()
        => Directory.Exists(PayloadFolder) ? [.. Directory.GetFiles(PayloadFolder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".probe", StringComparison.Ordinal))] : [];

    public async ValueTask DisposeAsync()
    {
        await StopAsync(cut: true);
        Http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
