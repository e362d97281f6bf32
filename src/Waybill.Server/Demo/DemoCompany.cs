using System.Security.Cryptography.X509Certificates;
using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Cms;

namespace Waybill.Server;

/// <summary>One of the two companies: its folder, its identity, its gateway, and what it needs to send.</summary>
internal sealed class DemoCompany : IAsyncDisposable
{
    private readonly As2HttpSender _sender = new();
    private WebApplication? _gateway;
    private CmsPrivateKey? _ownKey;
    private CmsCertificate? _partnerCertificate;

    private DemoCompany(string name, string folder, (string Certificate, string Key) identity)
    {
        As2Id = As2Name.Create(name).Value!;
        Folder = folder;
        Identity = identity;
        Receipts = new DemoReceipts(new FolderReceiptStore(Payloads));
    }

    internal As2Name As2Id { get; }

    internal string Folder { get; }

    internal (string Certificate, string Key) Identity { get; }

    internal DemoReceipts Receipts { get; }

    internal Uri Address => _gateway!.As2Address();

    internal string Payloads => Path.Combine(Folder, "payloads");

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

    /// <summary>Starts the gateway on a free port, knowing the partner's certificate.</summary>
    internal async ValueTask OpenAsync(DemoCompany partner, CancellationToken ct)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Waybill:Urls"] = "http://127.0.0.1:0",
            ["Waybill:Payloads"] = Payloads,
            ["Waybill:Stations:0:As2Id"] = As2Id.Value,
            ["Waybill:Stations:0:Certificate"] = Identity.Certificate,
            ["Waybill:Stations:0:Key"] = Identity.Key,
            ["Waybill:Partners:0:As2Id"] = partner.As2Id.Value,
            ["Waybill:Partners:0:Certificates:0"] = partner.Identity.Certificate,
            ["Waybill:Partners:0:ReceiptHosts:0"] = "127.0.0.1",
            ["Waybill:Partners:0:AllowPrivate"] = "true",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        _gateway = WaybillHost.Build([], settings, services => services.AddSingleton<IReceiptStore>(Receipts));
        using (var pair = X509Certificate2.CreateFromPemFile(Identity.Certificate, Identity.Key))
        {
            _ownKey = new CmsPrivateKey(pair);
        }

        using (var certificate = X509CertificateLoader.LoadCertificateFromFile(partner.Identity.Certificate))
        {
            _partnerCertificate = new CmsCertificate(certificate);
        }

        await _gateway.StartAsync(ct);
    }

    /// <summary>Signs, compresses, encrypts and sends one file, and asks for a signed receipt.</summary>
    internal async ValueTask<DemoSending> SendAsync(DemoCompany partner, string path, bool asynchronously, DateTimeOffset now, CancellationToken ct)
    {
        IReadOnlyList<MicAlgorithm> digests = [MicAlgorithm.Of(DigestAlgorithm.Sha256)];
        var options = new As2SendOptions
        {
            From = As2Id,
            To = partner.As2Id,
            MessageId = MessageId.Create(Guid.NewGuid().ToString("N"), As2Id.Value),
            Date = now,
            Subject = Path.GetFileName(path),
            Signer = new() { Key = _ownKey!, SigningTime = now },
            Recipients = [new() { Certificate = _partnerCertificate! }],
            Cipher = ContentCipher.Aes256Cbc,
            Compression = CompressionOrder.BeforeSigning,
            Receipt = ReceiptRequest.Signed("edi@example.com", digests, asynchronously ? Address.ToString() : null),
        };
        var length = new FileInfo(path).Length;
        var document = new As2Document
        {
            ContentType = await ContentTypeAsync(path, ct),
            FileName = Path.GetFileName(path),
            Length = length,
            OpenAsync = _ => new(File.OpenRead(path)),
        };
        await using var package = await As2Packager.PackAsync(options, [document], new SpoolQuarantine(), ct);
        var sent = new SentMessage { From = As2Id, To = partner.As2Id, MessageId = options.MessageId, Mic = package.Mic, Receipt = options.Receipt };
        await Receipts.SentAsync(sent, ct);
        var result = await _sender.SendAsync(partner.Address, package, sent, new() { VerificationTime = now, SignerCertificates = [_partnerCertificate!] }, ct);
        return new(sent, result, length, package.Length);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _sender.Dispose();
        _ownKey?.Dispose();
        _partnerCertificate?.Dispose();
    }

    private static async ValueTask<string> ContentTypeAsync(string path, CancellationToken ct)
    {
        var start = new byte[64];
        await using var file = File.OpenRead(path);
        return As2ContentType.Detect(start.AsSpan(0, await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct)));
    }
}

/// <summary>One message as its sender sees it.</summary>
internal sealed record DemoSending(SentMessage Sent, As2SendResult Result, long DocumentBytes, long WireBytes);
