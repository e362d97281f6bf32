using System.Security.Cryptography;

namespace Waybill.Cms;

/// <summary>A digest: SHA-256, SHA-384, SHA-512, and SHA-1 and MD5 for reading old peers.</summary>
/// <remarks>The members are the only instances, so reference equality is equality.</remarks>
/// <threadsafety>Immutable.</threadsafety>
public sealed class DigestAlgorithm
{
    private DigestAlgorithm(string name, string oid, HashAlgorithmName hash, int size, bool isWeak)
        => (Name, Oid, Hash, SizeInBytes, IsWeak) = (name, oid, hash, size, isWeak);

    /// <summary>MD5: verified by policy, never signed with.</summary>
    public static DigestAlgorithm Md5 { get; } = new("md5", "1.2.840.113549.2.5", HashAlgorithmName.MD5, 16, isWeak: true);

    /// <summary>SHA-1: verified by policy, written by explicit switch only.</summary>
    public static DigestAlgorithm Sha1 { get; } = new("sha-1", "1.3.14.3.2.26", HashAlgorithmName.SHA1, 20, isWeak: true);

    /// <summary>SHA-256, the default.</summary>
    public static DigestAlgorithm Sha256 { get; } = new("sha-256", "2.16.840.1.101.3.4.2.1", HashAlgorithmName.SHA256, 32, isWeak: false);

    /// <summary>SHA-384.</summary>
    public static DigestAlgorithm Sha384 { get; } = new("sha-384", "2.16.840.1.101.3.4.2.2", HashAlgorithmName.SHA384, 48, isWeak: false);

    /// <summary>SHA-512.</summary>
    public static DigestAlgorithm Sha512 { get; } = new("sha-512", "2.16.840.1.101.3.4.2.3", HashAlgorithmName.SHA512, 64, isWeak: false);

    /// <summary>All of them, weakest first.</summary>
    public static IReadOnlyList<DigestAlgorithm> All { get; } = [Md5, Sha1, Sha256, Sha384, Sha512];

    /// <summary>Lower-case name with hyphen (RFC 8551 §3.5.3.2), <c>md5</c> without.</summary>
    public string Name { get; }

    /// <summary>Dotted object identifier of the plain digest.</summary>
    public string Oid { get; }

    /// <summary>The framework's name for it.</summary>
    public HashAlgorithmName Hash { get; }

    /// <summary>Length of its output, in bytes.</summary>
    public int SizeInBytes { get; }

    /// <summary>True for MD5 and SHA-1: broken for signatures.</summary>
    public bool IsWeak { get; }

    /// <summary>Finds a digest by its OID; null when unknown.</summary>
    public static DigestAlgorithm? FromOid(string oid) => All.FirstOrDefault(d => string.Equals(d.Oid, oid, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
