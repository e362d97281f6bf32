using System.Text;
using Waybill.Cli.Inspection;

namespace Waybill.Cli.Tests.Inspection;

public sealed class CrlfStreamTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n", "\r\n")]
    [InlineData("a\nb\n\nc", "a\r\nb\r\n\r\nc")]
    [InlineData("a\r\nb\n\r\n\rc\r", "a\r\nb\r\n\r\n\rc\r")]
    public async Task Every_bare_line_feed_becomes_CRLF_whatever_the_buffers(string text, string expected)
    {
        for (var (piece, buffer) = (1, 1); piece <= 3; (piece, buffer) = buffer is 4 ? (piece + 1, 1) : (piece, buffer + 1))
        {
            await using var stream = new CrlfStream(new TrickleStream(Encoding.Latin1.GetBytes(text), piece));
            using var result = new MemoryStream();
            var bytes = new byte[buffer];
            int read;
            while ((read = await stream.ReadAsync(bytes, TestContext.Current.CancellationToken)) > 0)
            {
                result.Write(bytes, 0, read);
            }

            Assert.Equal(expected, Encoding.Latin1.GetString(result.ToArray()));
        }
    }
}
