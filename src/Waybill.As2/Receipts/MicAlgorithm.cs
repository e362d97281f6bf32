using Waybill.Cms;

namespace Waybill.As2;

/// <summary>A digest with the spelling a peer used for it (RFC 8551 §3.5.3.2 and older).</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record MicAlgorithm
{
    private MicAlgorithm(DigestAlgorithm digest, string spelling) => (Digest, Spelling) = (digest, spelling);

    /// <summary>What is computed.</summary>
    public DigestAlgorithm Digest { get; }

    /// <summary>The name as received, without quotes and outer blanks.</summary>
    public string Spelling { get; }

    /// <summary>Reads any known spelling, ignoring case, quotes, hyphens, underscores and an <c>rsa-</c> prefix.</summary>
    public static ParseResult<MicAlgorithm> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var spelling = text.Trim(' ', '\t', '"');
        var key = spelling.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
        key = key.StartsWith("RSA", StringComparison.Ordinal) ? key[3..] : key;
        var digest = key switch
        {
            "MD5" => DigestAlgorithm.Md5,
            "SHA1" => DigestAlgorithm.Sha1,
            "SHA256" => DigestAlgorithm.Sha256,
            "SHA384" => DigestAlgorithm.Sha384,
            "SHA512" => DigestAlgorithm.Sha512,
            _ => null,
        };
        return digest is null ? new(null, "The MIC algorithm is not known.") : new(new MicAlgorithm(digest, spelling), null);
    }

    /// <summary>The name we write for a digest: <c>sha-256</c> and its like (RFC 8551 §3.5.3.2), <c>sha1</c> and <c>md5</c> without hyphen.</summary>
    /// <param name="digest">What is computed.</param>
    /// <param name="oldSpelling">Writes <c>sha256</c> as RFC 3851 did, for old peers.</param>
    public static MicAlgorithm Of(DigestAlgorithm digest, bool oldSpelling = false)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return new(digest, oldSpelling || digest == DigestAlgorithm.Sha1 ? digest.Name.Replace("-", "", StringComparison.Ordinal) : digest.Name);
    }

    /// <inheritdoc/>
    public override string ToString() => Spelling;
}
