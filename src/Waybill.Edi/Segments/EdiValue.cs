namespace Waybill.Edi;

/// <summary>An element, one of its repetitions or one of its components: a view on bytes.</summary>
/// <remarks>Components are counted from 1, as the standards write them.</remarks>
public readonly ref struct EdiValue
{
    /// <summary>Views bytes as a value.</summary>
    /// <param name="raw">As they came, with release characters.</param>
    /// <param name="delimiters">Of its interchange.</param>
    public EdiValue(ReadOnlySpan<byte> raw, EdiDelimiters delimiters)
    {
        Raw = raw;
        Delimiters = delimiters;
    }

    /// <summary>The bytes as they came, with release characters.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>What divides it.</summary>
    public EdiDelimiters Delimiters { get; }

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => Raw.IsEmpty;

    /// <summary>Its components; one when it is not divided.</summary>
    public EdiValues Components => new(Raw, Delimiters, Delimiters.Component);

    /// <summary>Its repetitions; one when it is not repeated.</summary>
    public EdiValues Repetitions => new(Raw, Delimiters, Delimiters.Repetition);

    /// <summary>One component.</summary>
    /// <param name="position">From 1.</param>
    /// <returns>An empty value when it is not there.</returns>
    public EdiValue this[int position] => Components.At(position);

    /// <summary>The text: released, without line ends, from UTF-8 or, where it is none, Latin-1. Blanks stay.</summary>
    public string ToText() => EdiText.Decode(Raw, Delimiters.Release);

    /// <summary>Reads a count: digits only, perhaps between blanks.</summary>
    /// <param name="count">0 when there is none.</param>
    /// <returns>False when it is no count or has more than 18 digits.</returns>
    public bool TryGetCount(out long count)
    {
        count = 0;
        var digits = Blanks.TrimEnd(Raw[Blanks.CountAt(Raw)..]);
        if (digits.Length is 0 or > 18 || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        foreach (var digit in digits)
        {
            count = (count * 10) + digit - '0';
        }

        return true;
    }
}
