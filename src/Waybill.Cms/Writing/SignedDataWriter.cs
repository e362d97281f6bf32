using System.Formats.Asn1;

namespace Waybill.Cms;

/// <summary>Writes SignedData (RFC 5652 §5) from digests: the content itself is never held.</summary>
/// <remarks>The output is DER. With ECDSA or PSS the same input gives other bytes each time: keep what was written for a retry.</remarks>
/// <threadsafety>Safe from many threads.</threadsafety>
public static class SignedDataWriter
{
    private const int UsualBytes = 2048;
    private static readonly Asn1Tag Certificates = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Signs content that stands elsewhere, as in multipart/signed.</summary>
    /// <param name="contentDigest">Gives the digest of the content for each <see cref="CmsSignerOptions.Digest"/>.</param>
    /// <param name="signers">At least one; each becomes a SignerInfo.</param>
    /// <returns>The whole ContentInfo.</returns>
    /// <exception cref="CmsException"><see cref="CmsProblem.ForbiddenAlgorithm"/>: MD5, or SHA-1 without <see cref="CmsSignerOptions.AllowSha1"/>.
    /// <see cref="CmsProblem.BadRequest"/>: a key too small or of the wrong kind, or a digest of the wrong length.</exception>
    public static ReadOnlyMemory<byte> WriteDetached(
        Func<DigestAlgorithm, ReadOnlyMemory<byte>> contentDigest, IReadOnlyList<CmsSignerOptions> signers)
    {
        ArgumentNullException.ThrowIfNull(contentDigest);
        SignerRules.Check(signers);
        var writer = new AsnWriter(AsnEncodingRules.DER, UsualBytes);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(WritingOids.SignedData);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)))
            using (writer.PushSequence())
            {
                WriteHead(writer, signers);
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(WritingOids.Data);
                }

                WriteTail(writer, contentDigest, signers, usualLength: false);
            }
        }

        return writer.Encode();
    }

    /// <summary>Prepares SignedData that carries its content.</summary>
    /// <param name="contentLength">Exact length of the content, in bytes.</param>
    /// <param name="signers">At least one; each becomes a SignerInfo.</param>
    /// <exception cref="CmsException">As for <see cref="WriteDetached"/>.</exception>
    public static OpaqueSignedData BuildOpaque(long contentLength, IReadOnlyList<CmsSignerOptions> signers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(contentLength);
        SignerRules.Check(signers);
        CmsSignerOptions[] kept = [.. signers];

        // Signed once over nothing, to learn how long the end will be.
        var tailLength = Tail(digest => new byte[digest.SizeInBytes], kept).Length;
        var frame = new DerFrame(contentLength)
            .Wrap(Der.OctetString)
            .Wrap(Der.Context0)
            .Wrap(Der.Sequence, AlgorithmIdentifiers.Encoded(w => w.WriteObjectIdentifier(WritingOids.Data)))
            .Wrap(Der.Sequence, AlgorithmIdentifiers.Encoded(w => WriteHead(w, kept)), tailLength)
            .WrapContentInfo(WritingOids.SignedData);
        return new OpaqueSignedData(frame.Prefix, tailLength, frame.Length, contentDigest => Tail(contentDigest, kept));
    }

    private static byte[] Tail(Func<DigestAlgorithm, ReadOnlyMemory<byte>> contentDigest, CmsSignerOptions[] signers)
        => AlgorithmIdentifiers.Encoded(w => WriteTail(w, contentDigest, signers, usualLength: true));

    /// <summary>version and digestAlgorithms.</summary>
    private static void WriteHead(AsnWriter writer, IReadOnlyList<CmsSignerOptions> signers)
    {
        // RFC 5652 §5.1: 3 as soon as one SignerInfo is version 3.
        writer.WriteInteger(signers.Any(s => s.UseSubjectKeyIdentifier) ? 3 : 1);
        using (writer.PushSetOf())
        {
            foreach (var digest in signers.Select(s => s.Digest).Distinct())
            {
                AlgorithmIdentifiers.WriteDigest(writer, digest);
            }
        }
    }

    /// <summary>certificates and signerInfos.</summary>
    private static void WriteTail(
        AsnWriter writer, Func<DigestAlgorithm, ReadOnlyMemory<byte>> contentDigest, IReadOnlyList<CmsSignerOptions> signers, bool usualLength)
    {
        var carried = signers.Where(s => s.IncludeCertificate).Select(s => s.Key.Certificate)
            .DistinctBy(c => c.Sha256Thumbprint, StringComparer.Ordinal).ToArray();
        if (carried.Length > 0)
        {
            using (writer.PushSetOf(Certificates))
            {
                foreach (var certificate in carried)
                {
                    writer.WriteEncodedValue(certificate.Certificate.RawDataMemory.Span);
                }
            }
        }

        using (writer.PushSetOf())
        {
            foreach (var signer in signers)
            {
                SignerInfoWriter.Write(writer, signer, contentDigest(signer.Digest), usualLength);
            }
        }
    }
}
