using System.Formats.Asn1;

namespace Waybill.Certificates;

/// <summary>Tells by its outermost elements what a DER or BER file is, without opening it.</summary>
internal static class DerShape
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string PlainData = "1.2.840.113549.1.7.1";

    /// <summary>Programs write thousands to a million; each takes time that the file's sender chooses.</summary>
    private const int MostIterations = 5_000_000;

    /// <summary>Whether deriving an encrypted key's key (RFC 8018 §A.2, §A.3) would take longer than any honest file does.</summary>
    internal static bool IsTooMuchWork(ReadOnlyMemory<byte> der) => Is(der, static sequence =>
    {
        var algorithm = sequence.ReadSequence();
        algorithm.ReadObjectIdentifier();
        var parameters = algorithm.ReadSequence();
        if (parameters.PeekTag() == Asn1Tag.Sequence)
        {
            // PBES2 names its derivation first; PBES1 is one.
            parameters = parameters.ReadSequence();
            parameters.ReadObjectIdentifier();
            parameters = parameters.ReadSequence();
        }

        parameters.ReadEncodedValue();
        return !parameters.TryReadInt32(out var iterations) || iterations > MostIterations;
    });

    /// <summary>SEQUENCE { AlgorithmIdentifier, OCTET STRING } (RFC 5958 §3).</summary>
    internal static bool IsEncryptedKey(ReadOnlyMemory<byte> der) => Is(der, static sequence =>
    {
        sequence.ReadSequence().ReadObjectIdentifier();
        return sequence.PeekTag().HasSameClassAndValue(Asn1Tag.PrimitiveOctetString);
    });

    /// <summary>SEQUENCE { SEQUENCE, AlgorithmIdentifier, BIT STRING } (RFC 5280 §4.1).</summary>
    internal static bool IsCertificate(ReadOnlyMemory<byte> der) => Is(der, static sequence =>
    {
        sequence.ReadSequence();
        sequence.ReadSequence().ReadObjectIdentifier();
        return sequence.PeekTag().HasSameClassAndValue(Asn1Tag.PrimitiveBitString);
    });

    /// <summary>A ContentInfo of SignedData: a P7B file (RFC 5652 §5).</summary>
    internal static bool IsSignedData(ReadOnlyMemory<byte> der) => Is(der, static sequence => sequence.ReadObjectIdentifier() is SignedData);

    /// <summary>SEQUENCE { INTEGER 3, ContentInfo … }: PKCS#12 (RFC 7292 §4); signed instead of keyed nobody writes it.</summary>
    internal static bool IsPkcs12(ReadOnlyMemory<byte> der) => Is(der, static sequence =>
        sequence.TryReadInt32(out var version) && version is 3 && sequence.ReadSequence().ReadObjectIdentifier() is PlainData);

    private static bool Is(ReadOnlyMemory<byte> der, Func<AsnReader, bool> test)
    {
        try
        {
            return test(new AsnReader(der, AsnEncodingRules.BER).ReadSequence());
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
