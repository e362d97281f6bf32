using System.Formats.Asn1;

namespace Waybill.Certificates;

/// <summary>Reads and writes P7B files: a SignedData without content and signers that carries certificates (RFC 5652 §5, RFC 8551 §3.8).</summary>
public static class P7bFile
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string Data = "1.2.840.113549.1.7.1";

    // Chains have three or four; a trust store of everything is no chain.
    private const int MostCertificates = 500;

    private static readonly Asn1Tag Certificates = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Writes certificates, in this order, as DER.</summary>
    /// <param name="certificates">Each as DER.</param>
    public static byte[] Write(IReadOnlyList<byte[]> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);

        // BER: DER would sort the set, and readers show the first one as the file's.
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(SignedData);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                writer.PushSetOf();
                writer.PopSetOf();
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Data);
                }

                using (writer.PushSequence(Certificates))
                {
                    foreach (var certificate in certificates)
                    {
                        writer.WriteEncodedValue(certificate);
                    }
                }

                writer.PushSetOf();
                writer.PopSetOf();
            }
        }

        return writer.Encode();
    }

    /// <exception cref="ImportException">It is no P7B file, or holds no certificate.</exception>
    internal static void Add(ReadOnlyMemory<byte> der, KeyMaterial material)
    {
        try
        {
            var signed = Open(der);
            while (signed.HasData)
            {
                if (signed.PeekTag() == Certificates)
                {
                    AddAll(signed.ReadSequence(Certificates), material);
                    return;
                }

                signed.ReadEncodedValue();
            }
        }
        catch (AsnContentException)
        {
            throw new ImportException("Its P7B chain is damaged.");
        }

        throw new ImportException("Its P7B chain holds no certificate.");
    }

    private static AsnReader Open(ReadOnlyMemory<byte> der)
    {
        var info = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        if (info.ReadObjectIdentifier() is not SignedData)
        {
            throw new ImportException("It is an encrypted or another CMS file and no P7B chain.");
        }

        return info.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
    }

    private static void AddAll(AsnReader certificates, KeyMaterial material)
    {
        while (certificates.HasData)
        {
            var tag = certificates.PeekTag();
            var value = certificates.ReadEncodedValue();

            // Attribute certificates and other choices have tags of their own.
            if (tag == Asn1Tag.Sequence)
            {
                DerFile.AddCertificate(value, material);
            }

            if (material.Certificates.Count > MostCertificates)
            {
                throw new ImportException($"It holds more than {MostCertificates} certificates.");
            }
        }

        if (material.Certificates.Count is 0)
        {
            throw new ImportException("Its P7B chain holds no certificate.");
        }
    }
}
