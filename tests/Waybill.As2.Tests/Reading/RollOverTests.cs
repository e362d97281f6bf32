using Waybill.Cms;
using Waybill.As2.Tests.Writing;

namespace Waybill.As2.Tests;

/// <summary>While a certificate is replaced, old and new are there side by side.</summary>
public sealed class RollOverTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ES")]
    [InlineData("EZS")]
    [Requirement("AS2-CRYPTO-019")]
    public async Task Signed_or_encrypted_with_the_old_or_the_new_a_message_opens(string structure)
    {
        using var newSigner = new CmsPrivateKey(TestIdentities.Rsa("alice's next"));
        using var newRecipient = new CmsPrivateKey(TestIdentities.Ec("bob's next"));
        var both = Reading.Open with
        {
            SignerCertificates = [Packing.Alice.Certificate, newSigner.Certificate], DecryptionKeys = new([Packing.Bob, newRecipient]),
            Signature = Requirement.Required, Encryption = Requirement.Required,
        };
        foreach (var signer in new[] { Packing.Alice, newSigner })
        {
            foreach (var recipient in new[] { Packing.Bob, newRecipient })
            {
                await using var package = await Packing.PackAsync(
                    Packing.Options(structure) with { Signer = new() { Key = signer }, Recipients = [new() { Certificate = recipient.Certificate }] }, Packing.Document(TestBytes.Edi(3000)));

                await using var verdict = await ReadAsync(package, both);
                Assert.True(verdict.IsAccepted, verdict.Detail);
                Assert.Equal(signer.Certificate.Sha256Thumbprint, verdict.Signer!.Sha256Thumbprint);

                // The old alone opens and verifies the old alone.
                await using var old = await ReadAsync(package, both with { SignerCertificates = [Packing.Alice.Certificate], DecryptionKeys = new([Packing.Bob]) });
                Assert.Equal(signer == Packing.Alice && recipient == Packing.Bob, old.IsAccepted);
            }
        }
    }

    private static async Task<As2Verdict> ReadAsync(As2Package package, As2ReadOptions options)
        => await As2MessageReader.ReadAsync(Mime.MimeHeaders.FromPairs(package.Headers), null, await package.OpenAsync(Token), options, new SpoolQuarantine(), Token);
}
