using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Waybill.EndToEnd.Tests;

/// <summary>A gateway whose private key lies on the disk sealed only.</summary>
public sealed class SealedKeyTests : IDisposable
{
    private readonly Household _house = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _house.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Requirement("AS2-SEC-013")]
    public async Task It_opens_messages_and_signs_receipts_and_the_key_is_to_be_found_nowhere(bool onPostgres)
    {
        await using var database = onPostgres ? await Database.MakeAsync() : null;
        var settings = _house.Settings("globex", "globex", "acme", null, ("Waybill:Database", database?.ConnectionString ?? ""), ("Waybill:MasterKeyFile", _house.In("master.key")));
        var (exit, said) = await ServerProcess.RunToEndAsync(settings, Ct, "--seal", _house.In("globex.pem"));
        Assert.True(exit is 0, said);
        Assert.Contains("globex.pem.sealed", said, StringComparison.Ordinal);
        Assert.Equal((1, true), ((await ServerProcess.RunToEndAsync(settings, Ct, "--seal", _house.In("globex.pem"))).Exit, File.Exists(_house.In("globex.pem.sealed"))));
        File.Delete(_house.In("globex.pem"));
        settings["Waybill:Stations:0:Key"] = _house.In("globex.pem.sealed");
        settings["Logging:LogLevel:Default"] = "Trace";

        await using (var receiver = await ServerProcess.StartAsync(settings, Ct))
        await using (var sender = await ServerProcess.StartAsync(_house.Settings("acme", "acme", "globex", receiver.Address), Ct))
        {
            var (id, _) = await _http.SubmitAsync(sender.Address, "globex", "order.edi", TestFiles.Bytes("edi-net/x12.850.edi"), Ct);
            await _http.UntilAsync(sender.Address, "state=delivered", 1, Ct);
            var arrived = Assert.Single(await _http.ListAsync(receiver.Address, "state=accepted", Ct));
            said = receiver.Said + await _http.ExchangeAsync(receiver.Address, arrived.GetProperty("id").GetString()!, Ct) + await _http.ExchangeAsync(sender.Address, id, Ct)
                + (database is null ? "" : await database.DumpAsync());
        }

        var places = Directory.GetFiles(_house.Folder, "*", SearchOption.AllDirectories).Where(f => !f.Contains("acme", StringComparison.Ordinal)).ToList();
        Assert.Contains(places, f => f.EndsWith("globex.pem.sealed", StringComparison.Ordinal));
        foreach (var secret in Secrets())
        {
            Assert.True(Encoding.Latin1.GetBytes(said).AsSpan().IndexOf(secret) < 0);
            Assert.All(places, f => Assert.True(File.ReadAllBytes(f).AsSpan().IndexOf(secret) < 0, f));
        }

        // The search finds what it looks for.
        Assert.Contains(Secrets(), s => File.ReadAllBytes(ClearKey()).AsSpan().IndexOf(s) >= 0);

        // With another master key nothing starts, and it is said why.
        File.Delete(_house.In("master.key"));
        Assert.Contains("master.key is missing", await RefusedAsync(settings), StringComparison.Ordinal);
        using (var other = new MemoryStream(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))))
        {
            await Gateway.Stores.DurableFiles.WriteAsync(_house.In("master.key"), other, Ct);
        }

        Assert.Contains("is not the one that wrapped", await RefusedAsync(settings), StringComparison.Ordinal);

        // With another ring neither: this key is not its.
        settings["Waybill:Data"] = _house.In("elsewhere");
        settings["Waybill:Database"] = "";
        var (wrong, why) = await ServerProcess.RunToEndAsync(settings, Ct);
        Assert.Equal(2, wrong);
        Assert.Contains("Waybill:Stations:0:Key", why, StringComparison.Ordinal);
        Assert.Contains("sealed by another ring", why, StringComparison.Ordinal);
    }

    private static async Task<string> RefusedAsync(Dictionary<string, string> settings)
    {
        var (exit, said) = await ServerProcess.RunToEndAsync(settings, Ct);
        Assert.Equal(1, exit);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        return said;
    }

    private string ClearKey()
    {
        using var key = TestIdentities.Rsa("globex").GetRSAPrivateKey()!;
        File.WriteAllText(_house.In("clear"), key.ExportPkcs8PrivateKeyPem());
        return _house.In("clear");
    }

    /// <summary>Parts of the private key as bytes, and as base64 and hexadecimal text of them and of the file.</summary>
    private static IEnumerable<byte[]> Secrets()
    {
        using var key = TestIdentities.Rsa("globex").GetRSAPrivateKey()!;
        var numbers = key.ExportParameters(includePrivateParameters: true);
        foreach (var number in new[] { numbers.D!, numbers.P!, numbers.Q!, numbers.DP!, numbers.DQ!, numbers.InverseQ! })
        {
            yield return number[..32];
            yield return number.Reverse().Take(32).ToArray();
            yield return Encoding.ASCII.GetBytes(Convert.ToBase64String(number[..30]));
            yield return Encoding.ASCII.GetBytes(Convert.ToHexString(number[..16]));
            yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(number[..16]));
        }

        foreach (var line in key.ExportPkcs8PrivateKeyPem().Split('\n')[8..^2])
        {
            yield return Encoding.ASCII.GetBytes(line.Trim());
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
