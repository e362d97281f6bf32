using System.Security.Cryptography.X509Certificates;
using Waybill.Cms.Tests.Writing;

namespace Waybill.Cms.Tests.Signatures;

public sealed class PssKeyTests
{
    // The certificate's key says id-RSASSA-PSS and not rsaEncryption (RFC 4055 §1.2).
    [Fact]
    [Requirement("AS2-CRYPTO-007")]
    public async Task A_certificate_whose_key_is_for_PSS_alone_verifies()
    {
        var pem = await OpenSsl.RunAsync(
            default, "req", "-x509", "-newkey", "rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048", "-noenc", "-subj", "/CN=pss", "-days", "30", "-keyout", "-", "-out", "-");
        using var folder = new TestFolder();
        string[] sign = ["cms", "-sign", "-binary", "-outform", "DER", "-md", "sha256", "-signer", folder.Write("signer.pem", pem)];
        var cms = await OpenSsl.RunAsync(SignedBytes.Content, [.. sign, "-keyopt", "rsa_padding_mode:pss"]);
        var mislabelled = await OpenSsl.RunAsync(SignedBytes.Content, sign);
        using var certificate = X509Certificate2.CreateFromPem(System.Text.Encoding.ASCII.GetString(pem));

        var check = SignedBytes.Check(cms, CmsPolicy.Strict, certificate);
        Assert.Equal(SignerStatus.Good, check.Status);
        Assert.Equal("rsa-pss", check.All[0].Signer.SignatureAlgorithm);
        // Without the option OpenSSL calls the signature PKCS#1, which such a key does not make; it does not verify it either.
        Assert.Equal(SignerStatus.BadSignature, SignedBytes.Check(mislabelled, CmsPolicy.Strict, certificate).Status);
        using var recipient = new CmsCertificate(certificate);
        Assert.False(recipient.IsRsa);
        foreach (var management in new KeyManagement?[] { null, KeyManagement.RsaPkcs1, KeyManagement.RsaOaep })
        {
            var options = new CmsEnvelopeOptions { Recipients = [new() { Certificate = recipient, Management = management }] };
            Assert.Equal(CmsProblem.BadRequest, Assert.Throws<CmsException>(() => EnvelopeRecipe.Create(options, 1)).Problem);
        }

        Assert.Equal(SignerStatus.DigestMismatch, SignedBytes.Check(cms, [1], CmsPolicy.Strict, certificate).Status);
    }
}
