using Waybill.Edi;

namespace Waybill.Server;

/// <summary>The envelopes of one X12 interchange, as an acknowledgement repeats them.</summary>
internal sealed class EchoInterchange
{
    /// <summary>More than this many documents are not acknowledged: what is acknowledged is held.</summary>
    private const int MostDocuments = 10_000;

    private EchoInterchange(EdiDelimiters delimiters, string[] isa) => (Delimiters, Isa) = (delimiters, isa);

    internal EdiDelimiters Delimiters { get; }

    /// <summary>ISA01 to ISA16, from 0, blanks kept.</summary>
    internal string[] Isa { get; }

    internal List<EchoGroup> Groups { get; } = [];

    /// <summary>Reads all X12 interchanges of a document.</summary>
    /// <returns>None when it is something else, or holds too much.</returns>
    internal static async ValueTask<IReadOnlyList<EchoInterchange>> ReadAsync(Stream document, CancellationToken ct)
    {
        using var reader = new EdiSegmentReader(document);
        var (found, documents) = (new List<EchoInterchange>(), 0);
        while (await reader.ReadAsync(ct))
        {
            if (reader.Standard is not EdiStandard.X12)
            {
                return [];
            }

            documents += Take(reader, found);
            if (documents > MostDocuments)
            {
                return [];
            }
        }

        return found;
    }

    /// <returns>How many documents it begins.</returns>
    private static int Take(EdiSegmentReader reader, List<EchoInterchange> found)
    {
        var segment = reader.Current;
        if (reader.IsInterchangeStart)
        {
            found.Add(new(reader.Delimiters, Texts(segment, 16)));
            return 0;
        }

        if (found is [] || segment.Is("IEA"u8) || segment.Is("TA1"u8))
        {
            return 0;
        }

        var groups = found[^1].Groups;
        if (segment.Is("GS"u8))
        {
            groups.Add(new(Texts(segment, 8)));
        }
        else if (segment.Is("GE"u8) && groups is not [])
        {
            groups[^1].Said = segment[1].TryGetCount(out var said) ? said : null;
        }
        else if (segment.Is("ST"u8) && groups is not [])
        {
            groups[^1].Documents.Add(new(segment[1].ToText(), segment[2].ToText()));
            return 1;
        }
        else if (groups is [.., { Documents: [.., { IsClosed: false } open] }])
        {
            open.Take(segment);
        }

        return 0;
    }

    private static string[] Texts(EdiSegment segment, int count)
    {
        var texts = new string[count];
        for (var at = 0; at < count; at++)
        {
            texts[at] = segment[at + 1].ToText();
        }

        return texts;
    }
}

/// <summary>One functional group.</summary>
/// <param name="Gs">GS01 to GS08, from 0.</param>
internal sealed record EchoGroup(string[] Gs)
{
    internal List<EchoDocumentCheck> Documents { get; } = [];

    /// <summary>How many documents GE says; null when it says nothing.</summary>
    internal long? Said { get; set; }
}

/// <summary>One document: whether its end fits its beginning.</summary>
/// <param name="Type">ST01.</param>
/// <param name="Control">ST02.</param>
internal sealed record EchoDocumentCheck(string Type, string Control)
{
    private long _segments = 1;

    internal bool IsClosed { get; private set; }

    /// <summary>AK502: 2 without an end, 3 when its number is another, 4 when its count is wrong; null when it is good.</summary>
    internal string? Problem { get; private set; } = "2";

    internal void Take(EdiSegment segment)
    {
        _segments++;
        if (segment.Is("SE"u8))
        {
            IsClosed = true;
            Problem = !string.Equals(segment[2].ToText(), Control, StringComparison.Ordinal) ? "3" : !segment[1].TryGetCount(out var said) || said != _segments ? "4" : null;
        }
    }
}
