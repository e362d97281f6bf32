using Waybill.Cms;

namespace Waybill.As2.Tests;

public sealed class MicTests
{
    private const string Sha1 = "2jmj7l5rSw0yVb/vlWAYkK/YBwk=";

    [Theory]
    [Requirement("AS2-MIC-019")]
    [InlineData(Sha1 + ",sha1")]
    [InlineData(Sha1 + ", SHA-1")]
    [InlineData(Sha1 + " , \"rsa-sha1\" ")]
    [InlineData(Sha1 + ", sha_1 (comment)")]
    public void Every_spelling_gives_the_same_mic(string text)
    {
        var mic = Mic.Parse(text).Value!;
        Assert.Equal(DigestAlgorithm.Sha1, mic.Algorithm.Digest);
        Assert.Equal(Mic.Parse(Sha1 + ", sha1").Value, mic);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Sha1)]
    [InlineData(Sha1 + ", foo")]
    [InlineData(Sha1 + ", sha-256")]
    public void What_is_not_a_mic_is_refused(string text) => Assert.NotNull(Mic.Parse(text).Problem);

    [Fact]
    [Requirement("AS2-MIC-020")]
    public void The_case_of_base64_counts()
        => Assert.NotEqual(Mic.Parse(Sha1 + ", sha1").Value, Mic.Parse("2JMj7l5rSw0yVb/vlWAYkK/YBwk=, sha1").Value);
}
