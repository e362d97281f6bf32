namespace Waybill.Gateway;

/// <summary>Seals secrets for rest: content keys of recipes, private keys, tokens.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public interface ISecretRing
{
    /// <summary>Seals. The purpose must be the same when it is opened: a sealed value of one place is worth nothing in another.</summary>
    byte[] Seal(string purpose, ReadOnlySpan<byte> secret);

    /// <summary>Opens.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was sealed by another ring or for another purpose, or it was changed.</exception>
    byte[] Open(string purpose, ReadOnlySpan<byte> sealedSecret);
}
