namespace Waybill.Cms;

/// <summary>A content-encryption algorithm: AES in CBC or GCM mode, and 3DES and RC2 for reading old peers.</summary>
/// <remarks>CBC ciphers go into EnvelopedData, GCM into AuthEnvelopedData (RFC 5083, RFC 5084). The members are the only instances.</remarks>
/// <threadsafety>Immutable.</threadsafety>
public sealed class ContentCipher
{
    private ContentCipher(string name, string oid, int keyBytes, int blockBytes, bool isAuthenticated, bool isWeak)
        => (Name, Oid, KeyBytes, BlockBytes, IsAuthenticated, IsWeak) = (name, oid, keyBytes, blockBytes, isAuthenticated, isWeak);

    /// <summary>AES-128-CBC.</summary>
    public static ContentCipher Aes128Cbc { get; } = new("aes128-cbc", "2.16.840.1.101.3.4.1.2", 16, 16, isAuthenticated: false, isWeak: false);

    /// <summary>AES-192-CBC.</summary>
    public static ContentCipher Aes192Cbc { get; } = new("aes192-cbc", "2.16.840.1.101.3.4.1.22", 24, 16, isAuthenticated: false, isWeak: false);

    /// <summary>AES-256-CBC, the default of the 4130 profile.</summary>
    public static ContentCipher Aes256Cbc { get; } = new("aes256-cbc", "2.16.840.1.101.3.4.1.42", 32, 16, isAuthenticated: false, isWeak: false);

    /// <summary>AES-128-GCM.</summary>
    public static ContentCipher Aes128Gcm { get; } = new("aes128-gcm", "2.16.840.1.101.3.4.1.6", 16, 16, isAuthenticated: true, isWeak: false);

    /// <summary>AES-192-GCM.</summary>
    public static ContentCipher Aes192Gcm { get; } = new("aes192-gcm", "2.16.840.1.101.3.4.1.26", 24, 16, isAuthenticated: true, isWeak: false);

    /// <summary>AES-256-GCM, the default of the modern profile.</summary>
    public static ContentCipher Aes256Gcm { get; } = new("aes256-gcm", "2.16.840.1.101.3.4.1.46", 32, 16, isAuthenticated: true, isWeak: false);

    /// <summary>3DES-CBC: read by policy, written by explicit switch only; about 25 MB/s.</summary>
    public static ContentCipher TripleDesCbc { get; } = new("3des-cbc", "1.2.840.113549.3.7", 24, 8, isAuthenticated: false, isWeak: true);

    /// <summary>RC2-CBC with 40 to 128 effective bits: read by policy, never written. <see cref="KeyBytes"/> is 0: the message names the length.</summary>
    public static ContentCipher Rc2Cbc { get; } = new("rc2-cbc", "1.2.840.113549.3.2", 0, 8, isAuthenticated: false, isWeak: true);

    /// <summary>All of them, strongest first.</summary>
    public static IReadOnlyList<ContentCipher> All { get; }
        = [Aes256Gcm, Aes192Gcm, Aes128Gcm, Aes256Cbc, Aes192Cbc, Aes128Cbc, TripleDesCbc, Rc2Cbc];

    /// <summary>Name as on the command line and in reports.</summary>
    public string Name { get; }

    /// <summary>Dotted object identifier.</summary>
    public string Oid { get; }

    /// <summary>Key length in bytes; 0 when the message names it.</summary>
    public int KeyBytes { get; }

    /// <summary>Block length in bytes.</summary>
    public int BlockBytes { get; }

    /// <summary>True for GCM: the tag protects the content.</summary>
    public bool IsAuthenticated { get; }

    /// <summary>True for 3DES and RC2.</summary>
    public bool IsWeak { get; }

    /// <summary>Finds a cipher by its OID; null when unknown.</summary>
    public static ContentCipher? FromOid(string oid) => All.FirstOrDefault(c => string.Equals(c.Oid, oid, StringComparison.Ordinal));

    /// <summary>Finds a cipher by <see cref="Name"/>, ignoring case; null when unknown.</summary>
    public static ContentCipher? FromName(string name) => All.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
