using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Cms.Tests.Keys;

public sealed class KeyTests
{
    [Fact]
    [Requirement("AS2-CRYPTO-010")]
    public void Our_own_rsa_key_below_2048_bits_is_refused_unless_asked_for()
    {
        var small = TestIdentities.Rsa("small", 1024);
        Assert.Equal(CmsProblem.BadRequest, Assert.Throws<CmsException>(() => new CmsPrivateKey(small)).Problem);
        using var allowed = new CmsPrivateKey(small, allowSmall: true);
        Assert.Equal(1024, allowed.Certificate.KeyBits);
    }

    [Fact]
    public void A_certificate_without_its_key_is_refused()
    {
        using var bare = X509CertificateLoader.LoadCertificate(TestIdentities.Rsa("alice").RawData);
        Assert.Equal(CmsProblem.BadRequest, Assert.Throws<CmsException>(() => new CmsPrivateKey(bare)).Problem);
    }

    [Theory, InlineData(256), InlineData(384), InlineData(521)]
    [Requirement("AS2-CRYPTO-008")]
    public void Keys_on_the_named_curves_are_taken(int curve)
    {
        using var key = new CmsPrivateKey(TestIdentities.Ec("alice", curve));
        Assert.Equal((false, curve), (key.IsRsa, key.Certificate.KeyBits));
    }

    [Fact]
    public void A_curve_outside_the_list_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));
        using var odd = new CertificateRequest("CN=odd", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        using var brainpool = ECDsa.Create(ECCurve.NamedCurves.brainpoolP320r1);
        using var odder = new CertificateRequest("CN=odder", brainpool, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        Assert.Equal(CmsProblem.BadRequest, Assert.Throws<CmsException>(() => new CmsCertificate(odder)).Problem);
        Assert.Equal(CmsProblem.BadRequest, Assert.Throws<CmsException>(() => new CmsCertificate(odd)).Problem);
    }

    [Fact]
    [Requirement("AS2-CRYPTO-014")]
    public void A_certificate_is_found_by_issuer_and_serial_and_by_key_identifier()
    {
        using var alice = new CmsCertificate(TestIdentities.Rsa("alice"));
        using var bob = new CmsCertificate(TestIdentities.Rsa("bob"));
        Assert.True(alice.Is(alice.RawIssuer.Span, [0, .. alice.RawSerialNumber]));
        Assert.False(alice.Is(bob.RawIssuer.Span, alice.RawSerialNumber));
        Assert.False(alice.Is(alice.RawIssuer.Span, bob.RawSerialNumber));
        Assert.True(alice.Is(alice.SubjectKeyIdentifier.Span));
        Assert.False(alice.Is(bob.SubjectKeyIdentifier.Span));
        Assert.False(alice.Is([]));
    }

    [Theory, InlineData(1024), InlineData(2048), InlineData(3072)]
    public void A_certificate_that_is_taken_over_is_the_same_and_opens_its_key_when_it_is_used(int bits)
    {
        var identity = TestIdentities.Rsa("alice", bits);
        using var copied = new CmsCertificate(identity);
        var own = X509CertificateLoader.LoadCertificate(identity.RawData);
        using (var taken = CmsCertificate.TakeOver(own))
        {
            Assert.Same(own, taken.Certificate);
            Assert.Equal((copied.IsRsa, copied.KeyBits, copied.Sha256Thumbprint, copied.SerialNumber), (taken.IsRsa, taken.KeyBits, taken.Sha256Thumbprint, taken.SerialNumber));
            Assert.Equal(bits, taken.Rsa!.KeySize);
            Assert.Same(taken.Rsa, taken.Rsa);
            Assert.Null(taken.Ecdsa);
        }

        Assert.Equal(IntPtr.Zero, own.Handle);
    }

    [Fact]
    public void What_cannot_be_taken_over_is_closed()
    {
        using var ec = CmsCertificate.TakeOver(X509CertificateLoader.LoadCertificate(TestIdentities.Ec("bob", 384).RawData));
        Assert.Equal((false, 384), (ec.IsRsa, ec.KeyBits));
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));
        var odd = new CertificateRequest("CN=odd", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        Assert.Equal(CmsProblem.BadRequest, Assert.Throws<CmsException>(() => CmsCertificate.TakeOver(odd)).Problem);
        Assert.Equal(IntPtr.Zero, odd.Handle);
    }

    [Fact]
    public void Keys_of_others_stay_open_when_a_book_closes()
    {
        using var key = new CmsPrivateKey(TestIdentities.Rsa("alice"));
        var book = new CmsKeyBook([key], ownsKeys: false);
        Assert.Same(key, Assert.Single(book.Keys));
        book.Dispose();
        Assert.Throws<ObjectDisposedException>(() => book.Keys);
        Assert.Equal(256, key.Rsa!.SignHash(new byte[32], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Length);
    }

    [Fact]
    public void A_disposed_book_gives_no_key()
    {
        var book = new CmsKeyBook([new CmsPrivateKey(TestIdentities.Rsa("alice"))]);
        book.Dispose();
        Assert.Throws<ObjectDisposedException>(() => book.Keys);
        CmsKeyBook.Empty.Dispose();
        Assert.Empty(CmsKeyBook.Empty.Keys);
    }
}
