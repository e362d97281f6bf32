using Waybill.As2;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>What follows when a file name came before, or cannot be used as it is.</summary>
public sealed class FileNameSettingsTests(SettingsHost host) : IClassFixture<SettingsHost>
{
    [Theory]
    [InlineData(FileNameRule.Rename, As2Profile.Rfc4130, "processed")]
    [InlineData(FileNameRule.Warn, As2Profile.Rfc4130, "processed/warning: unexpected-processing-error")]
    [InlineData(FileNameRule.Warn, As2Profile.Modern, "processed/warning: duplicate-filename")]
    [InlineData(FileNameRule.Refuse, As2Profile.Rfc4130, "processed/error: unexpected-processing-error")]
    [InlineData(FileNameRule.Refuse, As2Profile.Modern, "processed/error: duplicate-filename")]
    [Setting("FileNameRule")]
    [Requirement("AS2-FN-005")]
    public async Task A_file_name_that_came_before_is_renamed_warned_of_or_refused(FileNameRule rule, As2Profile profile, string second)
    {
        var name = host.AgreeIn(c => (c.FileNameRule, c.Profile) = (rule, profile));
        Assert.Equal("processed", await SendAsync(name, "order.edi"));
        Assert.Equal("processed", await SendAsync(name, "other.edi"));
        Assert.EndsWith(second, await SendAsync(name, "order.edi"), StringComparison.Ordinal);
        Assert.Equal(rule is FileNameRule.Refuse ? 2 : 3, (await host.Gateway.ListAsync($"connection={name}&state=accepted")).Count);

        // Another partner's names are its own.
        Assert.Equal("processed", await SendAsync(host.AgreeIn(c => c.FileNameRule = rule), "order.edi"));
    }

    [Theory]
    [InlineData(FileNameRule.Rename, "processed")]
    [InlineData(FileNameRule.Warn, "processed/warning: illegal-filename")]
    [InlineData(FileNameRule.Refuse, "processed/error: illegal-filename")]
    [Setting("FileNameRule")]
    [Requirement("AS2-FN-005")]
    public async Task A_file_name_that_is_not_legal_is_renamed_warned_of_or_refused(FileNameRule rule, string disposition)
    {
        var name = host.AgreeIn(c => (c.FileNameRule, c.Profile) = (rule, As2Profile.Modern));
        Assert.Equal(disposition, await SendAsync(name, "CON"));
        Assert.Equal("processed", await SendAsync(name, "good.edi"));
    }

    [Fact]
    [Setting("FileNameRule", "FileNameDays")]
    [Requirement("AS2-FN-006")]
    public async Task Of_several_messages_of_one_name_at_once_one_is_taken_and_the_name_is_free_after_its_days()
    {
        var name = host.AgreeIn(c => (c.FileNameRule, c.FileNameDays) = (FileNameRule.Refuse, 3));
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync(name, "order.edi")));
        Assert.Single(all, "processed");
        Assert.Equal(5, (await host.Gateway.ListAsync($"connection={name}&state=refused")).Count);

        // As if the one that was taken had come three days ago.
        foreach (var (days, expected) in new[] { (2.9, "error"), (3.1, "processed") })
        {
            var earlier = host.AgreeIn(c => (c.FileNameRule, c.FileNameDays) = (FileNameRule.Refuse, 3));
            await AcceptAsync(earlier, "order.edi", TimeProvider.System.GetUtcNow().AddDays(-days));
            Assert.Contains(expected, await SendAsync(earlier, "order.edi"), StringComparison.Ordinal);
        }

        SettingsHost.Refused("FileNameDays", "from 1 to", c => c.FileNameDays = 0);
    }

    private async Task<string> SendAsync(string from, string fileName)
    {
        var message = await FileNameTests.PackAsync([(fileName, Guid.NewGuid().ToString("N"))], from);
        return (await host.PostAsync(message)).Disposition!.ToString().Split("; ")[^1];
    }

    private async Task AcceptAsync(string from, string fileName, DateTimeOffset at)
    {
        var entity = new PayloadId(Guid.CreateVersion7().ToString("N"));
        var outcome = await host.Gateway.Runtime.Journal.AcceptAsync(
            new()
            {
                Id = ExchangeId.New(at), From = from, To = "globex", ReceivedAt = at, Connection = from, Headers = [], WireSha256 = new byte[32], WireBytes = 1, Answer = new(200, [], Array.Empty<byte>()),
                Key = new(from, "globex", Guid.NewGuid().ToString("N")), IsAuthenticated = true, Entity = entity, Documents = [new(fileName, "application/edi-x12", null, entity, 0, 1, null)],
                SmallPayloads = [new(entity, new byte[] { 1 })], FileNameWindow = TimeSpan.FromDays(3),
            },
            TestContext.Current.CancellationToken);
        Assert.IsType<AcceptOutcome.Stored>(outcome);
    }
}
