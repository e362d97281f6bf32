using System.Security.Cryptography;

namespace Waybill.Gateway.Stores.Tests.Secrets;

/// <summary>A new master key, interrupted behind every step and gone on with.</summary>
public sealed class RewrapTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string KeyFile => Path.Combine(_folder.Path, "data.key");

    private FolderRingStore Store => new(Path.Combine(_folder.Path, "data", "keys"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_sealed_opens_with_the_new_key_alone_and_the_ring_goes_on_meanwhile()
    {
        using var ring = await OpenAsync();
        var secret = ring.Seal("p", "secret"u8);

        var old = await MasterKeyRewrap.RunAsync(KeyFile, Store, ring.Rewrap, DateTimeOffset.UnixEpoch, Ct);

        Assert.Equal(KeyFile + ".old-19700101000000", old);
        Assert.Equal("secret"u8.ToArray(), ring.Open("p", secret));
        var later = ring.Seal("p", "later"u8);
        Assert.False(MasterKeyRewrap.IsUnfinished(KeyFile));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(KeyFile) is (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        using (var again = await OpenAsync())
        {
            Assert.Equal("secret"u8.ToArray(), again.Open("p", secret));
            Assert.Equal("later"u8.ToArray(), again.Open("p", later));
        }

        File.Copy(old, KeyFile, overwrite: true);
        await Assert.ThrowsAsync<SecretRingException>(async () => (await OpenAsync()).Dispose());
    }

    [Fact]
    public async Task Whatever_step_it_dies_behind_the_next_start_ends_it()
    {
        using var ring = await OpenAsync();
        var secret = ring.Seal("p", "secret"u8);
        var steps = 0;
        for (var dies = 1; dies <= 8; dies++)
        {
            var (step, isDead) = (0, false);
            try
            {
                await MasterKeyRewrap.RunAsync(
                    KeyFile, Store, static (rewrap, _) => rewrap(), DateTimeOffset.UnixEpoch.AddSeconds(dies), () => _ = ++step == dies ? throw new InvalidOperationException("dead") : 0, Ct);
            }
            catch (InvalidOperationException)
            {
                isDead = true;
                steps++;
                Assert.True(MasterKeyRewrap.IsUnfinished(KeyFile));
            }

            await MasterKeyRewrap.ResumeAsync(KeyFile, Store, DateTimeOffset.UnixEpoch.AddMinutes(dies), Ct);
            Assert.False(MasterKeyRewrap.IsUnfinished(KeyFile));
            using var next = await OpenAsync();
            Assert.Equal("secret"u8.ToArray(), next.Open("p", secret));
            if (!isDead)
            {
                break;
            }
        }

        // Begun, two entries, the old file put away.
        Assert.Equal(4, steps);
        Assert.All(Directory.GetFiles(_folder.Path), f => Assert.Matches("data\\.key(\\.old-[0-9]{14})?$", f));
    }

    [Fact]
    public async Task An_entry_of_a_third_key_stops_it_and_names_the_file()
    {
        (await OpenAsync()).Dispose();
        var stranger = new MasterKey(RandomNumberGenerator.GetBytes(32), "elsewhere");
        Assert.True(Store.Add(new("key-x", stranger.Wrap("key-x", "x"u8))));
        var fault = await Assert.ThrowsAsync<SecretRingException>(async () => await MasterKeyRewrap.RunAsync(KeyFile, Store, static (rewrap, _) => rewrap(), DateTimeOffset.UnixEpoch, Ct));
        Assert.Contains("key-x", fault.Message, StringComparison.Ordinal);
    }

    private async Task<SecretRing> OpenAsync()
    {
        var (key, _) = await MasterKeyFile.OpenAsync(KeyFile, Path.Combine(_folder.Path, "data"), Store, Ct);
        return SecretRing.Open(key, Store);
    }
}
