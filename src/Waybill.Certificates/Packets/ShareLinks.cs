using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Waybill.Certificates;

/// <summary>What a share link leads to.</summary>
/// <param name="Subject">What is shared: a name of the server's.</param>
/// <param name="ExpiresAt">Until when, in whole seconds.</param>
public sealed record ShareLink(string Subject, DateTimeOffset ExpiresAt);

/// <summary>Makes and checks the tokens of links that show a partner's packet to whoever has them, until they expire.</summary>
/// <remarks>A token is base64url of version, expiry, subject and HMAC-SHA-256 over these. Nothing is stored; a new key ends all links.</remarks>
/// <threadsafety>Safe from many threads.</threadsafety>
public sealed class ShareLinks
{
    /// <summary>Length of the key, in bytes.</summary>
    public const int KeyBytes = 32;

    private const byte Version = 1;
    private const int HeadBytes = 1 + sizeof(long);

    /// <summary>A subject is a name; a token longer than this is none.</summary>
    private const int MostCharacters = 1024;

    private readonly byte[] _key;

    /// <summary>Takes a copy of the key.</summary>
    /// <param name="key"><see cref="KeyBytes"/> random bytes that nothing else is done with.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public ShareLinks(ReadOnlySpan<byte> key)
        => _key = key.Length is KeyBytes ? key.ToArray() : throw new ArgumentException($"The key has {KeyBytes} bytes.", nameof(key));

    /// <summary>Makes a token; it may stand in a URL as it is.</summary>
    /// <exception cref="ArgumentException">The subject is empty or longer than 256 bytes.</exception>
    public string Make(ShareLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        var subject = Encoding.UTF8.GetBytes(link.Subject);
        if (subject.Length is 0 or > 256)
        {
            throw new ArgumentException("A subject has 1 to 256 bytes.", nameof(link));
        }

        var token = new byte[HeadBytes + subject.Length + HMACSHA256.HashSizeInBytes];
        token[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(1), link.ExpiresAt.ToUnixTimeSeconds());
        subject.CopyTo(token, HeadBytes);
        HMACSHA256.HashData(_key, token.AsSpan(0, HeadBytes + subject.Length), token.AsSpan(HeadBytes + subject.Length));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>What a token leads to; null when it was not made with this key, was changed, or has expired.</summary>
    public ShareLink? Check(string token, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length > MostCharacters || !Base64Url.IsValid(token))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length <= HeadBytes + HMACSHA256.HashSizeInBytes || bytes[0] is not Version)
        {
            return null;
        }

        var said = bytes.AsSpan(..^HMACSHA256.HashSizeInBytes);
        var proof = bytes.AsSpan(^HMACSHA256.HashSizeInBytes..);
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(_key, said), proof))
        {
            return null;
        }

        var expires = BinaryPrimitives.ReadInt64BigEndian(said[1..]);
        return now.ToUnixTimeSeconds() < expires ? new(Encoding.UTF8.GetString(said[HeadBytes..]), DateTimeOffset.FromUnixTimeSeconds(expires)) : null;
    }
}
