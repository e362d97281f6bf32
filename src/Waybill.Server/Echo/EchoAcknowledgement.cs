using System.Globalization;
using System.Text;

namespace Waybill.Server;

/// <summary>Writes the functional acknowledgement (X12 997) of interchanges: who sent, received and numbered what, and whether each document's end fits its beginning. The contents are not looked at.</summary>
internal sealed class EchoAcknowledgement
{
    private readonly StringBuilder _text = new();
    private readonly EchoInterchange _of;
    private readonly DateTimeOffset _at;
    private readonly string _control;

    private EchoAcknowledgement(EchoInterchange of, DateTimeOffset at, string control) => (_of, _at, _control) = (of, at, control);

    /// <summary>All of them in a row, in the delimiters each came with.</summary>
    /// <param name="interchanges">At least one.</param>
    /// <param name="at">When; the same moment gives the same bytes.</param>
    internal static byte[] Write(IReadOnlyList<EchoInterchange> interchanges, DateTimeOffset at)
    {
        var text = new StringBuilder();
        foreach (var (index, of) in interchanges.Index())
        {
            text.Append(new EchoAcknowledgement(of, at, Control(at, index)).Write());
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>Its own number: nine digits of the time.</summary>
    private static string Control(DateTimeOffset at, int index) => ((at.ToUnixTimeSeconds() + index) % 1_000_000_000).ToString("D9", CultureInfo.InvariantCulture);

    private StringBuilder Write()
    {
        var isa = _of.Isa;
        Segment(
            "ISA", "00", Fixed("", 10), "00", Fixed("", 10), Fixed(isa[6], 2), Fixed(isa[7], 15), Fixed(isa[4], 2), Fixed(isa[5], 15), Time("yyMMdd"), Time("HHmm"), isa[10], isa[11], _control, "0",
            isa[14], ((char)_of.Delimiters.Component).ToString());
        foreach (var (index, group) in _of.Groups.Index())
        {
            Write(group, (index + 1).ToString(CultureInfo.InvariantCulture));
        }

        Segment("IEA", Number(_of.Groups.Count), _control);
        return _text;
    }

    private void Write(EchoGroup group, string number)
    {
        var accepted = group.Documents.Count(static d => d.Problem is null);
        Segment("GS", "FA", group.Gs[2], group.Gs[1], Time("yyyyMMdd"), Time("HHmm"), number, group.Gs[6], group.Gs[7]);
        Segment("ST", "997", "0001");
        Segment("AK1", group.Gs[0], group.Gs[5]);
        foreach (var document in group.Documents)
        {
            Segment("AK2", document.Type, document.Control);
            if (document.Problem is { } problem)
            {
                Segment("AK5", "R", problem);
            }
            else
            {
                Segment("AK5", "A");
            }
        }

        // Accepted, partly accepted, rejected; with what the group said it holds, what was there, and what is good.
        var result = accepted == group.Documents.Count && accepted > 0 ? "A" : accepted > 0 ? "P" : "R";
        Segment("AK9", result, Number(group.Said ?? group.Documents.Count), Number(group.Documents.Count), Number(accepted));
        Segment("SE", Number(4 + (2L * group.Documents.Count)), "0001");
        Segment("GE", "1", number);
    }

    private void Segment(string tag, params ReadOnlySpan<string> elements)
    {
        _text.Append(tag);
        foreach (var element in elements)
        {
            _text.Append((char)_of.Delimiters.Element).Append(element);
        }

        _text.Append((char)_of.Delimiters.Segment);
    }

    /// <summary>ISA is read by position: each of its elements has its length.</summary>
    private static string Fixed(string text, int length) => text.PadRight(length)[..length];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private string Time(string format) => _at.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
