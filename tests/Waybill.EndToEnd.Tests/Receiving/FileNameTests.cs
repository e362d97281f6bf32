using System.Text;
using Waybill.As2;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>Names of received documents, from the partner's words to the files in the inbox.</summary>
public sealed class FileNameTests(ReceivingHost host) : IClassFixture<ReceivingHost>
{
    [Fact]
    [Requirement("AS2-FN-007")]
    public async Task Each_attachment_keeps_its_own_name_and_two_of_one_name_both_arrive()
    {
        (string Name, string Content)[] documents = [("order.edi", "ISA*1~"), ("plan.pdf", "%PDF"), ("order.edi", "ISA*2~")];
        var message = await PackAsync(documents);

        Assert.Equal(200, (await host.Gateway.PostAsync(message.Headers, message.Body)).Status);

        var seen = await ReceivingHost.OnlyAsync(host.Gateway, message);
        Assert.Equal(documents.Select(d => d.Name), seen.Documents.Select(d => d.FileName));
        var files = await ReceivingHost.FilesAsync(host.Gateway, seen);
        Assert.Equal(
            new[] { $"{seen.Exchange.Id}-order.edi", $"2-{seen.Exchange.Id}-order.edi", $"{seen.Exchange.Id}-plan.pdf" }.Order(StringComparer.Ordinal),
            files.Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.Equal(
            documents.Select(d => d.Content).Order(StringComparer.Ordinal), (await Task.WhenAll(files.Select(f => File.ReadAllTextAsync(f)))).Order(StringComparer.Ordinal));
        foreach (var (document, (_, content)) in seen.Documents.Zip(documents))
        {
            Assert.Equal(content, Encoding.ASCII.GetString(await host.Gateway.DownloadAsync(document.Href)));
        }
    }

    [Fact]
    [Requirement("AS2-FN-005", "AS2-FN-006")]
    public async Task Messages_of_one_name_one_after_the_other_and_in_parallel_are_each_stored_under_a_name_of_their_own()
    {
        var messages = new List<(TestMessage Message, string Content)>();
        for (var n = 0; n < 9; n++)
        {
            messages.Add((await PackAsync([("same.edi", $"ISA*{n}~")]), $"ISA*{n}~"));
        }

        Assert.Equal(200, (await host.Gateway.PostAsync(messages[0].Message.Headers, messages[0].Message.Body)).Status);
        Assert.All(await Task.WhenAll(messages.Skip(1).Select(m => host.Gateway.PostAsync(m.Message.Headers, m.Message.Body))), a => Assert.Equal(200, a.Status));

        foreach (var (message, content) in messages)
        {
            var seen = await ReceivingHost.OnlyAsync(host.Gateway, message);
            var file = Assert.Single(await ReceivingHost.FilesAsync(host.Gateway, seen));
            Assert.Equal($"{seen.Exchange.Id}-same.edi", Path.GetFileName(file));
            Assert.Equal(content, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("CON", "payload-1")]
    [InlineData("nul.edi", "payload-1")]
    [InlineData("a:b?c*.edi", "a_b_c_.edi")]
    [InlineData(".hidden", "hidden")]
    [InlineData("..", "payload-1")]
    [InlineData("trailing. .", "trailing")]
    [InlineData("fdp\u202Eexe.edi", "fdp_exe.edi")]
    [Requirement("AS2-FN-003", "AS2-FN-005")]
    public async Task A_name_that_is_not_legal_is_kept_as_words_and_stored_under_a_harmless_one(string name, string stored)
    {
        var message = await PackAsync([(name, "ISA*~")]);

        Assert.Equal(200, (await host.Gateway.PostAsync(message.Headers, message.Body)).Status);

        var seen = await ReceivingHost.OnlyAsync(host.Gateway, message);
        Assert.Equal(name, Assert.Single(seen.Documents).FileName);
        var file = Assert.Single(await ReceivingHost.FilesAsync(host.Gateway, seen));
        Assert.Equal($"{seen.Exchange.Id}-{stored}", Path.GetFileName(file));
        Assert.Equal(host.Gateway.Inbox, Path.GetDirectoryName(Path.GetDirectoryName(file)));
    }

    /// <summary>A message with several documents.</summary>
    internal static async Task<TestMessage> PackAsync((string Name, string Content)[] documents, string from = ReceivingHost.Acme)
    {
        var ct = TestContext.Current.CancellationToken;
        var like = (await ReceivingHost.MessageAsync(from)).Sent;
        var options = new As2SendOptions
        {
            From = like.From, To = like.To, MessageId = like.MessageId, Date = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), Receipt = like.Receipt,
            Signer = new() { Key = TestMessage.Sender.Key }, Recipients = [new() { Certificate = TestMessage.Receiver.Certificate }],
        };
        await using var package = await As2Packager.PackAsync(options, [.. documents.Select(d => Document(d.Name, Encoding.ASCII.GetBytes(d.Content)))], new SpoolQuarantine(), ct);
        await using var stream = await package.OpenAsync(ct);
        using var body = new MemoryStream();
        await stream.CopyToAsync(body, ct);
        return new(package.Headers, body.ToArray(), like with { Mic = package.Mic });
    }

    private static As2Document Document(string name, byte[] content)
        => new() { ContentType = "application/EDI-X12", FileName = name, Length = content.Length, OpenAsync = _ => new(new MemoryStream(content)) };
}
