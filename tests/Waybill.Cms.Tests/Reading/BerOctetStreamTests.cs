namespace Waybill.Cms.Tests;

public sealed class BerOctetStreamTests
{
    private static readonly byte[] Octets = TestBytes.Random(7, 300_000);

    public static TheoryData<string> Forms => [.. BerForms.Names];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_gives_the_same_octets_whatever_the_reads(string form)
    {
        var encoded = BerForms.Write(form, 0x04, Octets);
        foreach (var (most, batch) in new[] { (int.MaxValue, 128 * 1024), (1000, 40_000), (int.MaxValue, 999) })
        {
            Assert.Equal(Octets, await ReadAllAsync(encoded, most, batch));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_is_refused_when_cut_anywhere(string form)
    {
        var encoded = BerForms.Write(form, 0x04, Octets[..40]);
        for (var cut = 0; cut < encoded.Length; cut++)
        {
            var error = await Assert.ThrowsAsync<CmsException>(() => ReadAllAsync(encoded[..cut], int.MaxValue, 16));
            Assert.Equal(CmsProblem.Truncated, error.Problem);
        }
    }

    [Theory]
    [InlineData("248002010100", CmsProblem.Malformed)]
    [InlineData("2404040500", CmsProblem.Malformed)]
    [InlineData("2403240604040000", CmsProblem.Malformed)]
    [InlineData("0201AA", CmsProblem.Malformed)]
    [InlineData("248024802480248024802480248024802480", CmsProblem.LimitExceeded)]
    public async Task What_is_not_octet_strings_in_octet_strings_is_refused(string hex, CmsProblem problem)
    {
        var error = await Assert.ThrowsAsync<CmsException>(() => ReadAllAsync(Convert.FromHexString(hex), 1, 64));
        Assert.Equal(problem, error.Problem);
    }

    [Fact]
    public async Task Eight_levels_are_read()
        => Assert.Equal([0xAA], await ReadAllAsync(Convert.FromHexString("24802480248024802480248024802480" + "0401AA" + "00000000000000000000000000000000"), 3, 64));

    private static async Task<byte[]> ReadAllAsync(byte[] encoded, int most, int batch)
    {
        using var reader = new BerReader(new TrickleStream(encoded, most), CmsLimits.Default);
        var content = await BerOctetStream.OpenAsync(reader, 0x04, Stop);
        using var all = new MemoryStream();
        var buffer = new byte[batch];
        int read;
        do
        {
            read = await content.ReadAsync(buffer, Stop);
            all.Write(buffer, 0, read);
        }
        while (read == batch);
        Assert.Equal(all.Length, content.Length);
        Assert.Equal(encoded.Length, reader.Position);
        return all.ToArray();
    }
}
