using Waybill.Cms;

namespace Waybill.As2.Tests;

public sealed class MicAlgorithmTests
{
    public static TheoryData<string, string> Spellings
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (digest, names) in new (string, string[])[]
            {
                ("md5", ["md5", "rsa-md5", "md-5"]),
                ("sha-1", ["sha1", "sha-1", "rsa-sha1", "rsa-sha-1", "sha_1"]),
                ("sha-256", ["sha-256", "sha256", "rsa-sha256", "rsa-sha-256", "sha_256"]),
                ("sha-384", ["sha-384", "sha384", "rsa-sha384"]),
                ("sha-512", ["sha-512", "sha512", "rsa-sha512"]),
            })
            {
                foreach (var name in names)
                {
                    data.Add(name, digest);
                    data.Add(name.ToUpperInvariant(), digest);
                    data.Add($" \"{name}\"\t", digest);
                }
            }

            return data;
        }
    }

    [Theory]
    [Requirement("AS2-ALGN-001")]
    [MemberData(nameof(Spellings))]
    public void Every_spelling_is_known_in_a_request_and_in_a_mic(string spelling, string digest)
    {
        Assert.Equal(digest, MicAlgorithm.Parse(spelling).Value!.Digest.Name);
        Assert.Equal(digest, Lines.Options($"signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, {spelling}").MicAlgorithms.Single().Digest.Name);
        var size = MicAlgorithm.Parse(spelling).Value!.Digest.SizeInBytes;
        Assert.Equal(digest, Mic.Parse($"{Convert.ToBase64String(new byte[size])}, {spelling}").Value!.Algorithm.Digest.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha")]
    [InlineData("sha-2")]
    [InlineData("sha-224")]
    [InlineData("sha3-256")]
    [InlineData("pkcs7-signature")]
    [InlineData("rsa")]
    public void Another_name_is_not_guessed_at(string spelling) => Assert.NotNull(MicAlgorithm.Parse(spelling).Problem);

    [Theory]
    [Requirement("AS2-ALGN-002", "AS2-ALGN-003")]
    [InlineData("md5", "md5", "md5")]
    [InlineData("sha-1", "sha1", "sha1")]
    [InlineData("sha-256", "sha-256", "sha256")]
    [InlineData("sha-384", "sha-384", "sha384")]
    [InlineData("sha-512", "sha-512", "sha512")]
    public void A_digest_is_written_in_one_of_two_spellings(string name, string spelling, string old)
    {
        var digest = DigestAlgorithm.All.Single(d => d.Name == name);
        Assert.Equal((spelling, old), (MicAlgorithm.Of(digest).ToString(), MicAlgorithm.Of(digest, oldSpelling: true).ToString()));
        var mic = new Mic(MicAlgorithm.Of(digest, oldSpelling: true), new byte[digest.SizeInBytes]);
        Assert.EndsWith($", {old}", mic.ToString(), StringComparison.Ordinal);
        Assert.EndsWith($", {old}", ReceiptRequest.Signed("x", [mic.Algorithm]).ToHeaders()[1].Value, StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("AS2-ALGN-005")]
    [InlineData("SHA256")]
    [InlineData("rsa-sha1")]
    [InlineData("Sha-512")]
    public void A_mic_repeats_the_senders_spelling(string spelling)
    {
        var chosen = Lines.Options($"signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, \"{spelling}\"").Choose(CmsPolicy.ReadEverything)!;
        var mic = new Mic(chosen, new byte[chosen.Digest.SizeInBytes]);
        Assert.EndsWith($"=, {spelling}", mic.ToString(), StringComparison.Ordinal);
        Assert.Equal(new Mic(MicAlgorithm.Of(chosen.Digest), mic.Value), Mic.Parse(mic.ToString()).Value);
    }
}
