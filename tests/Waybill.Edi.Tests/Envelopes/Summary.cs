using System.Globalization;

namespace Waybill.Edi.Tests;

/// <summary>Reports as text that can be compared and read.</summary>
internal static class Summary
{
    public static async Task<EnvelopeReport> ReadAsync(byte[] bytes, int cut = int.MaxValue, EdiLimits? limits = null, DocumentNumbers? numbers = null)
    {
        await using var stream = new TrickleStream(bytes, cut);
        return await EnvelopeReader.ReadAsync(stream, limits, numbers, TestContext.Current.CancellationToken);
    }

    public static Task<EnvelopeReport> ReadAsync(string text, int cut = int.MaxValue, EdiLimits? limits = null, DocumentNumbers? numbers = null)
        => ReadAsync(System.Text.Encoding.Latin1.GetBytes(text), cut, limits, numbers);

    /// <summary>type, version, number; interchange, group and document control; sender, receiver; segments.</summary>
    public static string Of(EdiDocument d) => string.Create(
        CultureInfo.InvariantCulture,
        $"{d.Type} {d.Version ?? "-"} {d.Number ?? "-"} | {d.Interchange?.Control ?? "-"} {d.Group?.Control ?? "-"} {d.Control ?? "-"} | {d.Sender?.ToString() ?? "-"} > {d.Receiver?.ToString() ?? "-"} | {d.Segments}{(d.Interchange?.IsTest is true ? " test" : "")}");

    /// <summary>Everything, for comparing two readings.</summary>
    public static string All(EnvelopeReport r) => string.Join(
        '\n',
        [
            string.Create(CultureInfo.InvariantCulture, $"{r.Standard} {r.DocumentCount} {r.InterchangeCount} {r.SegmentCount} {r.OddityCount}"),
            .. r.Interchanges.Select(i => i.ToString()), .. r.Documents.Select(d => d.ToString()), .. r.Oddities.Select(o => o.ToString()),
        ]);
}
