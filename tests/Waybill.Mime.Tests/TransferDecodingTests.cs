using System.Text;

namespace Waybill.Mime.Tests;

public sealed class TransferDecodingTests
{
    private static async Task<byte[]> DecodeAsync(byte[] raw, TransferEncoding encoding, int most)
    {
        using var copy = new MemoryStream();
        await using var decoded = TransferDecoding.Decode(new TrickleStream(raw, most), encoding);
        await decoded.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(57), InlineData(1000), InlineData(100_000)]
    [Requirement("AS2-HTTP-011")]
    public async Task Base64_gives_the_bytes_back_however_it_is_cut(int length)
    {
        var bytes = TestBytes.Random(length, length);
        var coded = Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks));
        foreach (var most in new[] { 1, 5, int.MaxValue })
        {
            Assert.Equal(bytes, await DecodeAsync(coded, TransferEncoding.Base64, most));
        }
    }

    [Theory]
    [InlineData("QUJD", "ABC"), InlineData("QUI", "AB"), InlineData("QQ", "A"), InlineData(" Q U\r\n\tJ!D ", "ABC"), InlineData("QQ==QUJD", "AABC")]
    public async Task Base64_of_careless_peers_is_read(string coded, string expected)
        => Assert.Equal(expected, Encoding.ASCII.GetString(await DecodeAsync(Encoding.ASCII.GetBytes(coded), TransferEncoding.Base64, 1)));

    [Theory]
    [InlineData("a=3Db", "a=b"), InlineData("soft=\r\nbreak", "softbreak"), InlineData("soft= \t\r\nbreak", "softbreak"), InlineData("soft=\nlf", "softlf")]
    [InlineData("blanks  \r\nnext", "blanks\r\nnext"), InlineData("in side", "in side"), InlineData("a=ZZb", "a=ZZb"), InlineData("a=4", "a=4"), InlineData("=e4=E4", "\u00e4\u00e4"), InlineData("end  ", "end")]
    [Requirement("AS2-HTTP-011")]
    public async Task Quoted_printable_is_read(string coded, string expected)
    {
        foreach (var most in new[] { 1, 2, int.MaxValue })
        {
            Assert.Equal(expected, Encoding.Latin1.GetString(await DecodeAsync(Encoding.Latin1.GetBytes(coded), TransferEncoding.QuotedPrintable, most)));
        }
    }

    [Fact]
    [Requirement("AS2-CANON-003")]
    public async Task Binary_bodies_are_not_touched()
    {
        byte[] body = [0x0a, 0x00, 0x80, 0x0d, 0x0a];
        foreach (var encoding in new[] { TransferEncoding.Binary, TransferEncoding.SevenBit, TransferEncoding.EightBit, TransferEncoding.Unknown })
        {
            Assert.Equal(body, await DecodeAsync(body, encoding, 1));
        }
    }
}
