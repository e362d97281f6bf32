using System.Text;
using Waybill.Gateway.Stores;

namespace Waybill.Gateway.Tests;

/// <summary>Payloads in both their places behind one port.</summary>
public sealed class PayloadStoreTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-payloads-");
    private IJournal _journal = null!;
    private PayloadStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Files => Path.Combine(_folder.FullName, "payloads");

    public async ValueTask InitializeAsync()
    {
        _journal = await Journals.OpenAsync($"Data Source={Path.Combine(_folder.FullName, "waybill.db")}", TimeProvider.System, Ct);
        _store = new(new(Files), _journal.SmallPayloads);
    }

    public async ValueTask DisposeAsync()
    {
        _store.Dispose();
        await _journal.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_small_is_read_in_ranges_like_a_file_and_is_none()
    {
        var id = await StoreAsync("0123456789");
        Assert.Equal("0123456789", await ReadAsync(id, 0, 10));
        Assert.Equal("345", await ReadAsync(id, 3, 3));
        Assert.Equal("", await ReadAsync(id, 10, 0));
        Assert.Equal(10, await _store.LengthAsync(id, Ct));
        foreach (var (offset, length) in new[] { (-1L, 1L), (0L, 11L), (11L, 0L), (5L, 6L), (0L, 1L << 40) })
        {
            await Assert.ThrowsAnyAsync<Exception>(async () => await _store.OpenAsync(id, offset, length, Ct));
        }

        Assert.False(Directory.Exists(Files));
    }

    [Fact]
    public async Task What_is_large_is_a_file_also_where_a_small_part_of_it_is_read()
    {
        var id = await StoreAsync(new string('x', 70_000) + "end");
        Assert.Equal("end", await ReadAsync(id, 70_000, 3));
        Assert.Equal(70_003, await _store.LengthAsync(id, Ct));
        Assert.Null(await _journal.SmallPayloads.LengthAsync(id, Ct));
        Assert.Single(Kept());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    public async Task What_is_removed_is_gone_wherever_it_was(int length)
    {
        var id = await StoreAsync(new string('x', length));
        await _store.DeleteAsync(id, Ct);
        await _store.DeleteAsync(id, Ct);
        Assert.Null(await _store.LengthAsync(id, Ct));
        await Assert.ThrowsAsync<FileNotFoundException>(async () => await _store.OpenAsync(id, 0, 1, Ct));
        Assert.Empty(Kept());
    }

    [Fact]
    public async Task A_small_draft_that_no_row_takes_is_nowhere()
    {
        PayloadId id;
        await using (var draft = await _store.CreateAsync(Ct))
        {
            await draft.WriteAsync("gone"u8.ToArray(), Ct);
            id = draft.Id;
            var row = await RowPayloads.OfAsync([draft], Ct);
            Assert.Equal(id, Assert.Single(row.Small).Id);
            Assert.Empty(row.OnDisk);
        }

        Assert.Null(await _store.LengthAsync(id, Ct));
        Assert.False(Directory.Exists(Files));
    }

    [Fact]
    public async Task A_sweep_goes_over_both_places()
    {
        var (small, large) = (await StoreAsync("named"), await StoreAsync(new string('x', 70_000)));
        await using (var draft = await _store.CreateAsync(Ct))
        {
            await draft.WriteAsync(new byte[70_000], Ct);
            await draft.CommitAsync(Ct);
        }

        await _journal.RefuseAsync(Row(null) with { SmallPayloads = [new(new(Guid.CreateVersion7().ToString("N")), "orphan"u8.ToArray())] }, Ct);
        Assert.Equal(2, await _store.SweepAsync(TimeProvider.System.GetUtcNow().AddDays(1), _journal.NamesAsync, Ct));
        Assert.Equal(5, await _store.LengthAsync(small, Ct));
        Assert.Equal(70_000, await _store.LengthAsync(large, Ct));
    }

    [Fact]
    public async Task Of_many_small_parts_most_go_to_the_disk_so_that_no_transaction_grows()
    {
        var drafts = new List<IPayloadDraft>();
        for (var i = 0; i < 10; i++)
        {
            drafts.Add(await _store.CreateAsync(Ct));
            await drafts[i].WriteAsync(new byte[60_000], Ct);
        }

        var row = await RowPayloads.OfAsync(drafts, Ct);
        Assert.Equal((4, 6), (row.Small.Count, row.OnDisk.Count));
        Assert.Equal(drafts.Select(d => d.Id).ToHashSet(), [.. row.Small.Select(s => s.Id), .. row.OnDisk]);
        Assert.Equal(6, Kept().Length);
        foreach (var draft in drafts)
        {
            await draft.DisposeAsync();
        }

        Assert.Equal(6, Kept().Length);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_is_a_disk_that_cannot()
    {
        using var store = new PayloadStore(new(Files), new SickRows());
        var id = new PayloadId(Guid.CreateVersion7().ToString("N"));
        Assert.Equal("The database is away.", (await Assert.ThrowsAsync<IOException>(async () => await store.OpenAsync(id, 0, 5, Ct))).Message);
        await Assert.ThrowsAsync<IOException>(async () => await store.LengthAsync(id, Ct));
    }

    private static RefusedMessage Row(PayloadId? wire) => new()
    {
        Id = ExchangeId.New(TimeProvider.System.GetUtcNow()), From = "a", To = "b", ReceivedAt = TimeProvider.System.GetUtcNow(), Headers = [], WireSha256 = new byte[32], WireBytes = 1,
        Wire = wire, Answer = new(422, [], Array.Empty<byte>()), Failure = As2.As2Failure.BadMime,
    };

    private async Task<PayloadId> StoreAsync(string text)
    {
        await using var draft = await _store.CreateAsync(Ct);
        await draft.WriteAsync(Encoding.ASCII.GetBytes(text), Ct);
        var row = await RowPayloads.OfAsync([draft], Ct);
        await _journal.RefuseAsync(Row(draft.Id) with { SmallPayloads = row.Small }, Ct);
        return draft.Id;
    }

    private async Task<string> ReadAsync(PayloadId id, long offset, long length)
    {
        await using var content = await _store.OpenAsync(id, offset, length, Ct);
        using var reader = new StreamReader(content, Encoding.ASCII);
        return await reader.ReadToEndAsync(Ct);
    }

    private sealed class SickRows : ISmallPayloads
    {
        public ValueTask<byte[]?> ReadAsync(PayloadId id, CancellationToken ct) => throw new JournalException("The database is away.");

        public ValueTask<long?> LengthAsync(PayloadId id, CancellationToken ct) => throw new JournalException("The database is away.");

        public ValueTask DeleteAsync(PayloadId id, CancellationToken ct) => throw new NotSupportedException();

        public ValueTask<int> SweepAsync(DateTimeOffset olderThan, CancellationToken ct) => throw new NotSupportedException();
    }

    private string[] Kept() => Directory.Exists(Files) ? Directory.GetFiles(Files, "*", SearchOption.AllDirectories) : [];
}
