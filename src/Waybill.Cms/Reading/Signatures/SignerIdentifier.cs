using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Cms;

/// <summary>How a SignerInfo or RecipientInfo names its certificate: by issuer and serial number, or by subject key identifier.</summary>
internal sealed class SignerIdentifier
{
    private static readonly Asn1Tag KeyIdentifierTag = new(TagClass.ContextSpecific, 0);
    private readonly ReadOnlyMemory<byte> _issuer;
    private readonly ReadOnlyMemory<byte> _serial;
    private readonly ReadOnlyMemory<byte>? _keyIdentifier;

    private SignerIdentifier(ReadOnlyMemory<byte> issuer, ReadOnlyMemory<byte> serial)
    {
        (_issuer, _serial) = (issuer, serial);
        Issuer = NameText(issuer);
        SerialNumber = Convert.ToHexString(serial.Span);
    }

    private SignerIdentifier(byte[] keyIdentifier)
    {
        _keyIdentifier = keyIdentifier;
        SubjectKeyIdentifier = Convert.ToHexString(keyIdentifier);
    }

    public string? Issuer { get; }

    public string? SerialNumber { get; }

    public string? SubjectKeyIdentifier { get; }

    public static SignerIdentifier Read(AsnReader reader)
    {
        if (reader.PeekTag().HasSameClassAndValue(KeyIdentifierTag))
        {
            return new(reader.ReadOctetString(KeyIdentifierTag));
        }

        var pair = reader.ReadSequence();
        var identifier = new SignerIdentifier(pair.ReadEncodedValue(), ReadSerial(pair));
        pair.ThrowIfNotEmpty();
        return identifier;
    }

    /// <summary>A name by key identifier alone, as a key agreement has it in a structure of its own.</summary>
    public static SignerIdentifier OfKey(byte[] keyIdentifier) => new(keyIdentifier);

    public bool Names(CmsCertificate certificate)
    {
        if (_keyIdentifier is { } wanted)
        {
            return certificate.Is(wanted.Span);
        }

        // Some peers write the issuer's strings in another string type than the certificate has them. The signature must
        // still verify with the configured key, so a name that reads the same is enough.
        return certificate.Is(_issuer.Span, _serial.Span)
            || (certificate.Is(certificate.RawIssuer.Span, _serial.Span)
                && Issuer is { Length: > 0 } && string.Equals(certificate.Certificate.IssuerName.Name, Issuer, StringComparison.OrdinalIgnoreCase));
    }

    // Not ReadIntegerBytes, which refuses the needless zero octets some peers write.
    private static ReadOnlyMemory<byte> ReadSerial(AsnReader pair)
    {
        if (!pair.PeekTag().HasSameClassAndValue(Asn1Tag.Integer) || pair.PeekContentBytes() is not { IsEmpty: false } serial)
        {
            throw new AsnContentException("A serial number is not an integer.");
        }

        pair.ReadEncodedValue();
        return serial;
    }

    private static string NameText(ReadOnlyMemory<byte> issuer)
    {
        try
        {
            return new X500DistinguishedName(issuer.Span).Name;
        }
        catch (CryptographicException)
        {
            return "";
        }
    }
}
