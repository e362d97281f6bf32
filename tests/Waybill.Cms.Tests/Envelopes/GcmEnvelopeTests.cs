namespace Waybill.Cms.Tests.Envelopes;

/// <summary>AuthEnvelopedData whose content and tag the framework's AesGcm made.</summary>
public sealed class GcmEnvelopeTests
{
    private static readonly byte[] Attributes = [.. HandMade.Attribute("1.2.840.113549.1.9.3", 200), .. HandMade.Attribute("1.2.3", 9), .. HandMade.Attribute("1.2.3", 1)];

    private static CmsKeyBook Keys => Opened.Book(HandMade.Alice);

    [Theory]
    [InlineData(12), InlineData(13), InlineData(14), InlineData(15), InlineData(16)]
    [Requirement("AS2-CRYPTO-003")]
    public async Task Every_tag_length_and_size_is_authentic_with_unsorted_attributes_and_without(int tag)
    {
        foreach (var size in new[] { 0, 1, 15, 16, 17, 65_535, 65_536, 131_072, 300_000 })
        {
            foreach (var attributes in new[] { null, Attributes })
            {
                var made = new HandMade { Content = TestBytes.Random(size, size), Tag = tag, Attributes = attributes, Form = "indefinite, chunks of 4096" };
                foreach (var batch in new[] { 81_920, 1000 })
                {
                    var opened = await Opened.ReadAsync(made.Build(), Keys, CmsReadOptions.Default, batch: batch);
                    Assert.Equal(made.Content, opened.Content);
                    Assert.Equal((EnvelopeOutcome.Authentic, CmsContentType.AuthEnvelopedData), (opened.Outcome, opened.Envelope.ContentType));
                }
            }
        }
    }

    [Fact]
    [Requirement("AS2-CRYPTO-003")]
    public async Task A_tag_length_that_is_not_named_is_12()
    {
        Assert.Equal(EnvelopeOutcome.Authentic, (await Opened.ReadAsync(new HandMade { Tag = 12, NamedTagLength = 0 }.Build(), Keys)).Outcome);
        Assert.Equal(EnvelopeOutcome.BadTag, (await Opened.ReadAsync(new HandMade { Tag = 16, NamedTagLength = 0 }.Build(), Keys)).Outcome);
    }

    [Fact]
    [Requirement("AS2-CRYPTO-003")]
    public async Task Whatever_changed_is_a_bad_tag_after_all_content_was_given()
    {
        var made = new HandMade { Tag = 16, Attributes = Attributes, Content = TestBytes.Edi(100_001) };
        var cms = made.Build();
        var at = cms.AsSpan().IndexOf(HandMade.Attribute("1.2.3", 9)) + 7;
        byte[] otherAttribute = [.. cms];
        otherAttribute[at + 2]++;
        foreach (var changed in new[]
        {
            (made with { Mac = m => [(byte)(m[0] ^ 1), .. m[1..]] }).Build(),
            (made with { Mac = m => m[..15] }).Build(),
            (made with { Mac = _ => [] }).Build(),
            (made with { Encrypted = e => [.. e[..^1], (byte)(e[^1] ^ 1)] }).Build(),
            otherAttribute,
        })
        {
            var opened = await Opened.ReadAsync(changed, Keys);
            Assert.Equal(EnvelopeOutcome.BadTag, opened.Outcome);
            Assert.Equal(made.Content[..^1], opened.Content[..^1]);
            Assert.Equal(made.Content.Length, opened.Content.Length);
        }
    }

    [Fact]
    public async Task A_key_that_does_not_unwrap_is_a_bad_key_and_not_a_bad_tag()
    {
        var made = new HandMade { Tag = 16, Recipients = HandMade.KeyTransport(HandMade.Alice, HandMade.Wrap(HandMade.Alice, new byte[16])) };
        var opened = await Opened.ReadAsync(made.Build(), Keys);
        Assert.Equal((EnvelopeOutcome.BadKey, made.Content.Length), (opened.Outcome, opened.Content.Length));
    }
}
