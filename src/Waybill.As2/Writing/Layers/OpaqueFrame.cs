using Waybill.Cms;

namespace Waybill.As2;

/// <summary>SignedData with the part inside it (RFC 8551 §3.5.2). Always binary: it is as long as the documents.</summary>
internal sealed class OpaqueFrame(CmsSignerOptions signer, long partLength) : SignedFrame
{
    private readonly OpaqueSignedData _signed = SignedDataWriter.BuildOpaque(partLength, [signer]);

    internal override byte[] Head() => _signed.Prefix.ToArray();

    internal override byte[] Tail(ReadOnlyMemory<byte> digest) => _signed.Suffix(_ => digest).ToArray();

    protected override OutgoingEntity Entity(Segment body) => CmsEntity.Signed(body);
}
