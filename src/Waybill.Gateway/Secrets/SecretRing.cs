using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Waybill.Gateway;

/// <summary>The ring of keys that seals secrets: Data Protection's, AES-256-GCM, a new key every 90 days and none ever removed, each wrapped by the master key.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class SecretRing : ISecretRing, IDisposable
{
    /// <summary>Part of what every sealed value is bound to: never to be changed.</summary>
    private const string ApplicationName = "Waybill";

    private const string KnownName = "known";
    private const string KnownPurpose = "ring.known";

    private volatile MasterKey _key;
    private readonly IRingStore _store;
    private readonly Lock _loading = new();
    private readonly Lock _adding = new();
    private Loaded _loaded;

    private SecretRing(MasterKey key, IRingStore store)
    {
        _key = key;
        _store = store;
        _loaded = Load();
    }

    /// <summary>Whether nothing was ever wrapped: only then may a missing master key be made.</summary>
    public static bool IsNew(IRingStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.All().Count is 0;
    }

    /// <summary>Opens the ring, proves every key of it and one known secret, and makes both where there is nothing yet.</summary>
    /// <exception cref="SecretRingException">The master key is not the one of this ring, or the ring is damaged or not whole: the gateway must not start.</exception>
    /// <exception cref="IOException">The store cannot be read or written.</exception>
    public static SecretRing Open(MasterKey key, IRingStore store)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(store);
        foreach (var entry in store.All())
        {
            CryptographicOperations.ZeroMemory(key.Unwrap(entry, store.Place));
        }

        var ring = new SecretRing(key, store);
        try
        {
            ring.ProveKnown();
            return ring;
        }
        catch
        {
            ring.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public byte[] Seal(string purpose, ReadOnlySpan<byte> secret) => Protector(purpose).Protect(secret.ToArray());

    /// <inheritdoc/>
    public byte[] Open(string purpose, ReadOnlySpan<byte> sealedSecret)
    {
        var value = sealedSecret.ToArray();
        try
        {
            return Protector(purpose).Unprotect(value);
        }
        catch (CryptographicException) when (LoadNews())
        {
            return Protector(purpose).Unprotect(value);
        }
    }

    /// <summary>Runs <paramref name="rewrap"/> while no key is added to the ring, which uses <paramref name="next"/> from then on. What was sealed stays as it is.</summary>
    /// <remarks>Where it throws, some entries may be wrapped by either: the ring goes on with the key it has, and what it holds in memory still seals and opens.</remarks>
    public void Rewrap(Action rewrap, MasterKey next)
    {
        ArgumentNullException.ThrowIfNull(rewrap);
        ArgumentNullException.ThrowIfNull(next);
        lock (_adding)
        {
            rewrap();
            _key = next;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _loaded.Services.Dispose();

    private IDataProtector Protector(string purpose)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        return Volatile.Read(ref _loaded).Provider.CreateProtector(purpose);
    }

    /// <summary>Another process may have added the key a value was sealed with.</summary>
    private bool LoadNews()
    {
        lock (_loading)
        {
            if (_store.All().Count == _loaded.Repository.Seen)
            {
                return false;
            }

            // The old one is left to the collector: others may be using it.
            Volatile.Write(ref _loaded, Load());
            return true;
        }
    }

    private Loaded Load()
    {
        var repository = new WrappedRepository(() => _key, _store, _adding);
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName(ApplicationName)
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services.Configure<KeyManagementOptions>(options =>
        {
            options.XmlRepository = repository;
            // The repository wraps the whole of it.
            options.XmlEncryptor = new NullXmlEncryptor();
        });
        var built = services.BuildServiceProvider();
        return new(built, built.GetRequiredService<IDataProtectionProvider>(), repository);
    }

    /// <summary>The known secret is sealed by the ring and wrapped by the master key: it opens only when both are the right ones.</summary>
    private void ProveKnown()
    {
        if (Known() is null)
        {
            // One key alone is what a first start leaves that died here: nothing was sealed with it yet.
            if (_store.All().Count > 1)
            {
                throw new SecretRingException($"The ring in {_store.Place} lacks «{KnownName}»: it is not whole. Put it back from a backup.");
            }

            var wrapped = _key.Wrap(KnownName, Seal(KnownPurpose, "waybill"u8));
            // Another process may have been first: then its one must open with our key.
            _ = _store.Add(new(KnownName, wrapped));
        }

        var known = Known() ?? throw new SecretRingException($"The ring in {_store.Place} does not keep what was written to it.");
        try
        {
            _ = Open(KnownPurpose, _key.Unwrap(known, _store.Place));
        }
        catch (CryptographicException fault)
        {
            throw new SecretRingException($"The ring in {_store.Place} lacks the key its known secret was sealed with: it is not whole. Put it back from a backup.", fault);
        }
    }

    private RingEntry? Known() => _store.All().FirstOrDefault(entry => string.Equals(entry.Name, KnownName, StringComparison.Ordinal));

    private sealed record Loaded(ServiceProvider Services, IDataProtectionProvider Provider, WrappedRepository Repository);
}
