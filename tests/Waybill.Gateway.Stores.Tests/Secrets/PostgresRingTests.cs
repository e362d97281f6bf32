using System.Security.Cryptography;
using System.Text;

namespace Waybill.Gateway.Stores.Tests;

/// <summary>One ring for the processes of one database.</summary>
public sealed class PostgresRingTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private string _connectionString = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string KeyFile => _folder.Sub("master.key");

    public async ValueTask InitializeAsync() => _connectionString = await PostgresServer.NewSchemaAsync();

    public async ValueTask DisposeAsync()
    {
        if (_connectionString.Length > 0)
        {
            await PostgresServer.DropAsync(_connectionString);
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Two_processes_open_what_each_other_sealed_also_after_one_added_a_key()
    {
        await using var one = await OpenAsync(KeyFile);
        await using var two = await OpenAsync(KeyFile);
        Assert.Equal("a"u8.ToArray(), two.Ring.Open("recipe", one.Ring.Seal("recipe", "a"u8)));

        // A third one that has lived elsewhere until now brings a key the two have not seen.
        var elsewhere = new FolderRingStore(_folder.Sub("elsewhere"));
        using var third = SecretRing.Open((await MasterKeyFile.OpenAsync(KeyFile, _folder.Sub("data"), one.Store, Ct)).Key, elsewhere);
        var value = third.Seal("recipe", "b"u8);
        Assert.ThrowsAny<CryptographicException>(() => one.Ring.Open("recipe", value));
        foreach (var entry in elsewhere.All())
        {
            Assert.Equal(entry.Name is not "known", two.Store.Add(entry));
        }

        Assert.Equal("b"u8.ToArray(), one.Ring.Open("recipe", value));
        Assert.Equal(3, one.Store.All().Count);
    }

    [Fact]
    public async Task Of_processes_that_begin_at_once_with_keys_of_their_own_one_begins_the_ring_and_the_others_are_told_whose_key_they_need()
    {
        var starts = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(
            async () =>
            {
                try
                {
                    return (Opened: (Opened?)await OpenAsync(_folder.Sub($"{i}.key")), Refusal: "");
                }
                catch (SecretRingException refused)
                {
                    return (null, refused.Message);
                }
            },
            Ct)));

        await using var first = Assert.Single(starts, s => s.Opened is not null).Opened!;
        Assert.Equal(2, first.Store.All().Count);
        Assert.Single(Directory.GetFiles(_folder.Path, "*.key"));
        Assert.All(starts.Where(s => s.Opened is null), s => Assert.Matches("master key file .*[0-9].key is missing.*table secret_ring of the database.*Put the file back", s.Refusal));
    }

    [Fact]
    public async Task Another_master_key_and_a_changed_row_refuse_the_start()
    {
        await (await OpenAsync(KeyFile)).DisposeAsync();
        await WriteKeyAsync("wrong.key");
        var refused = await Assert.ThrowsAsync<SecretRingException>(async () => await OpenAsync(_folder.Sub("wrong.key")));
        Assert.Contains("is not the one that wrapped", refused.Message, StringComparison.Ordinal);
        Assert.Contains("wrong.key", refused.Message, StringComparison.Ordinal);
        Assert.Contains("secret_ring", refused.Message, StringComparison.Ordinal);

        await PostgresServer.RunAsync(_connectionString, "update secret_ring set wrapped = set_byte(wrapped, 40, get_byte(wrapped, 40) # 1) where name <> 'known'");
        Assert.Contains("damaged", (await Assert.ThrowsAsync<SecretRingException>(async () => await OpenAsync(KeyFile))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_is_written_once_and_a_database_that_is_away_is_named()
    {
        await using var opened = await OpenAsync(KeyFile);
        Assert.True(opened.Store.Add(new("a", new byte[] { 1 })));
        Assert.False(opened.Store.Add(new("a", new byte[] { 2 })));
        Assert.Equal([1], opened.Store.All().Single(e => e.Name is "a").Wrapped.ToArray());

        await PostgresServer.RunAsync(_connectionString, "alter table secret_ring rename to hidden");
        Assert.Contains("answered with an error", Assert.Throws<IOException>(() => opened.Store.All()).Message, StringComparison.Ordinal);
        await PostgresServer.RunAsync(_connectionString, "alter table hidden rename to secret_ring");
    }

    [Fact]
    public async Task The_master_key_is_nowhere_in_the_database()
    {
        await using (var opened = await OpenAsync(KeyFile))
        {
            opened.Ring.Seal("recipe", "the secret"u8);
        }

        var key = Convert.FromBase64String((await File.ReadAllTextAsync(KeyFile, Ct)).Split('\n')[1]);
        await using var journal = await Journals.OpenAsync(_connectionString, TimeProvider.System, Ct);
        Assert.All(journal.Ring!.All(), e => Assert.True(e.Wrapped.Span.IndexOf(key) < 0 && !Encoding.Latin1.GetString(e.Wrapped.Span).Contains("masterKey", StringComparison.Ordinal)));
    }

    private async Task<Opened> OpenAsync(string keyFile)
    {
        var journal = await Journals.OpenAsync(_connectionString, TimeProvider.System, Ct);
        try
        {
            var store = journal.Ring!;
            await using var alone = await store.LockAsync(Ct);
            var (key, _) = await MasterKeyFile.OpenAsync(keyFile, _folder.Sub("data"), store, Ct);
            return new(journal, store, SecretRing.Open(key, store));
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    private async Task WriteKeyAsync(string name)
    {
        using var text = new MemoryStream(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        await DurableFiles.WriteAsync(_folder.Sub(name), text, Ct);
    }

    private sealed record Opened(IJournal Journal, IRingStore Store, SecretRing Ring) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Ring.Dispose();
            await Journal.DisposeAsync();
        }
    }
}
