using System.Text;

namespace Waybill.Mime.Tests;

/// <summary>Runs a reader to its end and writes down what it gave.</summary>
internal static class Events
{
    /// <summary>One line an event: kind, depth, text; neighbouring events of one kind and part are joined, since reads may cut content anywhere.</summary>
    internal static async Task<(List<string> Lines, byte[] All, bool Cut)> OfAsync(byte[] input, int most = int.MaxValue, MimeLimits? limits = null)
    {
        await using var reader = new MimeReader(new TrickleStream(input, most), limits);
        var lines = new List<string>();
        using var all = new MemoryStream();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(all.Length, reader.Offset);
            all.Write(reader.Bytes.Span);
            var text = Encoding.Latin1.GetString(reader.Bytes.Span).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            var head = $"{reader.Kind}{reader.Depth} ";
            if (reader.Kind is MimeEventKind.Content or MimeEventKind.Preamble or MimeEventKind.Epilogue && lines.Count > 0 && lines[^1].StartsWith(head, StringComparison.Ordinal))
            {
                lines[^1] += text;
            }
            else
            {
                lines.Add(head + text);
            }
        }

        return (lines, all.ToArray(), reader.MissingCloseDelimiter);
    }

    internal static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
