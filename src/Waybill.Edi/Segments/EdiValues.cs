namespace Waybill.Edi;

/// <summary>Goes through elements, repetitions or components, in linear time and without allocation.</summary>
public ref struct EdiValues
{
    private readonly EdiDelimiters _delimiters;
    private readonly byte _separator;
    private ReadOnlySpan<byte> _rest;
    private bool _more;

    internal EdiValues(ReadOnlySpan<byte> text, EdiDelimiters delimiters, byte separator)
    {
        _rest = text;
        (_delimiters, _separator, _more) = (delimiters, separator, true);
    }

    /// <summary>The one it stands on.</summary>
    public EdiValue Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly EdiValues GetEnumerator() => this;

    /// <summary>Goes to the next.</summary>
    /// <returns>False when there is none.</returns>
    public bool MoveNext()
    {
        if (!_more)
        {
            return false;
        }

        var end = SegmentScan.Find(_rest, _separator, _delimiters.Release);
        _more = end >= 0;
        Current = new(_more ? _rest[..end] : _rest, _delimiters);
        _rest = _more ? _rest[(end + 1)..] : default;
        return true;
    }

    internal readonly EdiValue At(int position)
    {
        var values = this;
        for (var i = 1; values.MoveNext(); i++)
        {
            if (i == position)
            {
                return values.Current;
            }
        }

        return new(default, _delimiters);
    }
}
