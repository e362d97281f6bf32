using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Org.BouncyCastle.Cms;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.Tests;

/// <summary>Messages written by others' libraries: the framework signs and encrypts, BouncyCastle compresses.</summary>
internal sealed record TestMessage(MimeHeaders Headers, byte[] Body)
{
    /// <summary>The bytes the catalogue's MIC table names, when the message was built by <see cref="Build"/>.</summary>
    public byte[] MicBytes { get; init; } = [];

    public static X509Certificate2 Alice { get; } = TestIdentities.Rsa("alice");

    public static X509Certificate2 Bob { get; } = TestIdentities.Rsa("bob");

    public static string V1Headers => "Content-Type: application/EDIFACT\r\nContent-Disposition: attachment; filename=\"orders.edi\"\r\n\r\n";

    public static string V1Content => "UNA:+.? '\r\nUNB+UNOC:3+SENDER:14+RECEIVER:14+260101:1200+1'\r\nUNZ+0+1'\r\n";

    public static byte[] V1 => Encoding.ASCII.GetBytes(V1Headers + V1Content);

    /// <summary>Layers, outermost first, around an entity: E encrypted (CBC), G encrypted (GCM), S signed, O opaque signed, Z compressed; P ends it.</summary>
    public static TestMessage Build(string structure, byte[]? payload = null, string digest = "sha-256")
    {
        var entity = payload ?? V1;
        var micBytes = structure is "P" ? Split(entity).Body : null;
        foreach (var layer in structure.Reverse().Skip(1))
        {
            micBytes = layer is 'S' or 'O' ? entity : micBytes;
            micBytes ??= layer is 'E' or 'G' or 'Z' ? entity : null;
            entity = layer switch
            {
                'E' => Encrypted(entity),
                'G' => EncryptedGcm(entity),
                'S' => Signed(entity, digest),
                'O' => Opaque(entity, digest),
                'Z' => Compressed(entity),
                _ => throw new ArgumentException($"No layer {layer}.", nameof(structure)),
            };
        }

        return Http(entity) with { MicBytes = micBytes! };
    }

    /// <summary>The entity's headers become HTTP's.</summary>
    public static TestMessage Http(byte[] entity)
    {
        var (headers, body) = Split(entity);
        return new(MimeHeaders.FromPairs(MimeHeaders.Parse(headers).Select(f => KeyValuePair.Create(f.Name, f.Value))), body);
    }

    public static byte[] Entity(string headers, byte[] body) => [.. Encoding.Latin1.GetBytes(headers), .. "\r\n\r\n"u8, .. body];

    public static byte[] Signed(byte[] entity, string digest = "sha-256", X509Certificate2? signer = null)
        => Multipart(digest, entity, Entity("Content-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64",
            Encoding.ASCII.GetBytes(Convert.ToBase64String(Signature(entity, digest, signer), Base64FormattingOptions.InsertLineBreaks))));

    /// <summary>A multipart/signed of any parts.</summary>
    public static byte[] Multipart(string micalg, params byte[][] parts)
    {
        IEnumerable<byte> body = [];
        foreach (var part in parts)
        {
            body = [.. body, .. "--sig\r\n"u8, .. part, .. "\r\n"u8];
        }

        return Entity($"Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg={micalg}; boundary=sig", [.. body, .. "--sig--\r\n"u8]);
    }

    public static byte[] Signature(byte[] content, string digest = "sha-256", X509Certificate2? signer = null, bool detached = true)
    {
        var cms = new SignedCms(new ContentInfo(content), detached);
        cms.ComputeSignature(new CmsSigner(signer ?? Alice)
        {
            DigestAlgorithm = new Oid(DigestAlgorithm.All.Single(d => string.Equals(d.Name, digest, StringComparison.Ordinal)).Oid),
            IncludeOption = X509IncludeOption.EndCertOnly,
            SignedAttributes = { new Pkcs9SigningTime(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)) },
        });
        return cms.Encode();
    }

    public static byte[] Opaque(byte[] entity, string digest = "sha-256")
        => Entity("Content-Type: application/pkcs7-mime; smime-type=signed-data", Signature(entity, digest, detached: false));

    public static byte[] Encrypted(byte[] entity, string oid = "2.16.840.1.101.3.4.1.42")
    {
        var cms = new EnvelopedCms(new ContentInfo(entity), new AlgorithmIdentifier(new Oid(oid)));
        cms.Encrypt(new System.Security.Cryptography.Pkcs.CmsRecipient(Bob));
        return Entity("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", cms.Encode());
    }

    public static byte[] EncryptedGcm(byte[] entity)
    {
        using var recipient = new CmsCertificate(Bob);
        var recipe = EnvelopeRecipe.Create(new() { Recipients = [new() { Certificate = recipient }], Cipher = ContentCipher.Aes256Gcm }, entity.Length);
        using var encrypted = recipe.Encrypt(new MemoryStream(entity));
        using var copy = new MemoryStream();
        encrypted.CopyToAsync(copy).GetAwaiter().GetResult();
        return Entity("Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m", copy.ToArray());
    }

    public static byte[] Compressed(byte[] entity)
        => Entity("Content-Type: application/pkcs7-mime; smime-type=compressed-data; name=smime.p7z", CompressedCms(entity));

    public static byte[] CompressedCms(byte[] entity)
        => new CmsCompressedDataGenerator().Generate(new CmsProcessableByteArray(entity), CmsCompressedDataGenerator.ZLib).GetEncoded();

    public static (byte[] Headers, byte[] Body) Split(byte[] entity)
    {
        var end = entity.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        return (entity[..end], entity[end..]);
    }

    public static byte[] Base64Lines(byte[] bytes) => Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks) + "\r\n");
}
