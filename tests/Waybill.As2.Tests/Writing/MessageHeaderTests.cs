using Waybill.Cms;
using Waybill.Mime;
using Waybill.TestKit;
using Xunit;

namespace Waybill.As2.Tests.Writing;

public sealed class MessageHeaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("ES")]
    [InlineData("Z")]
    [Requirement("AS2-HDR-001", "AS2-HDR-002", "AS2-HDR-005", "AS2-HDR-007", "AS2-HDR-010", "AS2-HDR-017", "AS2-MA-002")]
    public async Task As2_content_and_receipt_headers_stand_in_one_block(string structure)
    {
        var options = Packing.Options(structure) with
        {
            Subject = "Order; 1", Receipt = ReceiptRequest.Signed("as2@alice", [MicAlgorithm.Of(DigestAlgorithm.Sha256)], "https://alice/mdn?a=b"),
            ExtraHeaders = [new("X-Route", "7"), new("Connection", "close")],
        };
        await using var package = await Packing.PackAsync(options, Packing.Document([1]));
        var message = await Packing.MessageAsync(package);

        Assert.Equal("1.2", message["AS2-Version"]);
        Assert.Equal("multiple-attachments", message["EDIINT-Features"]);
        Assert.Equal("\"Alice AS2\"", message["AS2-From"]);
        Assert.Equal("bob", message["AS2-To"]);
        Assert.Equal("<1f0e@alice>", message["Message-ID"]);
        Assert.Equal("Tue, 24 Nov 2026 03:04:05 GMT", message["Date"]);
        Assert.Equal("Order; 1", message["Subject"]);
        Assert.Equal("1.0", message["MIME-Version"]);
        Assert.Equal("as2@alice", message["Disposition-Notification-To"]);
        Assert.Contains("sha-256", message["Disposition-Notification-Options"], StringComparison.Ordinal);
        Assert.Equal("https://alice/mdn?a=b", message["Receipt-Delivery-Option"]);
        Assert.Equal([new("X-Route", "7"), new("Connection", "close")], package.Headers.TakeLast(2));
        Assert.DoesNotContain(package.Headers, h => h.Key is "Host" or "Content-Length" or "Transfer-Encoding" or "Authorization");
        Assert.Empty(package.Warnings);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "binary")]
    [Requirement("AS2-HTTP-009")]
    public async Task The_body_is_never_base64_and_says_binary_only_when_asked(bool stated, string? expected)
    {
        foreach (var structure in Packing.Structures)
        {
            var options = Packing.Options(structure) with { StateTransferEncoding = stated, CompressedEncoding = TransferEncoding.Base64 };
            await using var package = await Packing.PackAsync(options, Packing.Document([1, 2, 3]) with { Encoding = TransferEncoding.Base64 });
            var message = await Packing.MessageAsync(package);

            Assert.Equal(expected, message["Content-Transfer-Encoding"]);
            var start = structure is "" ? (byte)1 : structure[0] is 'S' ? (byte)'-' : (byte)0x30;
            Assert.Equal(start, message.Body[0]);
        }
    }

    [Fact]
    [Requirement("AS2-HTTP-031", "AS2-HTTP-030")]
    public async Task No_header_is_folded_however_long()
    {
        var name = new string('n', 2000) + ".edi";
        var id = MessageId.Parse($"<{new string('i', 980)}@alice>").Value!;
        await using var package = await Packing.PackAsync(Packing.Options() with { MessageId = id, Subject = new string('s', 900) }, Packing.Document([1], name));

        Assert.All(package.Headers, h => Assert.Matches("^[!-~]([ -~]*[!-~])?$", h.Value));
        Assert.Equal($"attachment; filename={name}", package.Headers.Single(h => h.Key is "Content-Disposition").Value);
        Assert.Equal(id.Value, package.Headers.Single(h => h.Key is "Message-ID").Value);
    }

    [Fact]
    [Requirement("AS2-HDR-006")]
    public async Task The_modern_profile_names_its_version_and_product()
    {
        await using var package = await Packing.PackAsync(Packing.Options("ES") with { Profile = As2Profile.Modern }, Packing.Document([1]));
        var message = await Packing.MessageAsync(package);

        Assert.Equal("1.3", message["AS2-Version"]);
        Assert.Matches(@"^(PEN-\d+:)?[a-z0-9-]+:\d+(\.\d+)*(-[a-z0-9-]+)?$", message["AS2-Product"]);
    }

    [Fact]
    [Requirement("AS2-HDR-014")]
    public async Task A_subject_beyond_ascii_is_coded()
    {
        await using var package = await Packing.PackAsync(Packing.Options() with { Subject = "Bestellung Köln" }, Packing.Document([1]));
        var subject = package.Headers.Single(h => h.Key is "Subject").Value;

        Assert.True(System.Text.Ascii.IsValid(subject));
        Assert.Equal("Bestellung Köln", EncodedWord.Decode(subject));
    }

    [Fact]
    [Requirement("AS2-MIC-014")]
    public async Task An_unsigned_message_takes_the_first_digest_its_receipt_request_names()
    {
        var receipt = ReceiptRequest.Signed("as2@alice", [MicAlgorithm.Of(DigestAlgorithm.Sha384), MicAlgorithm.Of(DigestAlgorithm.Sha256)]);
        await using var asked = await Packing.PackAsync(Packing.Options("Z") with { Receipt = receipt }, Packing.Document([1]));
        await using var unasked = await Packing.PackAsync(Packing.Options("Z"), Packing.Document([1]));

        Assert.Equal(DigestAlgorithm.Sha384, asked.Mic.Algorithm.Digest);
        Assert.Equal(DigestAlgorithm.Sha256, unasked.Mic.Algorithm.Digest);
    }

    [Fact]
    [Requirement("AS2-MIC-015")]
    public async Task A_receipt_asked_for_with_another_digest_is_warned_of()
    {
        var receipt = ReceiptRequest.Signed("as2@alice", [MicAlgorithm.Of(DigestAlgorithm.Sha512)]);
        await using var package = await Packing.PackAsync(Packing.Options("S") with { Receipt = receipt }, Packing.Document([1]));

        Assert.Contains("disagree", Assert.Single(package.Warnings), StringComparison.Ordinal);
        Assert.Equal(DigestAlgorithm.Sha256, package.Mic.Algorithm.Digest);
    }
}
