using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>One of the two companies: its folder, its identity and its gateway.</summary>
internal sealed class DemoCompany : IAsyncDisposable
{
    /// <summary>Nobody watching wants to wait the minutes that a gateway waits for a partner that is down.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, string?> _settings;
    private WebApplication? _gateway;
    private DemoProcess? _apart;

    private DemoCompany(string name, string folder, (string Certificate, string Key) identity)
    {
        (Name, Folder, Identity) = (name, folder, identity);
        _settings = new(StringComparer.Ordinal)
        {
            ["Waybill:Urls"] = "http://127.0.0.1:0",
            ["Waybill:Data"] = Path.Combine(folder, "data"),
            ["Waybill:Stations:0:As2Id"] = name,
            ["Waybill:Stations:0:Certificate"] = identity.Certificate,
            ["Waybill:Stations:0:Key"] = identity.Key,
            ["Logging:LogLevel:Default"] = "Error",
        };
    }

    internal string Name { get; }

    internal string Folder { get; }

    internal (string Certificate, string Key) Identity { get; }

    internal Uri Address => _apart?.Address ?? _gateway!.As2Address();

    internal GatewayRuntime Gateway => _gateway!.Services.GetRequiredService<GatewayRuntime>();

    /// <summary>The name of the one connection.</summary>
    internal string Connection { get; private set; } = "";

    /// <summary>Where documents of the partner arrive.</summary>
    internal string Inbox => Path.Combine(Folder, "data", "inbox", Connection);

    /// <summary>Makes the folder anew, with a new key and certificate.</summary>
    internal static async ValueTask<DemoCompany> FoundAsync(string name, string folder, DateTimeOffset now, CancellationToken ct)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        return new(name, folder, await DemoIdentity.MakeAsync(name, folder, now, ct));
    }

    /// <summary>Starts the gateway on a free port.</summary>
    internal ValueTask OpenAsync(CancellationToken ct) => OpenAsync(_settings, ct);

    /// <summary>Ends the gateway in order and starts it over the same data in a process of its own, where it can be killed.</summary>
    internal async ValueTask<DemoProcess> MoveOutAsync(DemoCompany partner, CancellationToken ct)
    {
        await CloseAsync();
        _apart = new(SettingsWith(partner), Folder);
        await _apart.StartAsync(ct);
        return _apart;
    }

    /// <summary>The reverse: from now on the demo itself can look into its journal again. It knows the partner from its first moment: documents of it may still wait to be handed on.</summary>
    internal async ValueTask MoveInAsync(DemoCompany partner, CancellationToken ct)
    {
        await CloseAsync();
        await OpenAsync(SettingsWith(partner), ct);
    }

    /// <summary>Agrees with the partner, or anew, while the gateway runs.</summary>
    internal async ValueTask AgreeAsync(DemoCompany partner, bool asynchronously, CancellationToken ct)
    {
        Connection = $"to-{partner.Name.ToLowerInvariant()}";
        var settings = new BookSettings
        {
            Stations = [new() { As2Id = Name, Certificate = Identity.Certificate, Key = Identity.Key }],
            Partners = [new() { As2Id = partner.Name, Certificates = [partner.Identity.Certificate] }],
            Connections =
            [
                new()
                {
                    Name = Connection, Partner = partner.Name, Url = partner.Address.ToString(), AllowPrivate = true, Compress = As2.CompressionOrder.BeforeSigning,
                    AsyncReceiptUrl = asynchronously ? Address.ToString() : "", RetryWaits = [Soon], PauseWaits = [Soon],
                },
            ],
        };
        var findings = await Gateway.Configuration.UseAsync(settings, ct);
        if (findings.FirstOrDefault(static f => f.Severity is FindingSeverity.Error) is { } wrong)
        {
            throw new InvalidOperationException(wrong.ToString());
        }
    }

    /// <summary>Hands a file to the gateway, which signs, compresses, encrypts and sends it.</summary>
    internal async ValueTask<SubmitOutcome.Submitted> SubmitAsync(string path, CancellationToken ct)
    {
        await using var content = File.OpenRead(path);
        return await Gateway.Sending.Submitter.SubmitAsync(new() { Connection = Connection, Subject = Path.GetFileName(path), Documents = [new(content, FileName: Path.GetFileName(path))] }, ct) switch
        {
            SubmitOutcome.Submitted submitted => submitted,
            SubmitOutcome.Refused refused => throw new InvalidOperationException(refused.Reason),
            var other => throw new InvalidOperationException($"The message was not taken: {other}"),
        };
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask OpenAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken ct)
    {
        _gateway = await WaybillHost.BuildAsync([], settings);
        await _gateway.StartAsync(ct);
    }

    private Dictionary<string, string?> SettingsWith(DemoCompany partner) => new(_settings, StringComparer.Ordinal)
    {
        ["Waybill:Partners:0:As2Id"] = partner.Name,
        ["Waybill:Partners:0:Certificates:0"] = partner.Identity.Certificate,
        ["Waybill:Connections:0:Name"] = Connection,
        ["Waybill:Connections:0:Partner"] = partner.Name,
        ["Waybill:Connections:0:Url"] = partner.Address.ToString(),
        ["Waybill:Connections:0:AllowPrivate"] = "true",
    };

    private async ValueTask CloseAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.StopAsync(CancellationToken.None);
            await _gateway.DisposeAsync();
            _gateway = null;
        }

        if (_apart is not null)
        {
            await _apart.DisposeAsync();
            _apart = null;
        }
    }
}
