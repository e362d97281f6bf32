using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waybill.Certificates;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>What Echo is made of in the configuration: a station with its key, the same as a partner, and three connections of one of ours to it.</summary>
internal static class EchoResources
{
    private const string About = "Echo, the partner inside this gateway to try things out with. POST /api/v1/echo makes it, DELETE takes it away.";

    /// <summary>Long enough that nobody is alerted about a partner to play with.</summary>
    private const int Days = 3650;

    /// <summary>A key that ends sooner is replaced.</summary>
    private static readonly TimeSpan Renew = TimeSpan.FromDays(30);

    /// <summary>All of them.</summary>
    /// <param name="station">Ours.</param>
    /// <param name="echo">Echo's address.</param>
    /// <param name="gateway">Our address for receipts.</param>
    /// <param name="certificate">Echo's certificate as it is, whose key is kept; null: a new one is made.</param>
    /// <param name="now">When.</param>
    internal static IReadOnlyList<ResourceInput> Of(string station, Uri echo, Uri gateway, string? certificate, DateTimeOffset now)
    {
        var made = certificate is not null && IsGood(certificate, now) ? null : CertificateMaker.SelfSigned(new(EchoNames.As2Id), KeyKind.Rsa2048, now.AddDays(-1), Days);
        var own = new JsonObject { ["owner"] = $"station/{EchoNames.Station}", ["certificate"] = made?.PublicPem ?? certificate, ["note"] = About };
        if (made is not null)
        {
            own["key"] = made.KeyPem;
        }

        return
        [
            Input(ResourceKinds.Station, EchoNames.Station, new() { ["as2Id"] = EchoNames.As2Id, ["description"] = About, ["onlyByName"] = true }),
            Input(ResourceKinds.Certificate, EchoNames.StationCertificate, own),
            Input(ResourceKinds.Partner, EchoNames.Partner, new()
            {
                ["description"] = About,
                ["identities"] = new JsonArray([.. EchoNames.Connections.Select(static c => (JsonNode)new JsonObject { ["as2Id"] = c.As2Id, ["environment"] = "test" })]),
            }),
            Input(ResourceKinds.Certificate, EchoNames.PartnerCertificate, new() { ["owner"] = $"partner/{EchoNames.Partner}", ["certificate"] = made?.PublicPem ?? certificate, ["note"] = About }),
            .. EchoNames.Connections.Select(c => Input(ResourceKinds.Connection, c.Name, Connection(station, c.As2Id, echo, string.Equals(c.Name, EchoNames.Later, StringComparison.Ordinal) ? gateway : null))),
        ];
    }

    /// <summary>Times are short: whoever tries a failure out wants to see its end.</summary>
    private static JsonObject Connection(string station, string identity, Uri echo, Uri? receipts)
    {
        var connection = new JsonObject
        {
            ["station"] = station, ["partner"] = EchoNames.Partner, ["identity"] = identity, ["url"] = echo.ToString(), ["folder"] = "-", ["subject"] = EchoModes.Subject(EchoModes.Default),
            ["silenceTimeout"] = "00:00:10", ["connectTimeout"] = "00:00:05", ["retryWaits"] = new JsonArray("00:00:05"), ["pauseWaits"] = new JsonArray("00:00:05"), ["totalTime"] = "00:01:15",
            ["receiptDeadline"] = "00:00:20",
        };
        if (receipts is not null)
        {
            connection["asyncReceiptUrl"] = receipts.ToString();
        }

        return connection;
    }

    private static bool IsGood(string pem, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return certificate.NotAfter.ToUniversalTime() > (now + Renew).UtcDateTime;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ResourceInput Input(string kind, string name, JsonObject body)
    {
        using var json = JsonDocument.Parse(body.ToJsonString());
        return new(kind, name, json.RootElement.Clone());
    }
}
