using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>What our messages say of themselves: types, names, subject, ids and further headers.</summary>
public sealed class TextSettingsTests(SettingsHost host) : IClassFixture<SettingsHost>
{
    private static readonly byte[] Plain = "nothing in particular"u8.ToArray();

    [Fact]
    [Setting("ContentType")]
    public async Task The_type_of_a_document_is_found_out_or_fixed()
    {
        var lane = host.Agree(c => (c.Sign, c.Encrypt) = ("none", "none"));
        foreach (var (content, name, type) in new[]
        {
            (TestMessage.Document.ToArray(), "order.txt", "application/EDI-X12"), ("UNB+UNOA:1'"u8.ToArray(), "x", "application/EDIFACT"), ("\r\nSTX=ANA:1+A"u8.ToArray(), "x", "application/EDI-consent"),
            ("<a/>"u8.ToArray(), "x.edi", "application/xml"), (Plain, "a.CSV", "text/csv"), (Plain, "a.edi", "application/EDI-consent"), (Plain, "a", "application/octet-stream"),
        })
        {
            Assert.Equal(type, (await host.DeliverAsync(lane, content, name)).Request.Header("Content-Type"));
        }

        var (request, _) = await host.DeliverAsync(host.Agree(c => (c.Sign, c.Encrypt, c.ContentType) = ("none", "none", "application/EDIFACT; charset=iso-8859-1")));
        Assert.Equal("application/EDIFACT; charset=iso-8859-1", request.Header("Content-Type"));
        SettingsHost.Refused("ContentType", "not a media type", c => c.ContentType = "edi");
        SettingsHost.Refused("ContentType", "not a media type", c => c.ContentType = "text/plain\r\nX-Evil: 1");
    }

    [Fact]
    [Setting("SendFileName", "Subject", "MessageIdTemplate", "ExtraHeaders")]
    [Requirement("AS2-HDR-024")]
    public async Task Names_and_headers_are_made_by_templates()
    {
        var lane = host.Agree(c =>
        {
            (c.Sign, c.Encrypt, c.SendFileName, c.Subject) = ("none", "none", "{{upper fileStem}}-{{date}}.{{fileExtension}}", "{{#if fileName}}Order {{fileName}} & more{{else}}no name{{/if}}");
            (c.MessageIdTemplate, c.ExtraHeaders) = ("{{date}}.{{id}}@as2.acme.example", ["X-Fixed: 7", "X-Made: {{from}}>{{to}} {{contentType}}", "X-Empty: {{#if fileName}}{{else}}never{{/if}}"]);
        });
        var (request, seen) = await host.DeliverAsync(lane, fileName: "po-17.edi");
        var day = seen.Exchange.CreatedAt.UtcDateTime.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

        // Of the name as it is sent, and nothing is written as HTML.
        Assert.Equal($"attachment; filename=PO-17-{day}.edi", request.Header("Content-Disposition")!.Replace("\"", "", StringComparison.Ordinal));
        Assert.Equal($"Order PO-17-{day}.edi & more", request.Header("Subject"));
        Assert.Equal($"<{day}.{seen.Exchange.Id}@as2.acme.example>", request.Header("Message-ID"));
        Assert.Equal(("7", $"acme>{lane.Name} application/EDI-X12", null), (request.Header("X-Fixed"), request.Header("X-Made"), request.Header("X-Empty")));

        SettingsHost.Refused("SendFileName", "{{file}}, which is not known", c => c.SendFileName = "{{file}}");
        SettingsHost.Refused("Subject", "is not known", c => c.Subject = "{{> partial}}");
        SettingsHost.Refused("Subject", "is not known", c => c.Subject = "{{#each connection}}x{{/each}}");
        SettingsHost.Refused("Subject", "braces", c => c.Subject = "{{id");
        SettingsHost.Refused("Subject", "no template that can be read", c => c.Subject = "{{#if id}}x");
        SettingsHost.Refused("MessageIdTemplate", "two messages would share one id", c => c.MessageIdTemplate = "{{date}}");
        SettingsHost.Refused("ExtraHeaders:0", "Name: value", c => c.ExtraHeaders = ["X-Evil: a\r\nX-More: b"]);
        SettingsHost.Refused("ExtraHeaders:1", "written by the gateway itself", c => c.ExtraHeaders = ["X-Good: 1", "as2-from: x"]);
        SettingsHost.Refused("ExtraHeaders:0", "is not known", c => c.ExtraHeaders = ["X-Good: {{lookup id from}}"]);
    }

    [Fact]
    [Requirement("AS2-SEC-007")]
    public async Task No_name_of_a_file_starts_another_header()
    {
        var lane = host.Agree(c =>
        {
            (c.Sign, c.Encrypt, c.Subject, c.MessageIdTemplate) = ("none", "none", "{{{subject}}}{{fileName}}", "{{fileName}}{{id}}@{{fileName}}");
            (c.SendFileName, c.ExtraHeaders) = ("{{fileName}}", ["X-Name: <{{fileStem}}>", "X-Content-Type: {{contentType}}"]);
        });
        await using var content = new MemoryStream(Plain);
        var submitted = await host.Gateway.Runtime.Sending.Submitter.SubmitAsync(
            new() { Connection = lane.Name, Documents = [new(content, FileName: "a\r\nX-Evil: 1\u2028ä<b>.edi")] }, TestContext.Current.CancellationToken);
        var seen = await host.Gateway.UntilAsync(Assert.IsType<SubmitOutcome.Submitted>(submitted).Id.Value, ExchangeState.Delivered);
        var request = Assert.Single(lane.Requests);

        Assert.Null(request.Header("X-Evil"));
        Assert.Equal("<a__X-Evil_ 1_?_b_>", request.Header("X-Name"));
        Assert.StartsWith("=?utf-8?", request.Header("Subject"), StringComparison.OrdinalIgnoreCase);
        Assert.Matches("^<[!-~]+@[!-~]+>$", request.Header("Message-ID"));
        Assert.Contains(seen.Exchange.Id, request.Header("Message-ID"), StringComparison.Ordinal);
    }
}
