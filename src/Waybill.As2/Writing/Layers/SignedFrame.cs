namespace Waybill.As2;

/// <summary>What stands around the signed part: known before the signature, but for the signature itself.</summary>
internal abstract class SignedFrame
{
    /// <summary>What stands before the signed part.</summary>
    internal abstract byte[] Head();

    /// <summary>Signs, and gives what stands after it.</summary>
    /// <param name="digest">Of the signed part.</param>
    internal abstract byte[] Tail(ReadOnlyMemory<byte> digest);

    /// <summary>The entity of frame, part and signature.</summary>
    internal OutgoingEntity Around(Segment part, byte[] tail) => Entity(new SequenceSegment(new LiteralSegment(Head()), part, new LiteralSegment(tail)));

    /// <summary>The header block alone, with its empty line.</summary>
    internal Segment HeaderBlock() => Entity(new SequenceSegment()).Whole();

    /// <summary>The entity with this body.</summary>
    protected abstract OutgoingEntity Entity(Segment body);
}
