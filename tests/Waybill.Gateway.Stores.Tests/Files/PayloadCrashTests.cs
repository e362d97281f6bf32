using Microsoft.Extensions.Time.Testing;

namespace Waybill.Gateway.Stores.Tests;

/// <summary>What is left when a process or a disk ends half-way, and what the sweep does about it.</summary>
public sealed class PayloadCrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_file_and_every_new_name_above_it_are_synced_before_a_commit_returns()
    {
        var synced = new List<string>();
        var placed = new List<bool>();
        using var store = Recording(synced, placed);

        var id = await Payloads.StoreAsync(store, Payloads.Random(100));

        var leaf = Path.GetDirectoryName(Payloads.Files(_folder.Path).Single(path => path.EndsWith(id.Value, StringComparison.Ordinal)))!;
        var top = Path.GetDirectoryName(leaf)!;
        var root = Path.GetDirectoryName(top)!;
        // The root for arriving/ and for the top folder, the top folder for the leaf, the leaf for the object: last, when the object is in place.
        Assert.Equal([root, root, top, leaf], synced);
        Assert.Equal([false, false, false, true], placed);

        synced.Clear();
        await Payloads.StoreAsync(store, Payloads.Random(100));
        Assert.Equal([leaf], synced);
    }

    [Fact]
    public async Task Commits_that_wait_together_share_one_sync_of_the_folder()
    {
        using var gate = new ManualResetEventSlim(initialState: true);
        var leafSyncs = 0;
        using var store = new FilePayloadStore(_folder.Sub("payloads"), new() { Time = new FakeTimeProvider() }, folder =>
        {
            if (Path.GetFileName(folder).Length is 2)
            {
                Interlocked.Increment(ref leafSyncs);
                gate.Wait(Payloads.Ct);
            }
        }, measure: null);
        await Payloads.StoreAsync(store, new byte[1]);
        gate.Reset();
        leafSyncs = 0;
        var first = Payloads.StoreAsync(store, new byte[1]).AsTask();
        SpinWait.SpinUntil(() => Volatile.Read(ref leafSyncs) is 1);

        var others = Enumerable.Range(0, 20).Select(_ => Payloads.StoreAsync(store, new byte[1]).AsTask()).ToList();
        SpinWait.SpinUntil(() => Payloads.Files(_folder.Path).Count(path => !path.Contains("arriving", StringComparison.Ordinal)) is 22);
        Assert.All(others, commit => Assert.False(commit.IsCompleted));
        gate.Set();
        await Task.WhenAll([first, .. others]);

        // The last renames may have been seen before their callers asked: at most one sync more.
        Assert.InRange(leafSyncs, 2, 3);
    }

    [Fact]
    public async Task A_sync_that_fails_fails_the_commit_and_the_object_goes_with_its_handle()
    {
        using var store = new FilePayloadStore(_folder.Sub("payloads"), null,
            folder =>
            {
                if (Path.GetFileName(folder).Length is 2)
                {
                    throw new IOException("The disk is gone.");
                }
            }, measure: null);
        var draft = await Payloads.DraftAsync(store, Payloads.Random(100));

        await Assert.ThrowsAsync<IOException>(async () => await draft.CommitAsync(Payloads.Ct));
        await draft.DisposeAsync();

        Assert.Empty(Payloads.Files(_folder.Path));
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_swept_and_what_is_kept_stays()
    {
        var named = new HashSet<PayloadId>();
        PayloadId orphan;
        using (var crashed = new FilePayloadStore(_folder.Sub("payloads"), Old()))
        {
            // Neither is disposed: the process ended here.
            await (await Payloads.DraftAsync(crashed, Payloads.Random(200_000))).SealAsync(Payloads.Ct);
            await Payloads.DraftAsync(crashed, Payloads.Random(200_000));
            await Payloads.DraftAsync(crashed, Payloads.Random(10));
            named.Add(await Payloads.StoreAsync(crashed, Payloads.Random(10)));
            orphan = await Payloads.StoreAsync(crashed, Payloads.Random(10));
        }

        Assert.Equal(4, Payloads.Files(_folder.Path).Length);
        using var store = new FilePayloadStore(_folder.Sub("payloads"));
        var asked = new List<PayloadId>();
        var removed = await store.SweepAsync(DateTimeOffset.MaxValue, (id, _) =>
        {
            asked.Add(id);
            return new(named.Contains(id));
        }, Payloads.Ct);

        Assert.Equal(3, removed);
        Assert.Equivalent(new[] { named.Single(), orphan }, asked, strict: true);
        Assert.Equal(named.Single().Value, Path.GetFileName(Assert.Single(Payloads.Files(_folder.Path))));
    }

    [Fact]
    public async Task What_is_younger_than_the_longest_request_is_not_swept_whatever_names_it()
    {
        using var store = new FilePayloadStore(_folder.Sub("payloads"));
        var id = await Payloads.StoreAsync(store, Payloads.Random(10));
        await using var draft = await Payloads.DraftAsync(store, Payloads.Random(100_000));

        Assert.Equal(0, await store.SweepAsync(TimeProvider.System.GetUtcNow().AddHours(-1), (_, _) => new(false), Payloads.Ct));

        Assert.NotNull(await store.LengthAsync(id, Payloads.Ct));
        await draft.CommitAsync(Payloads.Ct);
    }

    [Fact]
    public async Task Folders_that_became_empty_go_with_the_sweep_and_come_back_with_the_next_object()
    {
        var root = _folder.Sub("payloads");
        using var store = new FilePayloadStore(root, Old());
        await Payloads.StoreAsync(store, Payloads.Random(10));

        Assert.Equal(1, await store.SweepAsync(DateTimeOffset.MaxValue, (_, _) => new(false), Payloads.Ct));
        Assert.Equal(["arriving"], Directory.GetDirectories(root).Select(Path.GetFileName));

        var again = await Payloads.StoreAsync(store, Payloads.Random(10));
        Assert.Equal(10, await store.LengthAsync(again, Payloads.Ct));
    }

    [Fact]
    public async Task A_full_disk_is_an_IOException_and_leaves_no_part()
    {
        var mounted = _folder.Sub("small");
        Directory.CreateDirectory(mounted);
        Assert.SkipUnless(await TinyDisk.MountAsync(mounted, kibibytes: 512), "No file system can be mounted here.");
        try
        {
            using var store = new FilePayloadStore(mounted);
            var draft = await store.CreateAsync(Payloads.Ct);
            await Assert.ThrowsAsync<IOException>(async () =>
            {
                while (draft.Length < 2 << 20)
                {
                    await draft.WriteAsync(new byte[50_000], Payloads.Ct);
                }
            });
            await draft.DisposeAsync();

            Assert.Empty(Payloads.Files(mounted));
            Assert.Contains("GiB left", await store.ProblemAsync(Payloads.Ct), StringComparison.Ordinal);
            using var small = new FilePayloadStore(mounted, new() { MinFreeBytes = 0 });
            Assert.Null(await small.ProblemAsync(Payloads.Ct));
            await Payloads.StoreAsync(small, Payloads.Random(100_000));
        }
        finally
        {
            await TinyDisk.UnmountAsync(mounted);
        }
    }

    [Theory]
    [InlineData(3L << 30, 40L << 30, null)]
    [InlineData(2L << 30, 40L << 30, null)]
    [InlineData((2L << 30) - 1, 20L << 30, "nothing is taken below 2 GiB")]
    [InlineData(3L << 30, 100L << 30, "has 3 % left; nothing is taken below 5 %")]
    public async Task Too_little_room_is_a_problem_and_said(long free, long total, string? expected)
    {
        using var store = new FilePayloadStore(_folder.Sub("payloads"), null, sync: null, _ => (free, total));

        var problem = await store.ProblemAsync(Payloads.Ct);

        Assert.Equal(expected is null, problem is null);
        Assert.Contains(expected ?? "", problem ?? "", StringComparison.Ordinal);
        Assert.Empty(Payloads.Files(_folder.Path));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_a_problem_and_an_IOException()
    {
        await File.WriteAllTextAsync(_folder.Sub("payloads"), "a file", Payloads.Ct);
        using var store = new FilePayloadStore(_folder.Sub("payloads"));

        Assert.Contains(_folder.Sub("payloads"), await store.ProblemAsync(Payloads.Ct), StringComparison.Ordinal);
        var draft = await store.CreateAsync(Payloads.Ct);
        await Assert.ThrowsAsync<IOException>(async () => await draft.WriteAsync(new byte[100_000], Payloads.Ct));
        await draft.DisposeAsync();
    }

    private static FilePayloadOptions Old() => new() { Time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) };

    private FilePayloadStore Recording(List<string> synced, List<bool> placed) => new(_folder.Sub("payloads"), new() { Time = new FakeTimeProvider() }, folder =>
    {
        NativeFiles.SyncFolder(folder);
        synced.Add(folder);
        placed.Add(Payloads.Files(_folder.Path).Any(path => !path.Contains("arriving", StringComparison.Ordinal)));
    }, measure: null);
}
