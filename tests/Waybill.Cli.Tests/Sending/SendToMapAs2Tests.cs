using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waybill.As2;
using Waybill.As2.AspNetCore;
using Waybill.Cli.Tests.Inspection;
using Waybill.Cms;

namespace Waybill.Cli.Tests.Sending;

/// <summary>From the command line into a real Kestrel with <c>MapAs2</c>, RSA and elliptic curves.</summary>
public sealed class SendToMapAs2Tests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("waybill-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("rsa", 0)]
    [InlineData("rsa", 0, "--profile", "modern", "--key-management", "rsa-oaep", "--compress", "before")]
    [InlineData("ec", 0)]
    [InlineData("ec", 0, "--encrypt", "aes128-gcm", "--key-management", "ecdh", "--sign", "sha-384", "--chunked")]
    [InlineData("rsa", 1, "--sign", "none", "--encrypt", "none")]
    [InlineData("rsa", 1, "--from", "STRANGER")]
    public async Task A_gateway_takes_what_was_agreed_and_refuses_the_rest(string kind, int expected, params string[] more)
    {
        var (buyer, seller) = kind is "rsa" ? (TestIdentities.Rsa("buyer"), TestIdentities.Rsa("seller")) : (TestIdentities.Ec("buyer", 384), TestIdentities.Ec("seller"));
        using var key = new CmsPrivateKey(seller);
        using var partner = new CmsCertificate(buyer);
        var stored = new ConcurrentQueue<byte[]>();
        await using var app = await StartAsync(key, partner, stored);
        var url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/as2";
        await File.WriteAllTextAsync(Path.Combine(folder, "buyer.pem"), TestIdentities.Pem(buyer), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "seller.crt"), seller.ExportCertificatePem(), TestContext.Current.CancellationToken);
        string[] from = more.Contains("--from") ? [] : ["--from", "BUYER"];

        var (exit, report) = await CommandLine.JsonAsync(
            ["send", "--url", url, .. from, "--to", "SELLER", "--file", TestFiles.PathOf("edi-net/edifact.ORDRSP.edi"), "--key", Path.Combine(folder, "buyer.pem"),
                "--partner-cert", Path.Combine(folder, "seller.crt"), .. more]);

        Assert.Equal(expected, exit);
        if (expected is 0)
        {
            Assert.Equal(("delivered", "equal"), (report.At("outcome"), report.At("micResult")));
            Assert.Equal("application/EDIFACT", report.GetProperty("files")[0].At("contentType"));
            Assert.Equal(TestFiles.Bytes("edi-net/edifact.ORDRSP.edi"), Assert.Single(stored));
        }
        else
        {
            Assert.Empty(stored);
            Assert.Contains("/error: ", report.At("receipt.disposition"), StringComparison.Ordinal);
        }
    }

    private static async Task<WebApplication> StartAsync(CmsPrivateKey key, CmsCertificate partner, ConcurrentQueue<byte[]> stored)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var agreement = new As2Agreement
        {
            ReceiptSigner = new() { Key = key },
            Reading = new() { VerificationTime = DateTimeOffset.UnixEpoch, DecryptionKeys = new CmsKeyBook([key]), SignerCertificates = [partner] },
        };
        app.MapAs2("/as2", options =>
        {
            options.FindAgreement = (headers, _) => new(headers.From.Value is "BUYER" && headers.To.Value is "SELLER" ? agreement : null);
            options.Commit = async (arrival, cancellationToken) =>
            {
                foreach (var payload in arrival.IsAccepted ? arrival.Payloads : [])
                {
                    await using var content = await payload.OpenAsync(cancellationToken);
                    using var bytes = new MemoryStream();
                    await content.CopyToAsync(bytes, cancellationToken);
                    stored.Enqueue(bytes.ToArray());
                }

                return arrival.Planned;
            };
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
