using System.Globalization;
using System.Reflection;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>A receipt that was asked for is given, whatever the connection is set to.</summary>
public sealed class ReceiptPromiseTests
{
    /// <summary>Switched off there is no agreement, and so nobody to sign for.</summary>
    private static readonly string[] NotOfAnAgreement = [nameof(ConnectionPolicySettings.Online)];

    /// <summary>Choices that every connection refuses.</summary>
    private static readonly (string, string)[] Refused = [(nameof(ConnectionPolicySettings.TokenIn), "Body")];

    /// <summary>What some choices need beside them to be settings at all.</summary>
    private static IEnumerable<(string Key, string Value)> Beside(string key, string value) => (key, value) switch
    {
        (nameof(ConnectionPolicySettings.TokenIn), not nameof(TokenPlace.None)) => [(nameof(ConnectionPolicySettings.Token), "t"), (nameof(ConnectionPolicySettings.TokenParameter), "p")],
        (nameof(ConnectionPolicySettings.KeyTransport), _) => [(nameof(ConnectionPolicySettings.AllowSha1), "true")],
        _ => [],
    };

    [Fact]
    [Requirement("AS2-DNO-014", "AS2-MDN-019")]
    public async Task No_setting_suppresses_a_signed_receipt_that_was_asked_for()
    {
        var settings = Choices().Except(Refused).ToList();
        Assert.Contains(("Signature", "Forbidden"), settings);
        await using var gateway = await Node.StartAsync("globex", (all, _) =>
        {
            foreach (var (at, (key, value)) in settings.Index())
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"Waybill:Partners:{at}");
                all[$"{path}:As2Id"] = $"acme-{key}-{value}";
                all[$"{path}:Certificates:0"] = Node.CertificateFile(Path.GetDirectoryName(all["Waybill:Data"])!, "acme");
                foreach (var (needed, with) in Beside(key, value))
                {
                    all[$"{path}:{needed}"] = with;
                }

                all[$"{path}:{key}"] = value;
            }
        });

        foreach (var (key, value) in settings)
        {
            var message = await ReceivingHost.MessageAsync($"acme-{key}-{value}");

            using var answer = await gateway.SendAsync(message.Headers, message.Body);

            var receipt = await ReceivingHost.ReceiptAsync(answer);
            Assert.True(receipt.IsSignatureGood, $"{key} = {value}: {receipt.Problem ?? receipt.SignatureProblem}");
        }
    }

    /// <summary>Every value of every switch and choice of a connection, one at a time.</summary>
    private static IEnumerable<(string Key, string Value)> Choices()
        => typeof(ConnectionPolicySettings).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(p => !NotOfAnAgreement.Contains(p.Name, StringComparer.Ordinal))
            .SelectMany(p => p.PropertyType == typeof(bool) ? [(p.Name, "true"), (p.Name, "false")]
                : p.PropertyType.IsEnum ? Enum.GetNames(p.PropertyType).Select(v => (p.Name, v))
                : []);
}
