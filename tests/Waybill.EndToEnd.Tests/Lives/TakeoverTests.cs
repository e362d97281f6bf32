using System.Text;

namespace Waybill.EndToEnd.Tests;

/// <summary>Two gateways on one PostgreSQL database: one sends, the other waits for it to die.</summary>
public sealed class TakeoverTests : IDisposable
{
    /// <summary>Longer than a stored package: sent again from the recipe, with the content key that the dead process sealed.</summary>
    private const int LargeBytes = 1_200_000;

    private readonly Household _house = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _house.Dispose();
    }

    [Fact]
    public async Task When_the_one_that_sends_is_killed_the_other_sends_on_within_seconds_and_nothing_arrives_twice()
    {
        await using var database = await Database.MakeAsync();
        await using var receiver = await ServerProcess.StartAsync(_house.Settings("globex", "globex", "acme"), Ct);
        await using var gate = new Gate(receiver.Address);
        await using var first = await ServerProcess.StartAsync(SenderSettings("one", gate), Ct);
        await using var second = await ServerProcess.StartAsync(SenderSettings("two", gate), Ct);

        // The first took the connection; what it sends arrives, and it learns of no answer. The others wait behind.
        for (var i = 0; i < 12; i++)
        {
            await _http.SubmitAsync(i % 2 is 0 ? first.Address : second.Address, "globex", $"order-{i}.edi", Document(i), Ct);
        }

        await _http.UntilAsync(receiver.Address, "state=accepted", 3, Ct);
        await _http.SubmitAsync(first.Address, "globex", "order-12.edi", Document(12), Ct);
        await first.KillAsync();
        var died = TimeProvider.System.GetTimestamp();
        var sentOn = gate.NextAsync();
        gate.Open();
        var took = TimeProvider.System.GetElapsedTime(died, await sentOn.WaitAsync(TimeSpan.FromSeconds(30), Ct));
        TestContext.Current.TestOutputHelper!.WriteLine($"Sent on {took.TotalSeconds:F1} s after the kill.");
        TestContext.Current.SendDiagnosticMessage("Sent on {0:F1} s after the kill.", took.TotalSeconds);

        await _http.UntilAsync(second.Address, "direction=out&state=delivered", 13, Ct);
        var arrived = await _http.ListAsync(receiver.Address, "direction=in", Ct);
        Assert.Equal(13, arrived.Count);
        Assert.All(arrived, a => Assert.Equal("accepted", a.GetProperty("state").GetString()));
        Assert.Equal(13, arrived.Select(a => a.GetProperty("messageId").GetString()).Distinct(StringComparer.Ordinal).Count());
        var repeats = 0;
        foreach (var exchange in arrived)
        {
            var detail = await _http.ExchangeAsync(receiver.Address, exchange.GetProperty("id").GetString()!, Ct);
            repeats += detail.GetProperty("attempts").EnumerateArray().Any(a => a.GetProperty("kind").GetString() is "duplicate") ? 1 : 0;
        }

        Assert.True(repeats >= 3, $"{repeats} came twice and were answered as before");
        await UntilAsync(() => Files("globex").Length is 13);
        Assert.Equal(Enumerable.Range(0, 13).Select(i => Encoding.Latin1.GetString(Document(i))).Order(StringComparer.Ordinal), Files("globex").Select(f => File.ReadAllText(f, Encoding.Latin1)).Order(StringComparer.Ordinal));

        Dictionary<string, string> SenderSettings(string name, Gate before) => _house.Settings(
            name, "acme", "globex", before.Address, ("Waybill:Database", database.ConnectionString), ("Waybill:Payloads", _house.In("payloads")), ("Waybill:MasterKeyFile", _house.In("master.key")));
    }

    private string[] Files(string data) => Directory.Exists(Path.Combine(_house.In(data), "inbox")) ? Directory.GetFiles(Path.Combine(_house.In(data), "inbox"), "*.edi", SearchOption.AllDirectories) : [];

    private static byte[] Document(int number)
    {
        var document = new byte[number is 0 ? LargeBytes : 2000];
        new Random(number).NextBytes(document);
        return document;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(25, Ct);
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
