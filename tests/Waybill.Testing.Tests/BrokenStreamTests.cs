namespace Waybill.Testing.Tests;

public sealed class BrokenStreamTests
{
    private static readonly byte[] Content = TestBytes.Random(7, 5000);

    [Fact]
    public async Task Small_pieces_add_up_to_the_whole()
    {
        await using var stream = new BrokenStream(new MemoryStream(Content), pieceBytes: 3);
        Assert.Equal(3, await stream.ReadAsync(new byte[100], TestContext.Current.CancellationToken));
        using var rest = new MemoryStream();
        await stream.CopyToAsync(rest, TestContext.Current.CancellationToken);
        Assert.Equal(Content[3..], rest.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4999)]
    public async Task A_cut_gives_exactly_the_bytes_before_it(int bytes)
    {
        await using var stream = new BrokenStream(new MemoryStream(Content), bytes);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(Content[..bytes], read.ToArray());
    }

    [Fact]
    public async Task A_reset_fails_after_the_bytes_before_it()
    {
        await using var stream = new BrokenStream(new MemoryStream(Content), 4000, StreamBreak.Error);
        var buffer = new byte[Content.Length];
        await stream.ReadExactlyAsync(buffer.AsMemory(0, 4000), TestContext.Current.CancellationToken);
        Assert.Equal(Content[..4000], buffer[..4000]);
        await Assert.ThrowsAsync<IOException>(() => stream.ReadAsync(buffer, TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public async Task Silence_ends_only_by_cancelling()
    {
        await using var stream = new BrokenStream(new MemoryStream(Content), 0, StreamBreak.Silence);
        using var stop = new CancellationTokenSource();
        var pending = stream.ReadAsync(new byte[1], stop.Token).AsTask();
        Assert.False(pending.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
    }
}
