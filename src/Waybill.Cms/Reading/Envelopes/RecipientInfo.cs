namespace Waybill.Cms;

/// <summary>One way to the content key: who it is for, and how it is wrapped.</summary>
/// <param name="Summary">What is shown of it.</param>
/// <param name="Identifier">The certificate it names; null when it names none.</param>
/// <param name="Unwrap">How to unwrap; null when we do not know how.</param>
/// <param name="AlgorithmOid">The algorithm to name when we do not know how.</param>
/// <param name="EncryptedKey">The wrapped content key.</param>
internal sealed record RecipientInfo(
    CmsRecipient Summary, SignerIdentifier? Identifier, KeyUnwrap? Unwrap, string AlgorithmOid, ReadOnlyMemory<byte> EncryptedKey)
{
    public static RecipientInfo Of(SignerIdentifier identifier, KeyUnwrap? unwrap, string oid, ReadOnlyMemory<byte> encryptedKey)
        => new(
            new(unwrap?.Name ?? Unknown(oid), identifier.Issuer, identifier.SerialNumber, identifier.SubjectKeyIdentifier, unwrap?.IsWeak ?? false),
            identifier, unwrap, oid, encryptedKey);

    /// <summary>A password, a shared key or another kind: listed and passed over.</summary>
    public static RecipientInfo OfAnotherKind(string oid) => new(new(Unknown(oid), null, null, null, IsWeak: false), null, null, oid, default);

    private static string Unknown(string oid) => $"oid:{oid}";
}
