namespace Waybill.Edi;

/// <summary>One segment: a view on bytes, divided only when it is asked for.</summary>
/// <remarks>Elements are counted from 1, as the standards write them: BEG03 is <c>segment[3]</c>.</remarks>
public readonly ref struct EdiSegment
{
    /// <summary>Views bytes as a segment.</summary>
    /// <param name="text">Without the terminator.</param>
    /// <param name="delimiters">Of its interchange.</param>
    public EdiSegment(ReadOnlySpan<byte> text, EdiDelimiters delimiters)
    {
        Text = text;
        Delimiters = delimiters;
        var end = text.IndexOfAny(AfterTag, delimiters.Element, delimiters.Component);
        Tag = end < 0 ? text : text[..end];
    }

    /// <summary>The bytes as they came, without the terminator.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>What divides it.</summary>
    public EdiDelimiters Delimiters { get; }

    /// <summary>Its name: ISA, UNH, BEG. The bytes before the first delimiter.</summary>
    public ReadOnlySpan<byte> Tag { get; }

    /// <summary>The elements after the tag, in order and in linear time.</summary>
    public EdiValues Elements
    {
        get
        {
            var start = SegmentScan.Find(Text, AfterTag, Delimiters.Release);
            return start < 0 ? default : new(Text[(start + 1)..], Delimiters, Delimiters.Element);
        }
    }

    private byte AfterTag => Delimiters.AfterTag is 0 ? Delimiters.Element : Delimiters.AfterTag;

    /// <summary>One element, found by going through those before it.</summary>
    /// <param name="position">From 1.</param>
    /// <returns>An empty value when it is not there.</returns>
    public EdiValue this[int position] => Elements.At(position);

    /// <summary>Whether its tag is this. Line ends that a sender put into the tag by wrapping lines do not count.</summary>
    /// <param name="tag">In ASCII.</param>
    public bool Is(ReadOnlySpan<byte> tag) => Tag.SequenceEqual(tag) || (Tag.Length > tag.Length && Tag.Length <= tag.Length + 4 && IsWrapped(tag));

    private bool IsWrapped(ReadOnlySpan<byte> tag)
    {
        var at = 0;
        foreach (var value in Tag)
        {
            if (at < tag.Length && value == tag[at])
            {
                at++;
            }
            else if (value is not ((byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return at == tag.Length;
    }
}
