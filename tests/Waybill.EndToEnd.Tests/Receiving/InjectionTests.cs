using System.Net;
using Waybill.Gateway;

namespace Waybill.EndToEnd.Tests;

/// <summary>Whatever a partner writes stays data: in the database, in lists, in details, in names of downloads and files.</summary>
public sealed class InjectionTests(ReceivingHost host) : IClassFixture<ReceivingHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>SQL, HTML, templates, shells, paths, formats, terminals.</summary>
    private static readonly string[] Corpus =
    [
        "'; drop table exchange; --", "' or '1'='1", "\" or \"\"=\"", "1); delete from message_key; --", "%", "_", "\\", "'||(select 1)||'", "$1", "@p1", "?1", "{0}", "{id}", "%s%n", "${jndi:ldap://x}",
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "&lt;b&gt;", "../../etc/passwd", "C:\\windows\\win.ini", "$(reboot)", "`reboot`", "| reboot", "; reboot",
        "=cmd|' /C calc'!A0", "a\tb", "<!--", "]]>", "/*", "--", "NULL", "true", "0",
    ];

    public static TheoryData<string> Texts => [.. Corpus];

    [Theory]
    [MemberData(nameof(Texts))]
    [Requirement("AS2-SEC-006")]
    public async Task What_a_known_partner_writes_comes_back_as_it_was_and_harms_nothing(string text)
    {
        var name = text.Replace("/", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal) + ".edi";
        var content = "ISA*" + text + "~";
        var id = $"<{Guid.NewGuid():N}{text}@x>";
        var message = (await FileNameTests.PackAsync([(name, content)])).With("Message-ID", id).With("Subject", text).With("X-Odd", text).With("User-Agent", text);

        using var answer = await host.Gateway.SendAsync(message.Headers, message.Body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var line = Assert.Single(await host.Gateway.ListAsync($"id={Uri.EscapeDataString(id[..33])}"));
        Assert.Equal((ExchangeState.Accepted, id, text, name), (line.State, line.MessageId, line.Subject, line.FileName));
        var seen = await host.Gateway.FindAsync(line.Id);
        Assert.Equal((text, text), (seen.Header("X-Odd"), seen.Header("User-Agent")));

        // Found by its own words, taken literally.
        Assert.Contains(await host.Gateway.ListAsync($"id={Uri.EscapeDataString(id)}"), e => e.Id == line.Id);
        Assert.Contains(await host.Gateway.ListAsync($"fileName={Uri.EscapeDataString(name)}"), e => e.Id == line.Id);
        Assert.All(await host.Gateway.ListAsync($"fileName={Uri.EscapeDataString(name)}"), e => Assert.Contains(name, e.FileName!, StringComparison.OrdinalIgnoreCase));
        await host.Gateway.UntilAsync(line.Id, s => s.Handoffs.All(h => h.State is "done"));
        var file = Assert.Single(await ReceivingHost.FilesAsync(host.Gateway, seen));
        Assert.Equal(content, await File.ReadAllTextAsync(file, Ct));
        await DownloadsAreHarmlessAsync(seen);
    }

    [Fact]
    [Requirement("AS2-SEC-006")]
    public async Task What_strangers_call_themselves_comes_back_as_it_was()
    {
        foreach (var text in Corpus.Where(t => !t.Contains('\t', StringComparison.Ordinal)))
        {
            var quoted = $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
            var message = (await ReceivingHost.MessageAsync()).With("AS2-From", quoted);

            var (status, _) = await host.Gateway.PostAsync(message.Headers, message.Body);

            Assert.Equal(200, status);
            Assert.Equal(text, Assert.Single(await ReceivingHost.FindAsync(host.Gateway, message)).From);
        }

        Assert.NotEmpty(await host.Gateway.ListAsync("unmatched=true"));
    }

    [Fact]
    [Requirement("AS2-SEC-006")]
    public async Task Filters_take_any_text_as_text()
    {
        var all = await host.Gateway.ListAsync();
        foreach (var filter in new[] { "id", "connection", "fileName", "documentType", "documentNumber", "controlNumber" })
        {
            foreach (var text in Corpus.Where(t => t.Length >= 3))
            {
                using var answer = await host.Gateway.Http.GetAsync(new Uri($"exchanges?{filter}={Uri.EscapeDataString(text)}", UriKind.Relative), Ct);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                JsonAlone(answer);
            }
        }

        Assert.True((await host.Gateway.ListAsync()).Count >= all.Count);
    }

    private async Task DownloadsAreHarmlessAsync(Seen seen)
    {
        foreach (var href in new[] { seen.Documents[0].Href, seen.Links.Entity, seen.Links.Signature, seen.Links.Receipt, seen.Links.Wire })
        {
            using var answer = await host.Gateway.Http.GetAsync(new Uri(host.Gateway.As2, href), Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var disposition = Assert.Single(answer.Content.Headers.GetValues("Content-Disposition"));
            Assert.StartsWith("attachment;", disposition, StringComparison.Ordinal);
            Assert.DoesNotContain(disposition, c => c is < ' ' or > '~');
            Assert.DoesNotContain("..", answer.Content.Headers.ContentDisposition?.FileName ?? "", StringComparison.Ordinal);
            Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
        }

        using var detail = await host.Gateway.Http.GetAsync(new Uri($"exchanges/{seen.Exchange.Id}", UriKind.Relative), Ct);
        JsonAlone(detail);
    }

    private static void JsonAlone(HttpResponseMessage answer)
    {
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }
}
