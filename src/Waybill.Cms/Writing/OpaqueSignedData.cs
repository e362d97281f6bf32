namespace Waybill.Cms;

/// <summary>SignedData around content of known length: <see cref="Prefix"/>, the content, then <see cref="Suffix"/>.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed class OpaqueSignedData
{
    private readonly Func<Func<DigestAlgorithm, ReadOnlyMemory<byte>>, byte[]> _sign;
    private readonly int _suffixLength;

    internal OpaqueSignedData(
        ReadOnlyMemory<byte> prefix, int suffixLength, long length, Func<Func<DigestAlgorithm, ReadOnlyMemory<byte>>, byte[]> sign)
        => (Prefix, _suffixLength, Length, _sign) = (prefix, suffixLength, length, sign);

    /// <summary>The bytes before the content.</summary>
    public ReadOnlyMemory<byte> Prefix { get; }

    /// <summary>Length of prefix, content and suffix together, in bytes.</summary>
    public long Length { get; }

    /// <summary>Signs, and gives the bytes after the content: as many as <see cref="Length"/> counts.</summary>
    /// <param name="contentDigest">Gives the digest of the content for each signer's digest.</param>
    /// <exception cref="CmsException"><see cref="CmsProblem.BadRequest"/>: a digest of the wrong length.</exception>
    public ReadOnlyMemory<byte> Suffix(Func<DigestAlgorithm, ReadOnlyMemory<byte>> contentDigest)
    {
        ArgumentNullException.ThrowIfNull(contentDigest);
        var suffix = _sign(contentDigest);
        return suffix.Length == _suffixLength
            ? suffix
            : throw new CmsException(CmsProblem.BadRequest, "The signature is longer than was planned.");
    }
}
