using System.Buffers.Binary;
using System.Security.Cryptography;
using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>How a recipe lies in the journal: the content key sealed for this exchange, the rest in clear. Beside a stored body it has no key, but the body's digest: it then only serves to name
/// what a partner hashed.</summary>
/// <param name="Recipe">The recipe; without its content key where the body is stored.</param>
/// <param name="BodySha256">Digest of the stored body; null when there is none.</param>
internal sealed record StoredRecipe(As2Recipe Recipe, ReadOnlyMemory<byte>? BodySha256)
{
    private const byte Version = 1;
    private const int HeadBytes = 1 + SHA256.HashSizeInBytes + 2;

    /// <summary>Writes it.</summary>
    /// <param name="id">Whose key it is: sealed for another exchange it does not open.</param>
    /// <param name="recipe">From the package.</param>
    /// <param name="bodySha256">Digest of the stored body: then the key is left out.</param>
    /// <param name="ring">Seals the key.</param>
    internal static byte[] Write(ExchangeId id, As2Recipe recipe, ReadOnlySpan<byte> bodySha256, ISecretRing ring)
    {
        var key = bodySha256.IsEmpty && !recipe.ContentKey.IsEmpty ? ring.Seal(Purpose(id), recipe.ContentKey.Span) : [];
        var stored = new byte[HeadBytes + key.Length + recipe.Bytes.Length];
        stored[0] = Version;
        bodySha256.CopyTo(stored.AsSpan(1));
        BinaryPrimitives.WriteUInt16BigEndian(stored.AsSpan(1 + SHA256.HashSizeInBytes), checked((ushort)key.Length));
        key.CopyTo(stored, HeadBytes);
        recipe.Bytes.CopyTo(stored.AsMemory(HeadBytes + key.Length));
        return stored;
    }

    /// <summary>Reads it; the caller zeroes nothing: the key lives as long as the package.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="CryptographicException">The key was sealed by another ring or for another exchange.</exception>
    internal static StoredRecipe Read(ExchangeId id, ReadOnlyMemory<byte> stored, ISecretRing ring)
    {
        if (stored.Length < HeadBytes || stored.Span[0] is not Version)
        {
            throw new InvalidDataException("The stored recipe is damaged or of a version that is not known.");
        }

        var keyLength = BinaryPrimitives.ReadUInt16BigEndian(stored.Span[(1 + SHA256.HashSizeInBytes)..]);
        if (stored.Length < HeadBytes + keyLength)
        {
            throw new InvalidDataException("The stored recipe is cut.");
        }

        var key = keyLength is 0 ? [] : ring.Open(Purpose(id), stored.Span.Slice(HeadBytes, keyLength));
        var recipe = As2Recipe.Read(stored[(HeadBytes + keyLength)..], key);
        var digest = stored.Slice(1, SHA256.HashSizeInBytes);
        return new(recipe.Value ?? throw new InvalidDataException(recipe.Problem), digest.Span.ContainsAnyExcept((byte)0) ? digest : null);
    }

    private static string Purpose(ExchangeId id) => $"recipe:{id.Value}";
}
