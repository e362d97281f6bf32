using System.Security.Cryptography;

namespace Waybill.Cms.Tests.Envelopes;

/// <summary>What is wrong inside an envelope shows in the outcome alone.</summary>
public sealed class NoOracleTests
{
    private static readonly HandMade Made = new() { Content = TestBytes.Edi(200_003), Form = "indefinite, chunks of 4096", IsIndefinite = true };

    private static CmsKeyBook Keys => Opened.Book(HandMade.Alice);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("AS2-CRYPTO-005")]
    public async Task A_key_that_does_not_unwrap_and_a_padding_that_is_none_read_the_same_way_to_the_end()
    {
        var good = await TraceAsync(Made.Build());
        Assert.Equal(EnvelopeOutcome.Unauthenticated, good.Outcome);
        var padding = await TraceAsync((Made with { Padded = p => [.. p[..^1], 17] }).Build());
        Assert.Equal(EnvelopeOutcome.BadPadding, padding.Outcome);
        foreach (var wrapped in new[]
        {
            RandomNumberGenerator.GetBytes(256), new byte[256], new byte[300], [1],
            HandMade.Wrap(HandMade.Alice, new byte[31]), HandMade.Wrap(HandMade.Alice, new byte[33]), HandMade.Wrap(HandMade.Alice, []),
            HandMade.Wrap(HandMade.Alice, new byte[32], RSAEncryptionPadding.OaepSHA256),
        })
        {
            var key = await TraceAsync((Made with { Recipients = HandMade.KeyTransport(HandMade.Alice, wrapped) }).Build());
            Assert.Equal(EnvelopeOutcome.BadKey, key.Outcome);

            // By chance a random key ends in something that looks like padding, and the last read is that much shorter.
            Assert.InRange(padding.Given - key.Given, 0, 16);
            Assert.Equal(padding.Reads, key.Reads);
        }
    }

    [Fact]
    [Requirement("AS2-CRYPTO-005")]
    public async Task Two_readings_with_a_key_that_does_not_unwrap_give_different_bytes()
    {
        var cms = (Made with { Recipients = HandMade.KeyTransport(HandMade.Alice, new byte[256]) }).Build();
        Assert.NotEqual((await Opened.ReadAsync(cms, Keys)).Content[..1000], (await Opened.ReadAsync(cms, Keys)).Content[..1000]);
    }

    [Theory]
    [InlineData(0), InlineData(17), InlineData(255)]
    public async Task Octets_that_are_no_padding_are_content(byte last)
    {
        var opened = await Opened.ReadAsync((Made with { Padded = p => [.. p[..^1], last] }).Build(), Keys);
        Assert.Equal(EnvelopeOutcome.BadPadding, opened.Outcome);
        Assert.Equal(Made.Content, opened.Content[..Made.Content.Length]);
        Assert.Equal((Made.Content.Length / 16 * 16) + 16, opened.Content.Length);
    }

    [Theory]
    [InlineData(0, 0), InlineData(1, 0), InlineData(15, 0), InlineData(17, 16), InlineData(31, 16), InlineData(65_537, 65_536), InlineData(131_073, 131_072)]
    public async Task Content_that_is_not_whole_blocks_is_given_as_far_as_it_goes(int encrypted, int given)
    {
        var opened = await Opened.ReadAsync((Made with { Form = "primitive", Encrypted = e => e[..encrypted] }).Build(), Keys);
        Assert.Equal((EnvelopeOutcome.BadPadding, given), (opened.Outcome, opened.Content.Length));
        Assert.Equal(Made.Content[..given], opened.Content);
    }

    [Fact]
    public void Padding_is_counted_as_rfc_5652_says_for_every_last_octet_and_one_wrong_octet_anywhere()
    {
        foreach (var size in new[] { 8, 16 })
        {
            for (var value = 0; value < 256; value++)
            {
                var block = Enumerable.Repeat((byte)value, size).ToArray();
                Assert.Equal(value >= 1 && value <= size ? value : 0, BlockPadding.Count(block));
                for (var at = 0; at < size - 1; at++)
                {
                    byte[] wrong = [.. block];
                    wrong[at] ^= 0x40;
                    Assert.Equal(value >= 1 && value <= size && at < size - value ? value : 0, BlockPadding.Count(wrong));
                }
            }
        }
    }

    [Fact]
    [Requirement("AS2-STRUCT-019")]
    public async Task Of_several_recipients_that_are_ours_the_first_that_unwraps_is_taken()
    {
        var (alice, carol) = (HandMade.Alice, TestIdentities.Rsa("carol"));
        var made = Made with
        {
            Recipients =
            [
                .. HandMade.KeyTransport(alice, new byte[256]), .. HandMade.KeyTransport(alice, [1], "1.2.3.4"), .. HandMade.KeyTransport(carol, new byte[256]),
                .. HandMade.KeyTransport(carol, HandMade.Wrap(carol, Made.Key)),
            ],
        };
        var opened = await Opened.ReadAsync(made.Build(), Opened.Book(alice, carol));
        Assert.Equal(Made.Content, opened.Content);
        Assert.Same(opened.Envelope.Recipients[3], opened.Envelope.Used);
        Assert.Equal("oid:1.2.3.4", opened.Envelope.Recipients[1].KeyManagement);
        Assert.Equal(carol.Thumbprint, opened.Envelope.Key?.Certificate.Certificate.Thumbprint);
    }

    private static async Task<(EnvelopeOutcome Outcome, long Given, string Reads)> TraceAsync(byte[] cms)
    {
        using var input = new CountingStream(cms);
        await using var reader = await CmsReader.OpenAsync(input, CmsReadOptions.Default, Stop);
        var envelope = await reader.ReadEnvelopeAsync(Stop);
        var content = envelope.Decrypt(Keys);
        var given = 0L;
        var buffer = new byte[65_536];
        int read;
        while ((read = await content.ReadAsync(buffer, Stop)) > 0)
        {
            given += read;
        }

        // The recipient's length differs by what is tried; how the content is asked for does not.
        return (envelope.Outcome, given, string.Join(',', input.Asked) + $" of {cms.Length - input.Given}");
    }

    private sealed class CountingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public List<int> Asked { get; } = [];

        public long Given => Position;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Asked.Add(buffer.Length);
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
