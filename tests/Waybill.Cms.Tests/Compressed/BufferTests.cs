using System.Buffers;
using Waybill.Cms.Tests.Signed;

namespace Waybill.Cms.Tests.Compressed;

/// <summary>Whether pooled buffers come back, and come back empty. All reads complete at once, so that all of it happens on this thread.</summary>
public sealed class BufferTests
{
    private const int FeedBytes = 64 * 1024;
    private const int ReaderBytes = 128 * 1024;

    private static readonly byte[] Content = TestBytes.Random(9, 400_000);

    public static TheoryData<int, bool> Stages => new()
    {
        { 0, false }, { 0, true }, { 1, false }, { 1, true }, { 1000, false }, { 200_000, true }, { 399_999, false }, { 400_001, false }, { 400_001, true },
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stages))]
    public Task Inflating_gives_its_buffers_back_cleared(int readBytes, bool disposeReaderOnly)
    {
        var cms = CompressedBytes.Bouncy(Content);
        return ComeBackAsync([FeedBytes, ReaderBytes], async () =>
        {
            var reader = await CmsReader.OpenAsync(new MemoryStream(cms), CmsReadOptions.Default, Stop);
            var content = (await reader.ReadCompressedAsync(Stop)).Content;
            await content.ReadAtLeastAsync(new byte[readBytes], readBytes, throwOnEndOfStream: false, Stop);
            if (!disposeReaderOnly)
            {
                await content.DisposeAsync();
                await Assert.ThrowsAsync<ObjectDisposedException>(async () => await content.ReadExactlyAsync(new byte[1], Stop));
            }

            await reader.DisposeAsync();
            await reader.DisposeAsync();
        });
    }

    [Fact]
    public Task A_failure_gives_the_buffers_back()
        => ComeBackAsync([FeedBytes], async () =>
        {
            var reader = await CmsReader.OpenAsync(new MemoryStream(CompressedBytes.Wrap(Content)), CmsReadOptions.Default, Stop);
            var content = (await reader.ReadCompressedAsync(Stop)).Content;
            await Assert.ThrowsAsync<CmsException>(async () => await content.ReadExactlyAsync(new byte[1], Stop));
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200_000)]
    [InlineData(500_000)]
    public Task Deflating_gives_its_buffers_back_cleared(int readBytes)
        => ComeBackAsync([FeedBytes, ReaderBytes], async () =>
        {
            await using var deflated = CompressedDataWriter.Deflate(new MemoryStream(Content));
            await deflated.ReadAtLeastAsync(new byte[readBytes], readBytes, throwOnEndOfStream: false, Stop);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(500_000)]
    public Task Signed_content_leaves_nothing_in_the_buffer(int readBytes)
    {
        var cms = SignedParts.Write(Content, "3100", "3100");
        return ComeBackAsync([ReaderBytes], async () =>
        {
            await using var reader = await CmsReader.OpenAsync(new MemoryStream(cms), CmsReadOptions.Default, Stop);
            var content = (await reader.ReadSignedAsync(Stop)).Content;
            await content.ReadAtLeastAsync(new byte[readBytes], readBytes, throwOnEndOfStream: false, Stop);
        });
    }

    [Fact]
    public async Task Disposing_under_a_read_waits_for_the_read_to_give_the_buffers_back()
    {
        var source = new Slow();
        var deflated = CompressedDataWriter.Deflate(source);
        var read = deflated.ReadAtLeastAsync(new byte[10], 1, throwOnEndOfStream: false, Stop);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await deflated.ReadExactlyAsync(new byte[1], Stop));
        await deflated.DisposeAsync();
        source.Wanted!.Value.Span.Fill(1);
        source.Given.SetResult(0);
        Assert.Equal(8, await read);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await deflated.ReadExactlyAsync(new byte[1], Stop));
    }

    // The pool keeps the last array of each size per thread: one that is put there is what the next rent gets. A collection may empty it, hence the tries.
    private static async Task ComeBackAsync(int[] sizes, Func<Task> use)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var thread = Environment.CurrentManagedThreadId;
            var marked = sizes.Select(Marked).ToArray();
            await use();
            var back = sizes.Select(ArrayPool<byte>.Shared.Rent).ToArray();
            var same = thread == Environment.CurrentManagedThreadId && back.Zip(marked).All(p => ReferenceEquals(p.First, p.Second));
            var cleared = back.All(b => b.AsSpan().IndexOfAnyExcept((byte)0) < 0);
            foreach (var array in back)
            {
                ArrayPool<byte>.Shared.Return(array);
            }

            if (same)
            {
                Assert.True(cleared, "A buffer went back with bytes in it.");
                return;
            }
        }

        Assert.Fail("The buffers did not come back.");
    }

    private static byte[] Marked(int size)
    {
        var array = ArrayPool<byte>.Shared.Rent(size);
        array.AsSpan().Fill(0xEE);
        ArrayPool<byte>.Shared.Return(array);
        return array;
    }

    private sealed class Slow : ForwardStream
    {
        public TaskCompletionSource<int> Given { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Memory<byte>? Wanted { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Wanted = buffer;
            return new(Given.Task);
        }
    }
}
