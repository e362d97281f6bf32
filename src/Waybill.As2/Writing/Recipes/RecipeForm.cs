using System.Security.Cryptography;

namespace Waybill.As2;

/// <summary>The stored form of a package, version 1: headers, MIC, nodes, which nodes are what, and the SHA-256 of all before.</summary>
internal static class RecipeForm
{
    private const byte Version = 1;
    private const int None = -1;

    internal static (byte[] Bytes, ReadOnlyMemory<byte> Key) Write(PackageParts parts)
    {
        var recipe = new RecipeWriter();
        Segment?[] roots = [parts.Body, parts.MicEntity, parts.BeforeCompression, parts.AfterCompression];
        foreach (var root in roots.OfType<Segment>())
        {
            recipe.Add(root);
        }

        var head = new RecipeWriter();
        head.Raw([Version]);
        head.Number(parts.Headers.Count);
        foreach (var (name, value) in parts.Headers)
        {
            head.Text(name);
            head.Text(value);
        }

        head.Text(parts.Mic.ToString());
        head.Raw([(byte)(parts.IsSigned ? 1 : 0), (byte)(parts.PlainHeaders is null ? 0 : 1)]);
        head.Bytes(parts.PlainHeaders);
        head.Number(recipe.Count);
        head.Raw(recipe.Written);
        foreach (var root in roots)
        {
            head.Number(root is null ? None : recipe.NumberOf(root));
        }

        byte[] written = [.. head.Written, .. SHA256.HashData(head.Written)];
        return (written, recipe.Key);
    }

    /// <exception cref="FormatException">The recipe is not what was written, or the key is another one.</exception>
    internal static PackageParts Read(
        ReadOnlySpan<byte> bytes, ReadOnlyMemory<byte> key, Func<int, CancellationToken, ValueTask<Stream>> openDocument, Func<CancellationToken, ValueTask<Stream>>? openScratch)
    {
        if (bytes.Length < 1 + SHA256.HashSizeInBytes)
        {
            throw new FormatException("It is too short.");
        }

        if (bytes[0] is not Version)
        {
            throw new FormatException("Its version is not known.");
        }

        var body = bytes[..^SHA256.HashSizeInBytes];
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes[body.Length..]))
        {
            throw new FormatException("Its digest is not that of its bytes.");
        }

        var reader = new RecipeReader(body[1..]);
        var headers = new KeyValuePair<string, string>[reader.Count(leastBytes: 8)];
        for (var i = 0; i < headers.Length; i++)
        {
            headers[i] = new(reader.Text(), reader.Text());
        }

        var mic = Mic.Parse(reader.Text()).Value ?? throw new FormatException("Its MIC cannot be read.");
        var (isSigned, isPlain, plainHeaders) = (reader.Byte() is not 0, reader.Byte() is not 0, reader.Bytes().ToArray());
        var nodes = new RecipeNodes(key, openDocument, openScratch);
        nodes.Read(ref reader, reader.Count(leastBytes: 5));
        var parts = new PackageParts(
            headers, nodes.At(reader.Number()), mic, nodes.At(reader.Number()), isPlain ? plainHeaders : null, nodes.Find(reader.Number()), nodes.Find(reader.Number()), isSigned);
        return reader.IsAtEnd ? parts : throw new FormatException("Something follows its end.");
    }
}
