using Waybill.TestKit;
using Xunit;

namespace Waybill.As2.Tests;

public sealed class SpoolQuarantineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-spool-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(99, 100)]
    [InlineData(100, 100)]
    [InlineData(101, 100)]
    [InlineData(5000, 100)]
    [InlineData(5000, 0)]
    public async Task Any_range_reads_back_as_written(int length, int memoryBytes)
    {
        var bytes = TestBytes.Random(7, length);
        await using var spooled = await SpoolAsync(bytes, memoryBytes);

        Assert.Equal(length, spooled.Length);
        Assert.Equal(bytes, await ReadAsync(spooled, 0, length));
        Assert.Equal(bytes[(length / 3)..(length / 2)], await ReadAsync(spooled, length / 3, (length / 2) - (length / 3)));
        Assert.Empty(await ReadAsync(spooled, length, 0));
    }

    [Fact]
    public async Task A_small_object_makes_no_file()
    {
        await using var spooled = await SpoolAsync(TestBytes.Random(1, 100), 100);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task A_large_object_is_a_file_of_this_user_only_and_goes_with_its_handle()
    {
        var spooled = await SpoolAsync(TestBytes.Random(1, 101), 100);
        var file = Assert.Single(_folder.GetFiles());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        }

        await spooled.DisposeAsync();
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task A_range_outside_the_object_is_refused()
    {
        await using var spooled = await SpoolAsync(TestBytes.Random(1, 10), 100);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await spooled.OpenReadAsync(5, 6, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await spooled.OpenReadAsync(-1, 1, Token));
    }

    [Fact]
    public async Task Nothing_is_read_before_the_seal_nor_written_after_it()
    {
        await using var spooled = await new SpoolQuarantine(_folder.FullName).CreateAsync(Token);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await spooled.OpenReadAsync(0, 0, Token));
        await spooled.SealAsync(Token);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await spooled.WriteAsync(new byte[1], Token));
    }

    [Fact]
    public async Task A_deleted_object_gives_its_bytes_to_no_open_stream()
    {
        var spooled = await SpoolAsync(TestBytes.Random(1, 10), 100);
        var stream = await spooled.OpenReadAsync(0, 10, Token);
        await spooled.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.ReadExactlyAsync(new byte[10], Token));
    }

    private async Task<IQuarantineObject> SpoolAsync(byte[] bytes, int memoryBytes)
    {
        var spooled = await new SpoolQuarantine(_folder.FullName, memoryBytes).CreateAsync(Token);
        for (var at = 0; at < bytes.Length; at += 37)
        {
            await spooled.WriteAsync(bytes.AsMemory(at, Math.Min(37, bytes.Length - at)), Token);
        }

        await spooled.SealAsync(Token);
        return spooled;
    }

    private static async Task<byte[]> ReadAsync(IQuarantineObject spooled, long offset, long length)
    {
        await using var stream = await spooled.OpenReadAsync(offset, length, Token);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Token);
        return copy.ToArray();
    }
}
