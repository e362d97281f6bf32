using System.Security.Cryptography;
using System.Text;

namespace Waybill.Gateway.Stores.Tests;

/// <summary>The ring in a folder, its master key in a file, and every way the two can go wrong.</summary>
public sealed class SecretRingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FolderRingStore _store;

    public SecretRingTests() => _store = new(Path.Combine(_folder.Sub("data"), "keys"));

    private string KeyFile => _folder.Sub("master.key");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Requirement("AS2-SEC-013")]
    public async Task What_is_sealed_is_opened_after_a_restart_and_shows_nothing_of_the_secret()
    {
        byte[] value;
        using (var ring = await OpenAsync())
        {
            value = ring.Seal("recipe", "the secret"u8);
        }

        using var again = await OpenAsync();

        Assert.Equal("the secret"u8.ToArray(), again.Open("recipe", value));
        Assert.DoesNotContain("the secret", Encoding.Latin1.GetString(value), StringComparison.Ordinal);
        Assert.DoesNotContain(Payloads.Files(_folder.Path), path => File.ReadAllText(path, Encoding.Latin1).Contains("masterKey", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_value_of_one_purpose_is_worth_nothing_for_another_and_a_changed_one_for_none()
    {
        using var ring = await OpenAsync();
        var value = ring.Seal("recipe", "the secret"u8);
        Assert.ThrowsAny<CryptographicException>(() => ring.Open("key", value));

        value[^1] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => ring.Open("recipe", value));
        Assert.ThrowsAny<CryptographicException>(() => ring.Open("recipe", []));
    }

    [Fact]
    public async Task The_key_file_is_made_once_and_everything_is_readable_by_its_owner_alone()
    {
        var (_, isNew) = await MasterKeyFile.OpenAsync(KeyFile, _folder.Sub("data"), _store, Payloads.Ct);
        Assert.True(isNew);
        using (await OpenAsync())
        {
            var text = await File.ReadAllTextAsync(KeyFile, Payloads.Ct);
            Assert.Contains("back it up", text, StringComparison.Ordinal);
            Assert.Equal(MasterKey.Bytes, Convert.FromBase64String(text.Split('\n')[1]).Length);
        }

        Assert.False((await MasterKeyFile.OpenAsync(KeyFile, _folder.Sub("data"), _store, Payloads.Ct)).IsNew);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        Assert.Equal(3, Payloads.Files(_folder.Path).Length);
        Assert.All(Payloads.Files(_folder.Path), path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Payloads.Mode(path)));
    }

    [Fact]
    public async Task A_missing_key_file_refuses_the_start_and_is_named()
    {
        (await OpenAsync()).Dispose();
        File.Delete(KeyFile);

        await AssertRefusedAsync(KeyFile, "is missing", "Put the file back");
        Assert.False(File.Exists(KeyFile));
    }

    [Fact]
    public async Task Another_key_refuses_the_start()
    {
        (await OpenAsync()).Dispose();
        await WriteKeyAsync(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

        await AssertRefusedAsync("is not the one that wrapped", KeyFile);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task A_file_that_holds_no_key_refuses_the_start(string content)
    {
        await WriteKeyAsync(content);

        await AssertRefusedAsync(KeyFile, "holds no master key");
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task A_key_file_others_can_use_refuses_the_start_and_the_cure_is_said(UnixFileMode extra)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        (await OpenAsync()).Dispose();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | extra);
        }

        await AssertRefusedAsync($"chmod 600 {KeyFile}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_file_inside_the_data_refuses_the_start_also_behind_a_link(bool linked)
    {
        Directory.CreateDirectory(_folder.Sub("data"));
        var folder = _folder.Sub("data");
        if (linked)
        {
            folder = Directory.CreateSymbolicLink(_folder.Sub("elsewhere"), folder).FullName;
        }

        var refusal = await Assert.ThrowsAsync<SecretRingException>(async () => await MasterKeyFile.OpenAsync(Path.Combine(folder, "master.key"), _folder.Sub("data"), _store, Payloads.Ct));

        Assert.Contains("inside the data folder", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Payloads.Files(_folder.Path));
    }

    [Theory]
    [InlineData("key-", 0)]
    [InlineData("key-", 30)]
    [InlineData("key-", -1)]
    [InlineData("known", -1)]
    public async Task A_changed_byte_of_the_ring_refuses_the_start_and_names_the_entry(string entry, int at)
    {
        (await OpenAsync()).Dispose();
        var path = Payloads.Files(_store.Place).Single(file => Path.GetFileName(file).StartsWith(entry, StringComparison.Ordinal));
        var bytes = await File.ReadAllBytesAsync(path, Payloads.Ct);
        bytes[at < 0 ? bytes.Length - 1 : at] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Payloads.Ct);

        await AssertRefusedAsync($"«{Path.GetFileNameWithoutExtension(path)}» in {_store.Place} is damaged", "backup");
    }

    [Theory]
    [InlineData("key-")]
    [InlineData("known")]
    public async Task A_ring_that_is_not_whole_refuses_the_start(string entry)
    {
        (await OpenAsync()).Dispose();
        var lost = Entry(entry);
        await AddKeyAsync();
        File.Delete(lost);

        await AssertRefusedAsync("lacks", "not whole");
    }

    [Fact]
    public async Task A_first_start_that_died_after_its_key_is_finished_by_the_next()
    {
        (await OpenAsync()).Dispose();
        var key = Entry("key-");
        File.Delete(Entry("known"));

        using (var ring = await OpenAsync())
        {
            Assert.Equal("the secret"u8.ToArray(), ring.Open("recipe", ring.Seal("recipe", "the secret"u8)));
        }

        Assert.Equal([Entry("known"), key], Payloads.Files(_store.Place).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_entries_cannot_change_places()
    {
        (await OpenAsync()).Dispose();
        var files = Payloads.Files(_store.Place);
        File.Move(files[0], files[0] + ".aside");
        File.Move(files[1], files[0]);
        File.Move(files[0] + ".aside", files[1]);

        await AssertRefusedAsync("is damaged or was changed");
    }

    [Fact]
    public async Task A_key_that_another_process_added_is_found()
    {
        // Both begin on an empty ring, so each has made a key of its own before it saw the other's.
        using var one = await OpenAsync();
        var lonely = new FolderRingStore(_folder.Sub("lonely"));
        using var other = SecretRing.Open((await MasterKeyFile.OpenAsync(KeyFile, _folder.Sub("data"), _store, Payloads.Ct)).Key, lonely);
        var value = other.Seal("recipe", "the secret"u8);
        Assert.ThrowsAny<CryptographicException>(() => one.Open("recipe", value));

        foreach (var entry in lonely.All())
        {
            _store.Add(entry);
        }

        Assert.Equal("the secret"u8.ToArray(), one.Open("recipe", value));
    }

    [Fact]
    public void An_entry_is_written_once()
    {
        Assert.True(_store.Add(new("a", new byte[] { 1 })));
        Assert.False(_store.Add(new("a", new byte[] { 2 })));

        Assert.Equal([1], Assert.Single(_store.All()).Wrapped.ToArray());
        Assert.Single(Payloads.Files(_folder.Path));
    }

    private string Entry(string start) => Payloads.Files(_store.Place).Single(file => Path.GetFileName(file).StartsWith(start, StringComparison.Ordinal));

    /// <summary>A second key, as the ring gets one every 90 days.</summary>
    private async ValueTask AddKeyAsync()
    {
        var other = new FolderRingStore(_folder.Sub("other"));
        using var ring = SecretRing.Open((await MasterKeyFile.OpenAsync(KeyFile, _folder.Sub("data"), _store, Payloads.Ct)).Key, other);
        _store.Add(other.All().Single(entry => entry.Name.StartsWith("key-", StringComparison.Ordinal)));
    }

    private async ValueTask<SecretRing> OpenAsync()
        => SecretRing.Open((await MasterKeyFile.OpenAsync(KeyFile, _folder.Sub("data"), _store, Payloads.Ct)).Key, _store);

    private async ValueTask WriteKeyAsync(string content)
    {
        File.Delete(KeyFile);
        using var text = new MemoryStream(Encoding.ASCII.GetBytes(content));
        await DurableFiles.WriteAsync(KeyFile, text, Payloads.Ct);
    }

    private async ValueTask AssertRefusedAsync(params string[] words)
    {
        var refusal = await Assert.ThrowsAsync<SecretRingException>(async () => (await OpenAsync()).Dispose());
        Assert.All(words, word => Assert.Contains(word, refusal.Message, StringComparison.Ordinal));
    }
}
