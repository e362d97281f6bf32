namespace Waybill.Cms.Tests.Envelopes;

public sealed class BerEnvelopeTests
{
    private static readonly byte[] Content = TestBytes.Edi(10_000);

    public static TheoryData<string> Forms => [.. BerForms.Names];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static CmsKeyBook Keys => Opened.Book(HandMade.Alice);

    [Theory]
    [MemberData(nameof(Forms))]
    [Requirement("AS2-STRUCT-017", "AS2-STRUCT-018")]
    public async Task Every_form_opens_with_everything_optional_and_trailing_bytes(string form)
    {
        foreach (var indefinite in new[] { false, true })
        {
            foreach (var tag in new int?[] { null, 16 })
            {
                var cms = new HandMade
                {
                    Content = Content, Form = form, IsIndefinite = indefinite, Tag = tag, HasOriginatorInfo = true, Attributes = HandMade.Attribute("1.2.3", 7),
                }.Build();
                foreach (byte[] trailing in new byte[][] { [], [13, 10], [0, 0, 10], new byte[1024] })
                {
                    var opened = await Opened.ReadAsync([.. cms, .. trailing], Keys);
                    Assert.Equal(Content, opened.Content);
                    Assert.Equal(tag is null ? EnvelopeOutcome.Unauthenticated : EnvelopeOutcome.Authentic, opened.Outcome);
                }
            }
        }
    }

    [Fact]
    public async Task A_message_cut_anywhere_is_an_error()
    {
        foreach (var tag in new int?[] { null, 12 })
        {
            foreach (var (form, indefinite) in new[] { ("primitive", false), ("indefinite in indefinite", true) })
            {
                var cms = new HandMade { Form = form, IsIndefinite = indefinite, Tag = tag, Attributes = HandMade.Attribute("1.2.3", 7) }.Build();
                using var keys = Keys;
                for (var cut = 0; cut < cms.Length; cut++)
                {
                    var error = await Assert.ThrowsAsync<CmsException>(() => Opened.ReadAsync(cms[..cut], keys));
                    Assert.Equal(CmsProblem.Truncated, error.Problem);
                }
            }
        }
    }

    [Fact]
    public async Task Changed_octets_give_a_documented_error_or_an_outcome()
    {
        using var keys = Keys;
        var outcomes = new HashSet<EnvelopeOutcome>();
        foreach (var tag in new int?[] { null, 16 })
        {
            foreach (var (form, indefinite) in new[] { ("primitive", false), ("indefinite, chunks of 1000", true) })
            {
                var cms = new HandMade { Content = TestBytes.Edi(300), Form = form, IsIndefinite = indefinite, Tag = tag, Attributes = HandMade.Attribute("1.2.3", 7) }.Build();
                for (var at = 0; at < cms.Length; at++)
                {
                    foreach (byte change in new byte[] { 0x01, 0x80, 0xFF })
                    {
                        byte[] changed = [.. cms];
                        changed[at] ^= change;
                        try
                        {
                            await using var reader = await CmsReader.OpenAsync(new MemoryStream(changed), CmsReadOptions.Default, Stop);
                            if (reader.ContentType is not (CmsContentType.EnvelopedData or CmsContentType.AuthEnvelopedData))
                            {
                                continue;
                            }

                            outcomes.Add((await Opened.ReadAsync(changed, keys)).Outcome);
                        }
                        catch (CmsException)
                        {
                            // Documented.
                        }
                    }
                }
            }
        }

        Assert.Superset(new HashSet<EnvelopeOutcome> { EnvelopeOutcome.BadKey, EnvelopeOutcome.BadPadding, EnvelopeOutcome.BadTag }, outcomes);
    }

    [Fact]
    public async Task What_is_missing_or_too_much_is_refused()
    {
        var alice = HandMade.KeyTransport(HandMade.Alice, HandMade.Wrap(HandMade.Alice, new byte[32]));
        foreach (var (cms, problem) in new (byte[], CmsProblem)[]
        {
            (new HandMade { IsIndefinite = true }.Build()[..^2], CmsProblem.Truncated),
            ([.. new HandMade().Build(), .. new byte[1025]], CmsProblem.LimitExceeded),
            (new HandMade { NamedIvLength = 8 }.Build(), CmsProblem.Malformed),
            (new HandMade { Tag = 16, NamedTagLength = 11 }.Build(), CmsProblem.Malformed),
            (new HandMade { Tag = 16, NamedTagLength = 17 }.Build(), CmsProblem.Malformed),
            (new HandMade { Recipients = [] }.Build(), CmsProblem.NoKey),
            (new HandMade { Recipients = [.. Enumerable.Repeat(alice, 65).SelectMany(a => a)] }.Build(), CmsProblem.LimitExceeded),
            (new HandMade { Recipients = BerForms.Tlv(0xA4, [.. HandMade.Oid("1.2.3"), .. BerForms.Tlv(4, new byte[1 << 20])]) }.Build(), CmsProblem.LimitExceeded),
            (new HandMade { Recipients = [0xA7, 0] }.Build(), CmsProblem.Malformed),
            (new HandMade { Recipients = [4, 0] }.Build(), CmsProblem.Malformed),
            (new HandMade { Recipients = HandMade.KeyTransport(HandMade.Alice, [1], "1.2.3.4") }.Build(), CmsProblem.UnknownAlgorithm),
        })
        {
            var error = await Assert.ThrowsAsync<CmsException>(() => Opened.ReadAsync(cms, Keys));
            Assert.Equal(problem, error.Problem);
        }
    }

