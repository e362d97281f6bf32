namespace Waybill.Cms.Tests.Writing;

/// <summary>What we seal, we open: every cipher with every key management, at every size.</summary>
public sealed class EnvelopeRoundTripTests
{
    /// <summary>Cipher, recipient's key, key management and OAEP digest.</summary>
    public static MatrixTheoryData<string, string> Matrix => new(
        [.. Envelopes.EverydayCiphers, "3des-cbc"],
        ["rsa", "rsa oaep sha-1", "rsa oaep sha-256", "rsa oaep sha-384", "rsa oaep sha-512", "rsa3072", "ec256", "ec384", "ec521"]);

    [Theory]
    [MemberData(nameof(Matrix))]
    [Requirement("AS2-CRYPTO-003", "AS2-CRYPTO-006", "AS2-CRYPTO-008")]
    public async Task What_we_seal_we_open(string cipherName, string recipient)
    {
        var words = recipient.Split(' ');
        using var book = new CmsKeyBook([new CmsPrivateKey(TestIdentities.Rsa("somebody else")), new CmsPrivateKey(Envelopes.Identity(words[0]))]);
        var key = book.Keys[1];
        var cipher = Envelopes.Cipher(cipherName);
        foreach (var bySubjectKey in new[] { false, true })
        {
            var options = new CmsRecipientOptions
            {
                Certificate = key.Certificate,
                UseSubjectKeyIdentifier = bySubjectKey,
                Management = words is [_, "oaep", _] ? KeyManagement.RsaOaep : null,
                OaepDigest = words is [_, "oaep", var digest] ? DigestAlgorithm.All.Single(d => d.Name == digest) : DigestAlgorithm.Sha256,
            };
            foreach (var size in Envelopes.Sizes.Where(s => s < 1 << 20))
            {
                var content = TestBytes.Random(size, size);
                var envelope = await Envelopes.SealAsync(
                    new CmsEnvelopeOptions { Recipients = [options], Cipher = cipher, AllowTripleDes = true, AllowSha1 = true }, content);
                var (opened, outcome, used) = await OpenAsync(envelope, book);

                Assert.Equal(cipher.IsAuthenticated ? EnvelopeOutcome.Authentic : EnvelopeOutcome.Unauthenticated, outcome);
                Assert.Same(key, used);
                Assert.Equal(content, opened);
            }
        }
    }

    [Fact]
    [Requirement("AS2-STRUCT-020")]
    public async Task The_originator_is_one_recipient_more_and_opens_its_own_message()
    {
        using var partner = new CmsKeyBook([new CmsPrivateKey(Envelopes.Identity("ec256"))]);
        using var originator = new CmsKeyBook([new CmsPrivateKey(TestIdentities.Ec("originator", 256))]);
        using var stranger = new CmsKeyBook([new CmsPrivateKey(TestIdentities.Ec("stranger", 256))]);
        var content = TestBytes.Edi(10_000);
        var envelope = await Envelopes.SealAsync(Envelopes.For(partner.Keys[0].Certificate, originator.Keys[0].Certificate), content);

        foreach (var book in new[] { partner, originator })
        {
            var (opened, outcome, used) = await OpenAsync(envelope, book);
            Assert.Equal((EnvelopeOutcome.Unauthenticated, book.Keys[0]), (outcome, used));
            Assert.Equal(content, opened);
        }

        Assert.Equal(CmsProblem.NoKey, (await Assert.ThrowsAsync<CmsException>(() => OpenAsync(envelope, stranger))).Problem);
    }

    private static async Task<(byte[] Content, EnvelopeOutcome Outcome, CmsPrivateKey? Key)> OpenAsync(byte[] envelope, CmsKeyBook book)
    {
        var token = TestContext.Current.CancellationToken;
        await using var reader = await CmsReader.OpenAsync(
            new MemoryStream(envelope), new CmsReadOptions { Policy = new CmsPolicy { AllowTripleDes = true } }, token);
        var opened = await reader.ReadEnvelopeAsync(token);
        using var output = new MemoryStream();
        await opened.Decrypt(book).CopyToAsync(output, token);
        return (output.ToArray(), opened.Outcome, opened.Key);
    }
}
