using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Waybill.Edi;

/// <summary>Where each type of document has its own number: a table that can be added to.</summary>
/// <remarks>A number is looked for in the first <see cref="HeadSegments"/> segments of a document.</remarks>
/// <threadsafety>Immutable.</threadsafety>
public sealed class DocumentNumbers
{
    /// <summary>How many segments of a document are looked at.</summary>
    public const int HeadSegments = 50;

    private static readonly Place Bgm = new("BGM"u8.ToArray(), 2, 1);
    private readonly FrozenDictionary<(EdiStandard Standard, string Type), Place> _places;

    private DocumentNumbers(IEnumerable<KeyValuePair<(EdiStandard, string), Place>> places) => _places = places.ToFrozenDictionary();

    /// <summary>The beginning segments of X12, BGM for every EDIFACT message, the orders and bills of TRADACOMS.</summary>
    public static DocumentNumbers Default { get; } = new([.. Known()]);

    /// <summary>The same table with one place more, or another one.</summary>
    /// <param name="standard">X12, EDIFACT or TRADACOMS.</param>
    /// <param name="type">850, ORDERS.</param>
    /// <param name="tag">The segment: BEG.</param>
    /// <param name="element">From 1.</param>
    /// <param name="component">From 1.</param>
    public DocumentNumbers With(EdiStandard standard, string type, string tag, int element, int component = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(tag);
        ArgumentOutOfRangeException.ThrowIfLessThan(element, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(component, 1);
        return new(_places.ToImmutableDictionary().SetItem((standard, type), new(Encoding.ASCII.GetBytes(tag), element, component)));
    }

    /// <summary>Where the number stands; null when that is not known.</summary>
    internal Place? Find(EdiStandard standard, string type)
        => _places.TryGetValue((standard, type), out var place) ? place : standard is EdiStandard.Edifact ? Bgm : null;

    private static IEnumerable<KeyValuePair<(EdiStandard, string), Place>> Known()
    {
        // X12: type, segment and element of the beginning segment, from the transaction set tables of 004010 to 005010.
        const string X12 = """
            110 B3 2; 180 BGN 2; 204 B2 4; 210 B3 2; 211 BOL 3; 214 B10 1; 300 B1 2; 301 B1 2; 310 B3 2; 753 BGN 2; 754 BGN 2;
            810 BIG 2; 812 BCD 2; 816 BHT 3; 820 TRN 2; 824 BGN 2; 830 BFR 2; 832 BCT 2; 834 BGN 2; 835 TRN 2; 837 BHT 3; 838 BGN 2; 840 BQT 2; 842 BNR 2; 843 BQR 2; 846 BIA 3;
            850 BEG 3; 855 BAK 3; 856 BSN 2; 857 BHT 3; 858 BX 4; 860 BCH 3; 861 BRA 1; 862 BSS 2; 865 BCA 3; 867 BPT 2; 869 BSI 1; 870 BSR 3; 875 G50 3; 880 G01 2;
            940 W05 2; 943 W06 2; 944 W17 3; 945 W06 2; 947 W15 2; 990 B1 2; 270 BHT 3; 271 BHT 3; 276 BHT 3; 277 BHT 3; 278 BHT 3
            """;
        // TRADACOMS: order, invoice, credit note, delivery, utility bill.
        const string Tradacoms = "ORDERS ORD 1; INVOIC IRF 1; CREDIT CRF 1; DELIVR DEL 1; UTLBIL BCD 3";
        return [.. Parse(EdiStandard.X12, X12), .. Parse(EdiStandard.Tradacoms, Tradacoms)];
    }

    private static IEnumerable<KeyValuePair<(EdiStandard, string), Place>> Parse(EdiStandard standard, string table)
        => from row in table.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
           let words = row.Split(' ')
           select KeyValuePair.Create((standard, words[0]), new Place(Encoding.ASCII.GetBytes(words[1]), int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture), 1));

    internal sealed record Place(byte[] Tag, int Element, int Component);
}
