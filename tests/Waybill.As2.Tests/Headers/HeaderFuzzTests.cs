using CsCheck;
using Waybill.Cms;

namespace Waybill.As2.Tests;

/// <summary>Whatever a peer writes, reading gives a value or a problem and never throws.</summary>
public sealed class HeaderFuzzTests
{
    // Pieces of real headers, so that the text gets past the first separator.
    private static readonly Gen<string> Piece = Gen.OneOf(
        AnyOf(
            "signed-receipt-protocol", "signed-receipt-micalg", "optional", "required", "pkcs7-signature", "sha-256", "SHA1", "=", ",", ";", "\"", "\\\"", "(", ")", " ", "\t", "x-foo",
            "http://", "mailto:", "<", ">", "@", "=?utf-8?Q?", "?=", "=?utf-8?B?", "*", "'", "1.2"),
        Gen.Char['\0', '\u00ff'].Array[0, 4].Select(c => new string(c)));

    private static readonly Gen<string> Text = Piece.Array[0, 24].Select(string.Concat);

    [Fact]
    [Requirement("AS2-DNO-001", "AS2-DNO-004")]
    public void Any_text_reads_without_an_exception() => Text.Array[9].Sample(
        t =>
        {
            var read = As2MessageHeaders.Read(
            [
                new("AS2-From", t[0]), new("AS2-To", "bob"), new("Message-ID", t[1]), new("Subject", t[2]), new("Date", t[3]), new("EDIINT-Features", t[4]), new("AS2-Version", t[5]),
                new("Disposition-Notification-To", t[6]), new("Disposition-Notification-Options", t[7]), new("Receipt-Delivery-Option", t[8]),
            ]);
            Assert.NotEqual(read.Value is null, read.Problem is null);
            if (read.Value is { } headers)
            {
                Assert.NotNull(headers.ReceiptRequest);
                Assert.DoesNotContain(headers.Subject!, char.IsControl);
                foreach (var profile in Enum.GetValues<As2Profile>())
                {
                    Assert.Contains(
                        headers.Check(profile, CmsPolicy.Strict),
                        new[] { As2Failure.None, As2Failure.InvalidMessageId, As2Failure.UnsupportedReceiptFormat, As2Failure.UnsupportedMicAlgorithms });
                }
            }
        },
        iter: 20_000);

    [Fact]
    [Requirement("AS2-DNO-004")]
    public void Blanks_case_and_order_never_change_what_is_asked_for()
    {
        var blank = AnyOf("", " ", "\t", "  ");
        var digests = AnyOf("sha1", "sha-256", "SHA384", "\"sha-512\"", "MD5", "unknown").Array[1, 5];
        Gen.Select(blank.Array[8], digests, Gen.Bool, Gen.Bool, AnyOf("", ";", " ; ")).Sample(
            (b, list, isUpper, isSwapped, end) =>
            {
                var protocol = $"{b[0]}signed-receipt-protocol{b[1]}={b[2]}optional{b[3]},{b[4]}pkcs7-signature{b[5]}";
                var micalg = $"{b[6]}signed-receipt-micalg{b[7]}={b[0]}optional{b[1]},{string.Join(b[2] + "," + b[3], list)}{b[4]}";
                var text = (isSwapped ? $"{micalg};{protocol}" : $"{protocol};{micalg}") + end;
                var request = Lines.Options(isUpper ? text.ToUpperInvariant() : text);
                var expected = list.Select(t => MicAlgorithm.Parse(t).Value?.Digest).Where(d => d is not null).Distinct();
                Assert.True(request.IsSigned);
                Assert.Equal(expected, request.MicAlgorithms.Select(a => (DigestAlgorithm?)a.Digest));
                Assert.Equal(As2Failure.None, request.Check(As2Profile.Rfc4130, CmsPolicy.Strict));
            },
            iter: 5_000);
    }

    [Fact]
    public void A_header_of_a_megabyte_is_read_in_one_go()
    {
        foreach (var unit in new[] { "\"", ",", ";", "=", "(", "sha1,", "x=required,", "signed-receipt-micalg=", "\\\"", "a b,", "error:" })
        {
            var text = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length));
            var headers = Lines.Message(("Disposition-Notification-To", text), ("Disposition-Notification-Options", text), ("Receipt-Delivery-Option", text), ("Subject", text), ("EDIINT-Features", text));
            Assert.True(headers.ReceiptRequest!.MicAlgorithms.Count <= 5);
            Assert.NotEqual(DispositionMeaning.Accepted, Disposition.Parse($"a/b; processed/error: {text}").Value?.Meaning);
            _ = Disposition.Parse($"a/b; processed/error: {text}").Value?.KnownName;
        }
    }

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