    [Fact]
    public async Task Encrypted_content_that_is_absent_is_malformed()
    {
        byte[] info = BerForms.Tlv(0x30, [.. HandMade.Oid("1.2.840.113549.1.7.1"), .. BerForms.Tlv(0x30, [.. HandMade.Oid(ContentCipher.Aes256Cbc.Oid), .. BerForms.Tlv(4, new byte[16])])]);
        byte[] cms = BerForms.Tlv(0x30, [.. HandMade.Oid("1.2.840.113549.1.7.3"), .. BerForms.Tlv(0xA0, BerForms.Tlv(0x30,
            [2, 1, 0, .. BerForms.Tlv(0x31, HandMade.KeyTransport(HandMade.Alice, new byte[256])), .. info]))]);
        Assert.Equal(CmsProblem.Malformed, (await Assert.ThrowsAsync<CmsException>(() => Opened.ReadAsync(cms, Keys))).Problem);
    }

    [Fact]
    public async Task A_cipher_in_the_wrong_kind_of_envelope_is_malformed_and_an_unknown_one_is_named()
    {
        foreach (var (from, to, problem) in new[]
        {
            (ContentCipher.Aes256Cbc.Oid, ContentCipher.Aes256Gcm.Oid, CmsProblem.Malformed),
            (ContentCipher.Aes256Cbc.Oid, "2.16.840.1.101.3.4.1.43", CmsProblem.UnknownAlgorithm),
        })
        {
            var cms = new HandMade().Build();
            var at = cms.AsSpan().IndexOf(HandMade.Oid(from));
            HandMade.Oid(to).CopyTo(cms, at);
            await using var reader = await CmsReader.OpenAsync(new MemoryStream(cms), CmsReadOptions.Default, Stop);
            var envelope = await reader.ReadEnvelopeAsync(Stop);
            Assert.Equal(to, envelope.CipherOid);
            Assert.Equal(problem, Assert.Throws<CmsException>(() => envelope.Decrypt(Keys)).Problem);
        }
    }

    [Theory]
    [InlineData("84FFFFFFF0")]
    [InlineData("887FFFFFFFFFFFFFFF")]
    [InlineData("8800FFFFFFFFFFFFFF")]
    [InlineData("880000000FFFFFFFF0")]
    public async Task No_claimed_length_is_allocated(string length)
    {
        var cms = new HandMade { IsIndefinite = true, Content = [] }.Build();
        var at = cms.Length - 18 - 8;
        Assert.Equal(0x80, cms[at]);
        byte[] claims = [.. cms[..(at + 1)], .. Convert.FromHexString(length), .. new byte[100]];
        using var keys = Keys;
        await Assert.ThrowsAsync<CmsException>(() => Opened.ReadAsync(claims, keys));
        var before = GC.GetAllocatedBytesForCurrentThread();
        await Assert.ThrowsAsync<CmsException>(() => Opened.ReadAsync(claims, keys, batch: 1000));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public async Task Gcm_content_longer_than_64_gib_is_refused_by_its_claim()
    {
        var cms = new HandMade { Tag = 16, Content = [], IsIndefinite = true }.Build();
        var at = cms.AsSpan().LastIndexOf(new byte[] { 0x80, 0x00 });
        foreach (var (length, problem) in new[] { ("880000000FFFFFFFE0", CmsProblem.Truncated), ("880000000FFFFFFFE1", CmsProblem.LimitExceeded) })
        {
            byte[] claims = [.. cms[..(at + 1)], .. Convert.FromHexString(length), .. new byte[1000]];
            Assert.Equal(problem, (await Assert.ThrowsAsync<CmsException>(() => Opened.ReadAsync(claims, Keys))).Problem);
        }
    }
}
