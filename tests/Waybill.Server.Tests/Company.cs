using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Cms;

namespace Waybill.Server.Tests;

/// <summary>ACME, a partner of the gateway under test: its key files, and messages of it.</summary>
internal static class Company
{
    internal static CmsPrivateKey Acme { get; } = new(TestIdentities.Rsa("acme"));

    internal static CmsPrivateKey Globex { get; } = new(TestIdentities.Rsa("globex"));

    internal static ReceiptReadOptions Reading { get; } = new() { VerificationTime = new DateTimeOffset(2026, 2, 3, 0, 0, 0, TimeSpan.Zero), SignerCertificates = [Globex.Certificate] };

    /// <summary>Settings of GLOBEX, who knows ACME; key files are written into the folder.</summary>
    internal static async Task<Dictionary<string, string?>> SettingsAsync(string folder, params (string Key, string? Value)[] more)
    {
        var globex = TestIdentities.Rsa("globex");
        using var key = globex.GetRSAPrivateKey()!;
        await File.WriteAllTextAsync(Path.Combine(folder, "globex.crt"), globex.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "globex.key"), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllBytesAsync(Path.Combine(folder, "acme.cer"), TestIdentities.Rsa("acme").RawData);
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Waybill:Urls"] = "http://127.0.0.1:0",
            ["Waybill:Data"] = Path.Combine(folder, "data"),
            ["Waybill:Stations:0:As2Id"] = "globex",
            ["Waybill:Stations:0:Certificate"] = Path.Combine(folder, "globex.crt"),
            ["Waybill:Stations:0:Key"] = Path.Combine(folder, "globex.key"),
            ["Waybill:Partners:0:As2Id"] = "acme",
            ["Waybill:Partners:0:Certificates:0"] = Path.Combine(folder, "acme.cer"),
            ["Waybill:Partners:0:Url"] = "http://127.0.0.1:1/as2",
            ["Waybill:Partners:0:AllowPrivate"] = "true",
            ["Logging:LogLevel:Default"] = "None",
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }

    /// <summary>A signed and encrypted message with one file.</summary>
    internal static async Task<(As2Package Package, SentMessage Sent)> PackAsync(string? receiptUrl = null, CmsPrivateKey? signer = null, string? text = null)
    {
        var edi = text is null ? TestFiles.Bytes("edi-net/x12.850.edi") : System.Text.Encoding.ASCII.GetBytes(text);
        var options = new As2SendOptions
        {
            From = As2Name.Create("acme").Value!,
            To = As2Name.Create("globex").Value!,
            MessageId = MessageId.Create(Guid.NewGuid().ToString("N"), "acme"),
            Date = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
            Signer = new() { Key = signer ?? Acme },
            Recipients = [new() { Certificate = Globex.Certificate }],
            Receipt = ReceiptRequest.Signed("edi@acme.example", [MicAlgorithm.Of(DigestAlgorithm.Sha256)], receiptUrl),
        };
        var package = await As2Packager.PackAsync(options, [new() { ContentType = "application/EDI-X12", FileName = "x12.850.edi", Length = edi.Length, OpenAsync = _ => new(new MemoryStream(edi)) }], new SpoolQuarantine());
        return (package, new() { From = options.From, To = options.To, MessageId = options.MessageId, Mic = package.Mic, Receipt = options.Receipt });
    }

    internal static ValueTask<As2HttpAttempt> PostAsync(this As2HttpSender sender, Uri url, As2Package package, CancellationToken ct) => sender.PostAsync(url, package.Headers, package.Length, package.OpenAsync, ct);
}
