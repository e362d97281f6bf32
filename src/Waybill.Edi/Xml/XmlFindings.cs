namespace Waybill.Edi;

/// <summary>What the head of an XML document may tell.</summary>
internal enum XmlFact
{
    Number,
    Version,
    Control,
    Sender,
    Receiver,
}

/// <summary>The first value of each fact.</summary>
internal sealed class XmlFindings
{
    private readonly string?[] _values = new string?[Enum.GetValues<XmlFact>().Length];

    public string? this[XmlFact fact] => _values[(int)fact];

    public void Note(XmlFact fact, string? value) => _values[(int)fact] ??= string.IsNullOrWhiteSpace(value) ? null : value;
}
