namespace Waybill.Cms.Tests;

/// <summary>A gigabyte as senders that stream write it: an octet string of about a million pieces.</summary>
public sealed class MillionSegmentsTests
{
    private const int Segments = 1_073_742;
    private const int SegmentBytes = 1000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Anything that took time by the square of the segments, or held them, would not end here.
    [Theory]
    [InlineData(64 * 1024)]
    [InlineData(5000)]
    [Requirement("AS2-STRUCT-017")]
    public async Task They_are_read_one_after_the_other_in_constant_memory(int batch)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        await using var cms = new SegmentStream();
        await using var reader = await CmsReader.OpenAsync(cms, CmsReadOptions.Default, Stop);
        var signed = await reader.ReadSignedAsync(Stop);
        var buffer = new byte[batch];
        var (length, wrong) = (0L, 0);
        for (int read; (read = await signed.Content.ReadAsync(buffer, Stop)) > 0; length += read)
        {
            wrong += buffer[0] == (byte)(length % SegmentBytes) ? 0 : 1;
        }

        Assert.Equal(((long)Segments * SegmentBytes, 0), (length, wrong));
        Assert.Empty(signed.Signatures.Signers);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1 << 20);
    }

    /// <summary>SignedData of indefinite length around segments that are made as they are asked for; byte n of each is n.</summary>
    private sealed class SegmentStream : ForwardStream
    {
        private static readonly byte[] Head = Convert.FromHexString("308006092A864886F70D010702A08030800201013100308006092A864886F70D010701A0802480");
        private static readonly byte[] Segment = BerForms.Tlv(4, [.. Enumerable.Range(0, SegmentBytes).Select(n => (byte)n)]);
        private static readonly byte[] Tail = Convert.FromHexString("0000" + "0000" + "0000" + "3100" + "0000" + "0000" + "0000");

        private long _given;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var filled = 0;
            while (filled < buffer.Length && Rest() is { IsEmpty: false } rest)
            {
                var take = Math.Min(rest.Length, buffer.Length - filled);
                rest[..take].CopyTo(buffer.Span[filled..]);
                filled += take;
                _given += take;
            }

            return new(filled);
        }

        private ReadOnlySpan<byte> Rest()
        {
            var at = _given - Head.Length;
            var all = (long)Segments * Segment.Length;
            return at < 0 ? Head.AsSpan((int)_given) : at < all ? Segment.AsSpan((int)(at % Segment.Length)) : Tail.AsSpan((int)(at - all));
        }
    }
}
