namespace Waybill.As2;

/// <summary>What a recipe's node is. Numbers are stored: append, never renumber.</summary>
internal enum SegmentKind : byte
{
    Literal = 1,
    Document = 2,
    Base64 = 3,
    Sequence = 4,
    Compressed = 5,
    Envelope = 6,
}
