using System.Security.Cryptography.Pkcs;
using Waybill.Cms.Tests.Signed;

namespace Waybill.Cms.Tests.Signatures;

public sealed class SignerFormTests
{
    private static readonly byte[] ContentType = SignerBytes.Attribute(SignerBytes.ContentType, SignerBytes.Data);
    private static readonly byte[] MessageDigest = SignerBytes.Attribute(SignerBytes.MessageDigest, SignerBytes.Digest);
    private static readonly byte[] Other = SignerBytes.Attribute("1.2.3.4", [5, 0]);

    private static readonly Dictionary<string, byte[][]> Bad = new(StringComparer.Ordinal)
    {
        ["no content type"] = [MessageDigest],
        ["no digest"] = [ContentType],
        ["neither"] = [Other],
        ["content type twice"] = [ContentType, ContentType, MessageDigest],
        ["digest twice"] = [ContentType, MessageDigest, MessageDigest],
        ["content type once empty and once not"] = [SignerBytes.Attribute(SignerBytes.ContentType), ContentType, MessageDigest],
        ["digest once empty and once not"] = [ContentType, SignerBytes.Attribute(SignerBytes.MessageDigest), MessageDigest],
        ["two content types in one"] = [SignerBytes.Attribute(SignerBytes.ContentType, SignerBytes.Data, SignerBytes.Data), MessageDigest],
        ["two digests in one"] = [ContentType, SignerBytes.Attribute(SignerBytes.MessageDigest, SignerBytes.Digest, SignerBytes.Digest)],
        ["content type empty"] = [SignerBytes.Attribute(SignerBytes.ContentType), MessageDigest],
        ["digest empty"] = [ContentType, SignerBytes.Attribute(SignerBytes.MessageDigest)],
        ["another content type"] = [SignerBytes.Attribute(SignerBytes.ContentType, [6, 3, 42, 3, 4]), MessageDigest],
    };

    public static TheoryData<string> BadNames => [.. Bad.Keys];

    [Theory]
    [InlineData("", "0500")]
    [InlineData("", "")]
    [InlineData("0500", "0500")]
    [InlineData("0500", "")]
    [Requirement("AS2-CRYPTO-011", "AS2-CRYPTO-012")]
    public async Task Parameters_of_digest_and_signature_may_be_absent_or_null(string digest, string signature)
    {
        var alice = TestIdentities.Rsa("alice");
        foreach (var attributes in new byte[][][] { [], [ContentType, MessageDigest], [Other, MessageDigest, ContentType] })
        {
            var cms = SignerBytes.Sign(alice, attributes, digest, signature);
            Assert.Equal(SignerStatus.Good, SignedBytes.Check(cms, CmsPolicy.Strict, alice).Status);
            Assert.Equal(SignerStatus.Good, (await SignedReading.ReadAsync(cms)).Verify(alice).Status);
        }
    }

    // The framework must agree that the hand-made form is one, or the refusals below would prove nothing.
    [Fact]
    public void The_form_made_by_hand_is_one_the_framework_verifies()
    {
        var cms = new SignedCms();
        cms.Decode(SignerBytes.Sign(TestIdentities.Rsa("alice"), [ContentType, MessageDigest]));
        cms.CheckSignature([TestIdentities.Rsa("alice")], verifySignatureOnly: true);
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public async Task Content_type_and_digest_stand_exactly_once_under_the_signature(string name)
    {
        var alice = TestIdentities.Rsa("alice");
        var cms = SignerBytes.Sign(alice, Bad[name]);

        Assert.Equal(SignerStatus.BadAttributes, SignedBytes.Check(cms, CmsPolicy.Strict, alice).Status);
        Assert.Equal(SignerStatus.BadAttributes, (await SignedReading.ReadAsync(cms)).Verify(alice).Status);
    }

    [Fact]
    [Requirement("AS2-CRYPTO-012")]
    public async Task Attributes_sent_unsorted_or_in_BER_verify_over_their_DER()
    {
        var alice = TestIdentities.Rsa("alice");
        byte[] sorted = [.. ContentType, .. MessageDigest];
        byte[] unsorted = [.. MessageDigest, .. ContentType];
        var der = BerForms.Tlv(0x31, sorted);
        foreach (var (signed, sent) in new[]
        {
            (der, BerForms.Tlv(0xA0, unsorted)),
            (BerForms.Tlv(0x31, unsorted), BerForms.Tlv(0xA0, unsorted)),
            (der, BerForms.Indefinite(0xA0, unsorted)),
            (der, BerForms.LongTlv(0xA0, sorted)),
        })
        {
            var cms = SignerBytes.SignOver(alice, signed, sent);
            Assert.Equal(SignerStatus.Good, SignedBytes.Check(cms, CmsPolicy.Strict, alice).Status);
            Assert.Equal(SignerStatus.Good, (await SignedReading.ReadAsync(cms)).Verify(alice).Status);
        }

        Assert.Equal(SignerStatus.BadSignature, SignedBytes.Check(SignerBytes.SignOver(alice, sorted, BerForms.Tlv(0xA0, sorted)), CmsPolicy.Strict, alice).Status);
    }

    [Fact]
    public async Task Another_content_type_needs_attributes_that_say_so()
    {
        var alice = TestIdentities.Rsa("alice");
        var named = await SignedBytes.SignAsync(alice, "-econtent_type", "1.2.3.4");
        var bare = await SignedBytes.SignAsync(alice, "-econtent_type", "1.2.3.4", "-noattr");

        Assert.Equal(SignerStatus.Good, SignedBytes.Check(named, CmsPolicy.Strict, alice).Status);
        Assert.Equal(SignerStatus.BadAttributes, SignedBytes.Check(bare, CmsPolicy.Strict, alice).Status);
    }

    [Fact]
    public async Task A_digest_of_other_content_is_a_change_and_not_a_bad_signature()
    {
        var alice = TestIdentities.Rsa("alice");
        var cms = SignerBytes.Sign(alice, [ContentType, SignerBytes.Attribute(SignerBytes.MessageDigest, [4, 32, .. new byte[32]])]);
        Assert.Equal(SignerStatus.DigestMismatch, (await SignedReading.ReadAsync(cms)).Verify(alice).Status);
    }
}
