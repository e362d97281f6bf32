using System.Security.Cryptography;
using Waybill.Cms.Tests.Envelopes;
using Waybill.Cms.Tests.Signed;

namespace Waybill.Cms.Tests;

/// <summary>The last that is taken and the first that is not, under the bounds used when none are given.</summary>
public sealed class BoundTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("AS2-SEC-005")]
    public async Task Eight_signers_are_read_and_nine_are_not()
    {
        using var alice = new CmsPrivateKey(TestIdentities.Rsa("alice"));
        foreach (var signers in new[] { 8, 9 })
        {
            var cms = SignedDataWriter.WriteDetached(d => CryptographicOperations.HashData(d.Hash, "x"u8), [.. Enumerable.Repeat(new CmsSignerOptions { Key = alice }, signers)]).ToArray();
            if (signers is 8)
            {
                Assert.Equal(8, CmsSignatures.Read(cms).Signers.Count);
                Assert.Equal(8, (await SignedReading.ReadAsync(cms)).Signatures.Signers.Count);
            }
            else
            {
                Assert.Equal(CmsProblem.LimitExceeded, Assert.Throws<CmsException>(() => CmsSignatures.Read(cms)).Problem);
                Assert.Equal(CmsProblem.LimitExceeded, await SignedReading.ProblemAsync(cms));
            }
        }
    }

    [Fact]
    [Requirement("AS2-SEC-005")]
    public async Task Sixty_four_recipients_are_read_and_no_more()
    {
        foreach (var recipients in new[] { 64, 65 })
        {
            var one = HandMade.KeyTransport(HandMade.Alice, new byte[256]);
            var cms = new HandMade { Recipients = [.. Enumerable.Repeat(one, recipients).SelectMany(r => r)] }.Build();
            await using var reader = await CmsReader.OpenAsync(new MemoryStream(cms), CmsReadOptions.Default, Stop);
            if (recipients is 64)
            {
                Assert.Equal(64, (await reader.ReadEnvelopeAsync(Stop)).Recipients.Count);
            }
            else
            {
                Assert.Equal(CmsProblem.LimitExceeded, (await Assert.ThrowsAsync<CmsException>(async () => await reader.ReadEnvelopeAsync(Stop))).Problem);
            }
        }
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(9, CmsProblem.LimitExceeded)]
    [InlineData(100_000, CmsProblem.LimitExceeded)]
    [Requirement("AS2-SEC-005")]
    public async Task A_content_is_in_pieces_of_pieces_of_at_most_eight_levels(int depth, CmsProblem? expected)
    {
        byte[] nested = [.. Repeat([0x24, 0x80], depth - 1), .. BerForms.Tlv(4, new byte[32]), .. new byte[2 * (depth - 1)]];
        using var reader = new BerReader(new MemoryStream([0x24, 0x80, .. nested, 0, 0]), CmsLimits.Default);
        var octets = await BerOctetStream.OpenAsync(reader, 4, Stop);
        var read = async () => Assert.Equal(32, await octets.ReadAsync(new byte[100], Stop));
        if (expected is null)
        {
            await read();
        }
        else
        {
            Assert.Equal(expected, (await Assert.ThrowsAsync<CmsException>(read)).Problem);
        }
    }

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, CmsProblem.LimitExceeded)]
    [InlineData(200_000, CmsProblem.LimitExceeded)]
    [Requirement("AS2-SEC-005")]
    public async Task A_header_element_is_nested_at_most_64_deep(int depth, CmsProblem? expected)
    {
        using var reader = new BerReader(new MemoryStream([.. Repeat([0x30, 0x80], depth), .. new byte[2 * depth]]), CmsLimits.Default);
        if (expected is null)
        {
            Assert.Equal(4 * depth, (await reader.CollectElementAsync(1 << 20, "it", Stop)).Length);
        }
        else
        {
            Assert.Equal(expected, (await Assert.ThrowsAsync<CmsException>(async () => await reader.CollectElementAsync(1 << 20, "it", Stop))).Problem);
        }
    }

    private static byte[] Repeat(byte[] bytes, int times) => [.. Enumerable.Repeat(bytes, times).SelectMany(b => b)];
}
