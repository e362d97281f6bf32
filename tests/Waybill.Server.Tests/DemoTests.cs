using System.Text.RegularExpressions;

namespace Waybill.Server.Tests;

/// <summary>The README's first command, in a process of its own.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_demo_plays_twice_over_the_same_folder_and_ends_with_0()
    {
        for (var time = 0; time < 2; time++)
        {
            var (exit, output, error) = await RunningServer.RunInAsync(_folder.Path, Ct, "--demo");

            Assert.True(exit is 0, output + error);
            Assert.Equal("", error);
            Assert.Contains("All 24 exchanges went well", output, StringComparison.Ordinal);
            Assert.Equal(4, Regex.Count(output, "equal to what was sent, byte for byte", RegexOptions.None, TimeSpan.FromSeconds(10)));
            Assert.Equal(4, Regex.Count(output, "processed, signed by (ACME|GLOBEX)", RegexOptions.None, TimeSpan.FromSeconds(10)));
            Assert.Matches("killed     process [0-9]+, GLOBEX's gateway, when ACME had handed in 10 orders", output);
            Assert.Contains("20 of 20 orders are in GLOBEX's inbox exactly once, byte for byte", output, StringComparison.Ordinal);
            Assert.DoesNotContain("warn:", output, StringComparison.Ordinal);
        }

        Assert.Equal(["data-demo"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
        var received = Directory.GetFiles(_folder.Path, "*-x12.850.edi", SearchOption.AllDirectories);
        Assert.Equal(22, received.Length);
        Assert.All(received, file => Assert.Equal(TestFiles.Bytes("edi-net/x12.850.edi"), File.ReadAllBytes(file)));
        foreach (var company in new[] { "acme", "globex" })
        {
            // It went through the journals: each sent two and got two, one receipt came at once and one by a connection of its own; then ACME sent 20, and GLOBEX died amidst them.
            var (sent, got) = company is "acme" ? (22, 2) : (2, 22);
            await using var journal = await Waybill.Gateway.Journals.OpenAsync($"Data Source={Path.Combine(_folder.Path, "data-demo", company, "data", "waybill.db")}", TimeProvider.System, Ct);
            var all = (await journal.ListAsync(new(), null, 100, Ct)).Items;
            Assert.Equal(sent, all.Count(e => e.State is Waybill.Gateway.ExchangeState.Delivered));
            var receipts = all.Where(e => e.State is Waybill.Gateway.ExchangeState.Accepted).Select(e => e.Receipt).ToList();
            Assert.Equal((got, 1, got - 1), (receipts.Count, receipts.Count(r => r is Waybill.Gateway.ReceiptState.Sent), receipts.Count(r => r is Waybill.Gateway.ReceiptState.Answered)));
        }
    }

    [Fact]
    public async Task The_demo_does_not_listen_to_the_settings_around_it()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "appsettings.json"), """{ "Waybill": { "Urls": "nonsense", "Partners": [ {}, { "As2Id": "" } ] } }""", Ct);

        var (exit, output, error) = await RunningServer.RunInAsync(_folder.Path, Ct, "--demo");

        Assert.True(exit is 0, output + error);
    }

    [Fact]
    public async Task A_demo_that_cannot_write_ends_with_1_and_says_why()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "data-demo"), "in the way", Ct);

        var (exit, _, error) = await RunningServer.RunInAsync(_folder.Path, Ct, "--demo");

        Assert.Equal(1, exit);
        Assert.StartsWith("The demo failed:", error, StringComparison.Ordinal);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
