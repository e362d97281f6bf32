namespace Waybill.As2;

/// <summary>A Received-content-MIC: digest and algorithm (RFC 4130 §7.4.3). Equal when the digest and its bytes are.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record Mic(MicAlgorithm Algorithm, ReadOnlyMemory<byte> Value)
{
    /// <summary>Reads <c>base64, algorithm</c> with free blanks and a trailing comment.</summary>
    public static ParseResult<Mic> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
        {
            return new(null, "A MIC is a digest, a comma and an algorithm.");
        }

        var name = text[(comma + 1)..];
        var comment = name.IndexOf('(', StringComparison.Ordinal);
        var algorithm = MicAlgorithm.Parse((comment < 0 ? name : name[..comment]).Trim());
        var value = new byte[64];
        if (algorithm.Value is null || !Convert.TryFromBase64String(text[..comma].Trim(), value, out var length)
            || length != algorithm.Value.Digest.SizeInBytes)
        {
            return new(null, algorithm.Problem ?? "The MIC is not base64 of the algorithm's length.");
        }

        return new(new Mic(algorithm.Value, value.AsMemory(0, length)), null);
    }

    /// <inheritdoc/>
    public bool Equals(Mic? other)
        => other is not null && Algorithm.Digest == other.Algorithm.Digest && Value.Span.SequenceEqual(other.Value.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Value.Span);
        return hash.ToHashCode();
    }

    /// <summary>One line for a receipt: <c>base64, algorithm</c>.</summary>
    public override string ToString() => $"{Convert.ToBase64String(Value.Span)}, {Algorithm.Spelling}";
}
