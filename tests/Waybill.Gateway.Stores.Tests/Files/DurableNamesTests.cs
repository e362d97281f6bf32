namespace Waybill.Gateway.Stores.Tests;

/// <summary>A name that an earlier process made and may not have synced is synced before anything rests on it.</summary>
public sealed class DurableNamesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("waybill-names").FullName;
    private readonly List<string> _synced = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_document_counts_as_handed_on_only_after_its_folder_was_synced()
    {
        var folders = new DocumentFolders(_synced.Add);
        Assert.False(await folders.HasAsync(_folder, "a.edi", TestContext.Current.CancellationToken));
        Assert.Empty(_synced);
        await File.WriteAllTextAsync(Path.Combine(_folder, "a.edi"), "a", TestContext.Current.CancellationToken);

        Assert.True(await folders.HasAsync(_folder, "a.edi", TestContext.Current.CancellationToken));

        Assert.Equal([_folder], _synced);
    }

    [Fact]
    public async Task A_document_that_cannot_be_made_durable_is_not_handed_on()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "a.edi"), "a", TestContext.Current.CancellationToken);
        var folders = new DocumentFolders(static _ => throw new IOException("No."));

        await Assert.ThrowsAsync<IOException>(async () => await folders.HasAsync(_folder, "a.edi", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_folder_that_was_there_has_its_name_synced_once()
    {
        var there = Directory.CreateDirectory(Path.Combine(_folder, "there")).FullName;

        DurableFiles.CreateFolder(there, DurableFiles.FolderMode, _synced.Add);
        DurableFiles.CreateFolder(there + "/", DurableFiles.FolderMode, _synced.Add);

        Assert.Equal([_folder], _synced);
    }

    [Fact]
    public void Each_folder_that_is_made_has_its_name_synced()
    {
        DurableFiles.CreateFolder(Path.Combine(_folder, "one", "two"), DurableFiles.FolderMode, _synced.Add);

        Assert.Equal([Path.Combine(_folder, "one")], _synced[^1..]);
        Assert.Contains(_folder, _synced);
        Assert.True(Directory.Exists(Path.Combine(_folder, "one", "two")));
    }

    [Fact]
    public void A_folder_made_anew_is_synced_anew()
    {
        var path = Path.Combine(_folder, "again");
        DurableFiles.CreateFolder(path, DurableFiles.FolderMode, _synced.Add);
        Directory.Delete(path);
        _synced.Clear();

        DurableFiles.CreateFolder(path, DurableFiles.FolderMode, _synced.Add);

        Assert.Equal([_folder], _synced);
    }

    [Fact]
    public void A_folder_that_was_there_may_stand_in_one_that_is_closed_to_us()
    {
        DurableFiles.CreateFolder(_folder, DurableFiles.FolderMode, static _ => throw new IOException("No."));

        Assert.Throws<IOException>(() => DurableFiles.CreateFolder(Path.Combine(_folder, "new"), DurableFiles.FolderMode, static _ => throw new IOException("No.")));
    }
}
