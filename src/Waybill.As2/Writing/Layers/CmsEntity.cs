using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>application/pkcs7-mime around a compressed, encrypted or signed entity (RFC 8551 §3.2, RFC 5402 §2).</summary>
internal static class CmsEntity
{
    internal static OutgoingEntity Compressed(ScratchSegment zlib, TransferEncoding encoding)
        => Build(
            "compressed-data",
            "smime.p7z",
            encoding,
            new SequenceSegment(new LiteralSegment(CompressedDataWriter.Prefix(zlib.Length).ToArray()), zlib));

    internal static OutgoingEntity Encrypted(OutgoingEntity content, CmsEnvelopeOptions options)
    {
        var plaintext = content.Whole();
        var recipe = EnvelopeRecipe.Create(options, plaintext.Length);
        return Build(
            options.Cipher.IsAuthenticated ? "authEnveloped-data" : "enveloped-data",
            "smime.p7m",
            TransferEncoding.Binary,
            new EnvelopeSegment(recipe, plaintext));
    }

    internal static OutgoingEntity Signed(Segment cms) => Build("signed-data", "smime.p7m", TransferEncoding.Binary, cms);

    private static OutgoingEntity Build(string smimeType, string name, TransferEncoding encoding, Segment cms)
        => new(
            ContentType.Write("application/pkcs7-mime", ("smime-type", smimeType), ("name", name)),
            encoding,
            Base64Segment.Encode(cms, encoding),
            ContentDisposition.WriteAttachment(name));
}
