using System.Text;

namespace Waybill.Mime.Tests;

public sealed class TransferEncodingWriterTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(56), InlineData(57), InlineData(58), InlineData(58_368), InlineData(58_369), InlineData(200_000)]
    [Requirement("AS2-STRUCT-014")]
    public async Task Base64_has_short_lines_the_length_foretold_and_reads_back(int length)
    {
        var bytes = TestBytes.Random(length, length);
        using var coded = new MemoryStream();
        await using (var encoder = TransferEncodingWriter.EncodeBase64(new TrickleStream(bytes, 1000)))
        {
            await encoder.CopyToAsync(coded, 333, TestContext.Current.CancellationToken);
        }

        var text = Encoding.ASCII.GetString(coded.ToArray());
        Assert.Equal(coded.Length, TransferEncodingWriter.Base64Length(length));
        Assert.Equal(bytes, Convert.FromBase64String(text));
        Assert.True(text.Length is 0 || text.EndsWith("\r\n", StringComparison.Ordinal));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(line.Length, 0, 76));
        Assert.Equal(text.Count(c => c is '\n'), text.Split("\r\n").Length - 1);
    }
}
