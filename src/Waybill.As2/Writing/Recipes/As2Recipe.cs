namespace Waybill.As2;

/// <summary>A package in a form that can be stored: literal bytes, documents by number with length and SHA-256, what is compressed or encrypted around them.
/// Restored by <see cref="As2Package.FromRecipe"/> it gives the same bytes, in another process too (RFC 4130 §5.5).</summary>
/// <remarks>The documents themselves are not in it. <see cref="ContentKey"/> is handed out apart from the rest, to be sealed and forgotten apart.</remarks>
/// <threadsafety>Immutable.</threadsafety>
public sealed class As2Recipe
{
    private As2Recipe(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> contentKey) => (Bytes, ContentKey) = (bytes, contentKey);

    /// <summary>Everything but the content key, in a versioned form that ends with its own SHA-256. Some KiB, whatever the size of the documents. Not secret as far as the
    /// headers are not.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The content key of the envelope. Secret. Empty for a message that is not encrypted, or when the key is no longer kept: then all but the encrypted body can still be read.</summary>
    public ReadOnlyMemory<byte> ContentKey { get; }

    /// <summary>Takes a stored recipe and checks it to its last byte.</summary>
    /// <param name="bytes">As <see cref="Bytes"/>.</param>
    /// <param name="contentKey">As <see cref="ContentKey"/>.</param>
    /// <returns>A problem for bytes that were changed or cut, a version that is not known, and a key of another message.</returns>
    public static ParseResult<As2Recipe> Read(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> contentKey)
    {
        var recipe = new As2Recipe(bytes.ToArray(), contentKey.ToArray());
        try
        {
            _ = recipe.Parts((_, _) => throw new InvalidOperationException("Only looked at."), openScratch: null);
            return new(recipe, null);
        }
        catch (FormatException problem)
        {
            return new(null, $"The recipe is damaged. {problem.Message}");
        }
    }

    internal static As2Recipe Of(PackageParts parts)
    {
        var (bytes, key) = RecipeForm.Write(parts);
        return new(bytes, key);
    }

    internal PackageParts Parts(Func<int, CancellationToken, ValueTask<Stream>> openDocument, Func<CancellationToken, ValueTask<Stream>>? openScratch)
        => RecipeForm.Read(Bytes.Span, ContentKey, openDocument, openScratch);
}
