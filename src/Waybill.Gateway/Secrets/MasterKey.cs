using System.Security.Cryptography;
using System.Text;

namespace Waybill.Gateway;

/// <summary>The key that wraps the ring's keys: AES-256-GCM, 256 random bits kept outside the data.</summary>
/// <remarks>A wrapped thing is: version 1, 8 bytes that tell the key, a nonce of 12, the ciphertext, the tag of 16. Its name is authenticated with it, so that two cannot change places.</remarks>
/// <threadsafety>Immutable; safe for concurrent calls.</threadsafety>
public sealed class MasterKey
{
    /// <summary>Its length, in bytes.</summary>
    public const int Bytes = 32;

    private const byte Version = 1;
    private const int IdBytes = 8;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeadBytes = 1 + IdBytes + NonceBytes;

    private readonly byte[] _key;
    private readonly byte[] _id;

    /// <param name="key">The 32 bytes; copied.</param>
    /// <param name="origin">Where it comes from, for sentences: a file's path.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public MasterKey(ReadOnlySpan<byte> key, string origin)
    {
        if (key.Length is not Bytes)
        {
            throw new ArgumentException("A master key has 32 bytes.", nameof(key));
        }

        _key = key.ToArray();
        _id = HMACSHA256.HashData(_key, "waybill master key"u8)[..IdBytes];
        Origin = origin;
    }

    /// <summary>Where it comes from.</summary>
    public string Origin { get; }

    /// <summary>Wraps.</summary>
    public byte[] Wrap(string name, ReadOnlySpan<byte> plain)
    {
        var wrapped = new byte[HeadBytes + plain.Length + TagBytes];
        wrapped[0] = Version;
        _id.CopyTo(wrapped, 1);
        var nonce = wrapped.AsSpan(1 + IdBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(nonce, plain, wrapped.AsSpan(HeadBytes, plain.Length), wrapped.AsSpan(^TagBytes..), Bound(name));
        return wrapped;
    }

    /// <summary>Whether an entry says that it was wrapped by this key.</summary>
    public bool Wrapped(RingEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var wrapped = entry.Wrapped.Span;
        return wrapped.Length >= HeadBytes && wrapped[0] == Version && CryptographicOperations.FixedTimeEquals(wrapped.Slice(1, IdBytes), _id);
    }

    /// <summary>Unwraps.</summary>
    /// <param name="entry">What was wrapped under its name.</param>
    /// <param name="place">Where it lies, for the sentence.</param>
    /// <exception cref="SecretRingException">It was wrapped by another key, or it is damaged.</exception>
    public byte[] Unwrap(RingEntry entry, string place)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var wrapped = entry.Wrapped.Span;
        if (wrapped.Length < HeadBytes + TagBytes || wrapped[0] is not Version)
        {
            throw Damaged(entry, place);
        }

        if (!CryptographicOperations.FixedTimeEquals(wrapped.Slice(1, IdBytes), _id))
        {
            throw new SecretRingException($"The master key in {Origin} is not the one that wrapped «{entry.Name}» in {place}. Put back the key file that belongs to this data.");
        }

        var plain = new byte[wrapped.Length - HeadBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(_key, TagBytes);
            aes.Decrypt(wrapped.Slice(1 + IdBytes, NonceBytes), wrapped[HeadBytes..^TagBytes], wrapped[^TagBytes..], plain, Bound(entry.Name));
            return plain;
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw Damaged(entry, place, fault);
        }
    }

    private static byte[] Bound(string name) => Encoding.UTF8.GetBytes("Waybill ring: " + name);

    private static SecretRingException Damaged(RingEntry entry, string place, Exception? cause = null)
        => new($"«{entry.Name}» in {place} is damaged or was changed. Put it back from a backup: what was sealed with it cannot be opened without it.", cause);
}
