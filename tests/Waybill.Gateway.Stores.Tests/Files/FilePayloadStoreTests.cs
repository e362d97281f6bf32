namespace Waybill.Gateway.Stores.Tests;

/// <summary>Objects written, kept and read again.</summary>
public sealed class FilePayloadStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FilePayloadStore _store;

    public FilePayloadStoreTests() => _store = new(_folder.Sub("payloads"));

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(64 * 1024, 4096)]
    [InlineData((64 * 1024) + 1, 4096)]
    [InlineData(256 * 1024, 256 * 1024)]
    [InlineData(1_000_000, 7)]
    [InlineData(3_000_000, 65_537)]
    [InlineData(3_000_000, 3_000_000)]
    public async Task What_is_committed_is_read_again_byte_for_byte(int length, int pieces)
    {
        var bytes = Payloads.Random(length);
        PayloadId id;
        await using (var draft = await Payloads.DraftAsync(_store, bytes, pieces))
        {
            await draft.CommitAsync(Payloads.Ct);
            Assert.Equal(length, draft.Length);
            id = draft.Id;
        }

        Assert.Equal(length, await _store.LengthAsync(id, Payloads.Ct));
        Assert.Equal(bytes, await Payloads.ReadAsync(_store, id, 0, length));
        Assert.Matches("^[0-9a-f]{32}$", id.Value);
    }

    [Theory]
    [InlineData(50_000)]
    [InlineData(500_000)]
    public async Task Any_range_of_a_draft_and_of_what_is_kept_is_read(int length)
    {
        var bytes = Payloads.Random(length);
        await using var draft = await Payloads.DraftAsync(_store, bytes);
        await draft.SealAsync(Payloads.Ct);
        (int Offset, int Length)[] ranges = [(0, 0), (0, 1), (1, 4096), (length - 1, 1), (length, 0), (12_345, 30_000)];
        foreach (var (offset, size) in ranges)
        {
            Assert.Equal(bytes[offset..(offset + size)], await Payloads.ReadAsync(await draft.OpenReadAsync(offset, size, Payloads.Ct)));
        }

        await draft.CommitAsync(Payloads.Ct);
        foreach (var (offset, size) in ranges)
        {
            Assert.Equal(bytes[offset..(offset + size)], await Payloads.ReadAsync(_store, draft.Id, offset, size));
            Assert.Equal(bytes[offset..(offset + size)], await Payloads.ReadAsync(await draft.OpenReadAsync(offset, size, Payloads.Ct)));
        }

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await _store.OpenAsync(draft.Id, 1, length, Payloads.Ct));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await draft.OpenReadAsync(length + 1, 0, Payloads.Ct));
    }

    [Fact]
    public async Task A_draft_is_written_sealed_and_read_in_this_order()
    {
        await using var draft = await Payloads.DraftAsync(_store, Payloads.Random(10));
        Assert.Null(draft.Bytes);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await draft.OpenReadAsync(0, 1, Payloads.Ct));

        await draft.SealAsync(Payloads.Ct);
        await draft.SealAsync(Payloads.Ct);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await draft.WriteAsync(new byte[1], Payloads.Ct));
    }

    [Theory]
    [InlineData(64 * 1024, true)]
    [InlineData((64 * 1024) + 1, false)]
    public async Task A_small_object_stays_in_memory_and_hands_out_its_bytes(int length, bool isSmall)
    {
        var bytes = Payloads.Random(length);
        await using var draft = await Payloads.DraftAsync(_store, bytes);
        await draft.SealAsync(Payloads.Ct);

        Assert.Equal(isSmall, draft.Bytes is not null);
        Assert.Equal(isSmall ? 0 : 1, Payloads.Files(_folder.Path).Length);
        if (isSmall)
        {
            Assert.Equal(bytes, draft.Bytes!.Value.ToArray());
        }

        await draft.CommitAsync(Payloads.Ct);
        Assert.Null(draft.Bytes);
    }

    [Fact]
    public async Task A_stream_opened_before_the_commit_reads_on_after_it()
    {
        var bytes = Payloads.Random(1_000_000);
        await using var draft = await Payloads.DraftAsync(_store, bytes);
        await draft.SealAsync(Payloads.Ct);
        await using var stream = await draft.OpenReadAsync(0, bytes.Length, Payloads.Ct);
        var half = new byte[400_000];
        await stream.ReadExactlyAsync(half, Payloads.Ct);

        await draft.CommitAsync(Payloads.Ct);

        Assert.Equal(bytes, half.Concat(await Payloads.ReadAsync(stream)));
    }

    [Fact]
    public async Task Committing_twice_is_committing_once()
    {
        await using var draft = await Payloads.DraftAsync(_store, Payloads.Random(10));
        await draft.CommitAsync(Payloads.Ct);
        await draft.CommitAsync(Payloads.Ct);

        Assert.Single(Payloads.Files(_folder.Path));
        Assert.Equal(10, (await Payloads.ReadAsync(await draft.OpenReadAsync(0, 10, Payloads.Ct))).Length);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200_000)]
    public async Task A_draft_that_is_not_kept_ends_with_its_handle(int length)
    {
        var draft = await Payloads.DraftAsync(_store, Payloads.Random(length));
        await draft.SealAsync(Payloads.Ct);

        await draft.DisposeAsync();
        await draft.DisposeAsync();

        Assert.Empty(Payloads.Files(_folder.Path));
        Assert.Null(await _store.LengthAsync(draft.Id, Payloads.Ct));
        await Assert.ThrowsAsync<FileNotFoundException>(async () => await _store.OpenAsync(draft.Id, 0, 1, Payloads.Ct));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200_000)]
    public async Task A_draft_that_is_kept_can_be_opened_by_its_id_afterwards(int length)
    {
        var bytes = Payloads.Random(length);
        var draft = await Payloads.DraftAsync(_store, bytes);
        draft.Keep();

        await draft.DisposeAsync();

        Assert.Equal(bytes, await Payloads.ReadAsync(_store, draft.Id, 0, length));
    }

    [Fact]
    public async Task Only_this_user_can_read_what_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        var id = await Payloads.StoreAsync(_store, Payloads.Random(100));
        await using var draft = await Payloads.DraftAsync(_store, Payloads.Random(100_000));

        Assert.All(Payloads.Files(_folder.Path), path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Payloads.Mode(path)));
        Assert.All(Directory.GetDirectories(_folder.Path, "*", SearchOption.AllDirectories),
            path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Payloads.Mode(path)));
        Assert.Contains(Payloads.Files(_folder.Path), path => path.EndsWith(id.Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public async Task An_id_that_is_not_ours_names_nothing(string id)
    {
        await _store.DeleteAsync(new(id), Payloads.Ct);

        Assert.Null(await _store.LengthAsync(new(id), Payloads.Ct));
        await Assert.ThrowsAsync<FileNotFoundException>(async () => await _store.OpenAsync(new(id), 0, 0, Payloads.Ct));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_may_be_deleted_again()
    {
        var id = await Payloads.StoreAsync(_store, Payloads.Random(100));

        await _store.DeleteAsync(id, Payloads.Ct);
        await _store.DeleteAsync(id, Payloads.Ct);

        Assert.Null(await _store.LengthAsync(id, Payloads.Ct));
    }

    [Fact]
    public async Task Many_commits_at_once_lose_nothing_and_mix_nothing()
    {
        var stored = await Task.WhenAll(Enumerable.Range(0, 64).Select(async index =>
        {
            var bytes = Payloads.Random(index % 3 is 0 ? 150_000 : 3_000);
            return (Id: await Payloads.StoreAsync(_store, bytes), Bytes: bytes);
        }));

        Assert.Equal(64, stored.Select(one => one.Id).Distinct().Count());
        foreach (var (id, bytes) in stored)
        {
            Assert.Equal(bytes, await Payloads.ReadAsync(_store, id, 0, bytes.Length));
        }
    }

    [Fact]
    public async Task A_range_far_inside_a_large_object_is_read_without_the_rest()
    {
        var id = await Payloads.StoreAsync(_store, Payloads.Random(100_000));
        var path = Assert.Single(Payloads.Files(_folder.Path));
        const long far = 20L << 30;
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write))
        {
            RandomAccess.Write(file, "here"u8, far);
        }

        Assert.Equal(far + 4, await _store.LengthAsync(id, Payloads.Ct));
        Assert.Equal("here"u8.ToArray(), await Payloads.ReadAsync(_store, id, far, 4));
    }
}
