using System.Text;

namespace Waybill.EndToEnd.Tests;

/// <summary>What a power cut leaves, by small examples: the model the big test stands on.</summary>
public sealed class DiskTests : IDisposable
{
    private const string Root = "/r";

    private readonly Disk _disk = new(Root);
    private readonly string _folder = Directory.CreateTempSubdirectory("waybill-disk-").FullName;
    private int _cuts;

    public DiskTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "clean"));
        Do(RecordKind.Open, file: 9, path: Root, flags: 1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Bytes_and_names_that_were_not_synced_are_gone()
    {
        Write("/r/a", 3, "one");
        Sync(3);

        Assert.Empty(After(NameFate.Gone, DataFate.Gone));
        Sync(9);
        Assert.Equal(["a=one"], After(NameFate.Gone, DataFate.Gone));
        More(3, 3, "two");
        Assert.Equal(["a=one"], After(NameFate.Gone, DataFate.Gone));
        Assert.Equal(["a=onetwo"], After(NameFate.Gone, DataFate.Done));
        Assert.Equal(["a=one\0\0\0"], After(NameFate.Gone, DataFate.Zeros));
    }

    [Fact]
    public void A_name_can_be_there_without_its_content()
    {
        Write("/r/a", 3, "one");
        Do(RecordKind.Rename, path: "/r/a", to: "/r/b");
        Sync(9);

        Assert.Equal(["b="], After(NameFate.Gone, DataFate.Gone));
        Assert.Equal(["b=\0\0\0"], After(NameFate.Done, DataFate.Zeros));
    }

    [Fact]
    public void A_rename_that_was_not_synced_is_undone_or_done()
    {
        Write("/r/a", 3, "one");
        Sync(3);
        Sync(9);
        Do(RecordKind.Rename, path: "/r/a", to: "/r/b");

        Assert.Equal(["a=one"], After(NameFate.Gone, DataFate.Gone));
        Assert.Equal(["b=one"], After(NameFate.Done, DataFate.Gone));
        Assert.All(Enumerable.Range(0, 50), seed => Assert.Contains(After(NameFate.Some, DataFate.Done, seed).Single(), (string[])["a=one", "b=one"]));
    }

    [Fact]
    public void A_file_moved_between_folders_is_never_at_no_place()
    {
        Do(RecordKind.MakeFolder, path: "/r/x");
        Do(RecordKind.MakeFolder, path: "/r/y");
        Write("/r/x/a", 3, "one");
        Sync(3);
        Do(RecordKind.Open, file: 4, path: "/r/x", flags: 1);
        Sync(4);
        Sync(9);
        Do(RecordKind.Rename, path: "/r/x/a", to: "/r/y/a");

        var seen = Enumerable.Range(0, 80).Select(seed => string.Join(' ', After(NameFate.Some, DataFate.Done, seed))).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(["x/a=one", "x/a=one y/a=one", "y/a=one"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_whose_name_was_not_synced_takes_everything_in_it_along()
    {
        Do(RecordKind.MakeFolder, path: "/r/x");
        Write("/r/x/a", 3, "one");
        Sync(3);
        Do(RecordKind.Open, file: 4, path: "/r/x", flags: 1);
        Sync(4);

        Assert.Empty(After(NameFate.Gone, DataFate.Done));
        Sync(9);
        Assert.Equal(["x/a=one"], After(NameFate.Gone, DataFate.Gone));
    }

    [Fact]
    public void A_sync_covers_what_was_written_before_it_began_and_only_once_it_ended()
    {
        Write("/r/a", 3, "one");
        Sync(9);
        Do(RecordKind.SyncBegin, file: 3, number: 77);
        More(3, 3, "two");
        Assert.Equal(["a="], After(NameFate.Gone, DataFate.Gone));
        Do(RecordKind.SyncEnd, file: 3, number: 77);

        Assert.Equal(["a=one"], After(NameFate.Gone, DataFate.Gone));
    }

    [Fact]
    public void A_sync_of_a_process_that_died_meanwhile_covers_nothing()
    {
        Write("/r/a", 3, "one");
        Sync(9);
        Do(RecordKind.SyncBegin, file: 3, number: 77);
        Do(RecordKind.Start);

        Assert.Equal(["a="], After(NameFate.Gone, DataFate.Gone));
    }

    [Fact]
    public void By_chance_each_page_has_one_of_its_versions_or_two_mixed_by_sectors()
    {
        Write("/r/a", 3, new string('1', DiskFile.PageBytes * 2));
        Sync(3);
        Sync(9);
        More(3, 0, new string('2', DiskFile.PageBytes * 2));
        More(3, 0, new string('3', DiskFile.PageBytes));

        var seen = Enumerable.Range(0, 400).Select(seed => After(NameFate.Gone, DataFate.Some, seed).Single()[2..]).ToList();
        Assert.All(seen, content => Assert.True(content.Length == DiskFile.PageBytes * 2 && content.AsSpan(DiskFile.PageBytes).IndexOfAnyExcept("12") < 0));
        foreach (var first in "123")
        {
            Assert.Contains(seen, content => content.AsSpan(0, DiskFile.PageBytes).IndexOfAnyExcept(first) < 0);
        }

        Assert.Contains(seen, content => content.AsSpan(0, DiskFile.PageBytes).ContainsAny("23") && content.AsSpan(0, DiskFile.PageBytes).Contains('1'));
    }

    [Fact]
    public void A_file_cut_shorter_is_as_long_as_before_until_it_is_synced()
    {
        Write("/r/a", 3, "one and two");
        Sync(3);
        Sync(9);
        Do(RecordKind.Size, file: 3, number: 3);

        Assert.Equal(["a=one and two"], After(NameFate.Gone, DataFate.Gone));
        Assert.Equal(["a=one"], After(NameFate.Gone, DataFate.Done));
        Sync(3);
        Assert.Equal(["a=one"], After(NameFate.Gone, DataFate.Gone));
    }

    [Fact]
    public void A_call_that_is_not_followed_ends_the_test()
        => Assert.Contains("mmap", Assert.Throws<InvalidOperationException>(() => Do(RecordKind.Unknown, path: "mmap")).Message, StringComparison.Ordinal);

    private void Write(string path, int file, string text)
    {
        Do(RecordKind.Open, file: file, path: path, flags: 2);
        More(file, 0, text);
    }

    private void More(int file, long offset, string text) => _disk.Apply(new(RecordKind.Write, 0, 0, file, offset, "", "", Encoding.ASCII.GetBytes(text)));

    private void Sync(int file)
    {
        Do(RecordKind.SyncBegin, file: file, number: 1);
        Do(RecordKind.SyncEnd, file: file, number: 1);
    }

    private void Do(RecordKind kind, byte flags = 0, int file = -1, long number = 0, string path = "", string to = "") => _disk.Apply(new(kind, flags, 0, file, number, path, to, default));

    private IReadOnlyList<string> After(NameFate names, DataFate data, int seed = 1)
    {
        var place = Path.Combine(_folder, $"cut-{++_cuts}");
        new PowerCut(names, data, seed).Write(_disk.Root, place, new(Directory.CreateDirectory(Path.Combine(_folder, $"clean-{_cuts}")).FullName));
        return [.. Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(p => $"{Path.GetRelativePath(place, p)}={File.ReadAllText(p)}")];
    }
}
