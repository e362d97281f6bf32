using System.Security.Cryptography;
using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>How a recipe lies in the journal: the content key apart, sealed for this exchange, so that it can go alone. Beside a stored body there is no key, but the body's digest.</summary>
/// <param name="Recipe">The recipe; without its content key where that is gone, or where the body is stored.</param>
/// <param name="BodySha256">Digest of the stored body; null when there is none.</param>
internal sealed record StoredRecipe(As2Recipe Recipe, ReadOnlyMemory<byte>? BodySha256)
{
    private const byte Version = 1;
    private const int HeadBytes = 1 + SHA256.HashSizeInBytes;

    /// <summary>Writes all but the key.</summary>
    internal static byte[] Write(As2Recipe recipe, ReadOnlySpan<byte> bodySha256)
    {
        var stored = new byte[HeadBytes + recipe.Bytes.Length];
        stored[0] = Version;
        bodySha256.CopyTo(stored.AsSpan(1));
        recipe.Bytes.CopyTo(stored.AsMemory(HeadBytes));
        return stored;
    }

    /// <summary>Seals the content key; null when there is none.</summary>
    /// <param name="id">Whose key it is: sealed for another exchange it does not open.</param>
    /// <param name="recipe">From the package.</param>
    /// <param name="ring">Seals.</param>
    internal static ReadOnlyMemory<byte>? SealKey(ExchangeId id, As2Recipe recipe, ISecretRing ring)
    {
        if (recipe.ContentKey.IsEmpty)
        {
            return null;
        }

        return ring.Seal(Purpose(id), recipe.ContentKey.Span);
    }

    /// <summary>Reads both.</summary>
    /// <exception cref="InvalidDataException">The recipe is damaged.</exception>
    /// <exception cref="CryptographicException">The key was sealed by another ring or for another exchange.</exception>
    internal static StoredRecipe Read(ExchangeId id, ReadOnlyMemory<byte> stored, ReadOnlyMemory<byte>? sealedKey, ISecretRing ring)
    {
        if (stored.Length < HeadBytes || stored.Span[0] is not Version)
        {
            throw new InvalidDataException("The stored recipe is damaged or of a version that is not known.");
        }

        var key = sealedKey is { } there ? ring.Open(Purpose(id), there.Span) : [];
        var recipe = As2Recipe.Read(stored[HeadBytes..], key);
        var digest = stored[1..HeadBytes];
        return new(recipe.Value ?? throw new InvalidDataException(recipe.Problem), digest.Span.ContainsAnyExcept((byte)0) ? digest : null);
    }

    private static string Purpose(ExchangeId id) => $"recipe:{id.Value}";
}
