namespace Waybill.Cms.Tests.Signed;

public sealed class SignedRefusalTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("-binary")]
    [InlineData("-stream")]
    public async Task A_message_cut_at_any_byte_is_truncated(string form)
    {
        var cms = await SignedReadingTests.OpenSslAsync(TestBytes.Edi(200), TestIdentities.Ec("alice"), form);
        for (var cut = 0; cut < cms.Length; cut++)
        {
            Assert.Equal(CmsProblem.Truncated, await SignedReading.ProblemAsync(cms[..cut]));
        }
    }

    [Theory]
    [InlineData("A000")]
    [InlineData("A0020500")]
    [InlineData("A0053003020101")]
    [InlineData("A00404000500")]
    [InlineData("A00204000500")]
    [InlineData("0400")]
    public async Task Content_that_is_not_one_octet_string_is_malformed(string content)
        => Assert.Equal(CmsProblem.Malformed, await SignedReading.ProblemAsync(SignedParts.WriteAround(content, "3100", "3100")));

    [Theory]
    [InlineData("3100", "")]
    [InlineData("3100", "A000")]
    [InlineData("3100", "3000")]
    [InlineData("3100", "31003100")]
    [InlineData("3100", "A000A10031003100")]
    [InlineData("3100", "A100A0003100")]
    [InlineData("3100", "31020500")]
    [InlineData("3000", "3100")]
    [InlineData("31020500", "3100")]
    [InlineData("31023000", "3100")]
    public async Task Fields_that_are_missing_or_wrong_are_malformed(string digestAlgorithms, string tail)
        => Assert.Equal(CmsProblem.Malformed, await SignedReading.ProblemAsync(SignedParts.Write([1, 2, 3], digestAlgorithms, tail)));

    [Fact]
    public async Task The_fields_behind_the_content_are_bounded_together()
    {
        var certificates = Convert.ToHexString(BerForms.Tlv(0xA0, BerForms.Tlv(0x30, new byte[300])));
        var crls = Convert.ToHexString(BerForms.Tlv(0xA1, BerForms.Tlv(0x30, new byte[300])));
        var cms = SignedParts.Write([1, 2, 3], "3100", certificates + crls + "3100");
        var length = (certificates.Length + crls.Length + 4) / 2;

        Assert.Single((await SignedReading.ReadAsync(cms, limits: new() { MaxElementBytes = length })).Signatures.CarriedCertificates);
        Assert.Equal(CmsProblem.LimitExceeded, await SignedReading.ProblemAsync(cms, new() { MaxElementBytes = length - 1 }));
    }

    [Fact]
    public async Task More_signers_than_allowed_are_refused()
    {
        var cms = await SignedReadingTests.OpenSslAsync([1], TestIdentities.Ec("alice"));
        Assert.Equal(CmsProblem.LimitExceeded, await SignedReading.ProblemAsync(cms, new() { MaxSigners = 0 }));
    }

    [Theory]
    [InlineData("308006092A864886F70D010702A08030800201013188FFFF")]
    [InlineData("308006092A864886F70D010702A08030800201013100308006092A864886F70D010701A08004887FFFFFFFFFFFFF00")]
    [InlineData("308006092A864886F70D010702A08030800201013100308006092A864886F70D010701A080248004887FFFFFFFFFFFFF00")]
    [InlineData("308006092A864886F70D010702A08030800201013100308006092A864886F70D010701A0800400000000003184000FFF00")]
    [InlineData("308006092A864886F70D010702A08030800201013100308006092A864886F70D010701A0800400000000003188000000007FFFFFFF")]
    public async Task A_claimed_length_allocates_nothing(string hex)
    {
        var cms = Convert.FromHexString(hex);
        await SignedReading.ProblemAsync(cms);
        var before = GC.GetAllocatedBytesForCurrentThread();
        await SignedReading.ProblemAsync(cms);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 500_000);
    }

    [Fact]
    public async Task Signatures_are_not_shown_before_the_end_nor_after_a_failure()
    {
        var cms = await SignedReadingTests.OpenSslAsync(TestBytes.Edi(200), TestIdentities.Ec("alice"));
        await using var reader = await CmsReader.OpenAsync(new MemoryStream(cms[..^1]), CmsReadOptions.Default, Stop);
        var signed = await reader.ReadSignedAsync(Stop);
        Assert.Throws<InvalidOperationException>(() => signed.Signatures);
        await signed.Content.ReadExactlyAsync(new byte[200], Stop);
        Assert.Throws<InvalidOperationException>(() => signed.Signatures);
        for (var again = 0; again < 2; again++)
        {
            var error = await Assert.ThrowsAsync<CmsException>(async () => await signed.Content.ReadExactlyAsync(new byte[1], Stop));
            Assert.Equal(CmsProblem.Truncated, error.Problem);
        }

        Assert.Throws<InvalidOperationException>(() => signed.Signatures);
    }

    [Fact]
    public async Task Mutations_end_in_a_reading_or_a_CmsException()
    {
        var cms = await SignedReadingTests.OpenSslAsync(TestBytes.Edi(200), TestIdentities.Ec("alice"), "-stream");
        const int BehindContentType = 13;
        var random = new Random(1);
        var (read, refused) = (0, 0);
        for (var round = 0; round < 3000; round++)
        {
            var changed = cms.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                changed[random.Next(BehindContentType, changed.Length)] = (byte)random.Next(256);
            }

            try
            {
                await SignedReading.ReadAsync(changed);
                read++;
            }
            catch (CmsException)
            {
                refused++;
            }
            catch (Xunit.Sdk.EqualException)
            {
                // The content type was changed: read, and told.
                read++;
            }
        }

        Assert.InRange(read, 1, 2999);
        Assert.InRange(refused, 1, 2999);
    }
}
