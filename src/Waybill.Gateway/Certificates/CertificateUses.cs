namespace Waybill.Gateway;

/// <summary>A connection that uses a certificate now.</summary>
/// <param name="Connection">Its name.</param>
/// <param name="For">Of ours <c>sign</c>, <c>receipts</c>, <c>open</c>, <c>tls</c>; of a partner's <c>encrypt</c>, <c>verify</c>, <c>tls</c>.</param>
public sealed record ConnectionUse(string Connection, IReadOnlyList<string> For);

/// <summary>Says what a certificate of a book is used for.</summary>
/// <threadsafety>Pure functions.</threadsafety>
public static class CertificateUses
{
    /// <summary>Every connection that uses it, by name.</summary>
    /// <param name="book">Held open meanwhile.</param>
    /// <param name="owner">Whose: <c>station/NAME</c> or <c>partner/NAME</c>.</param>
    /// <param name="sha256">Its thumbprint, upper-case hexadecimal.</param>
    /// <param name="at">The moment.</param>
    public static IReadOnlyList<ConnectionUse> Of(ConnectionBook book, string owner, string sha256, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(sha256);
        var opens = CertificateResolver.Resolve([.. book.Certificates.Where(e => string.Equals(e.Owner, owner, StringComparison.Ordinal))], at).Decrypt.Any(k => Is(k.Certificate));
        var name = owner[(owner.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var isOurs = owner.StartsWith("station/", StringComparison.Ordinal);
        return
        [
            .. book.Connections.Where(c => string.Equals(isOurs ? c.Station.Id : c.Partner.Id, name, StringComparison.Ordinal))
                .Select(c => new ConnectionUse(c.Name, [.. isOurs ? Ours(c) : Theirs(c)])).Where(static u => u.For is not []).OrderBy(static u => u.Connection, StringComparer.Ordinal),
        ];

        bool Is(Cms.CmsCertificate? certificate) => string.Equals(certificate?.Sha256Thumbprint, sha256, StringComparison.Ordinal);

        IEnumerable<string> Ours(As2Connection c)
        {
            if (Is(c.Outbound?.Signer?.Key.Certificate))
            {
                yield return "sign";
            }

            if (Is(c.Inbound.ReceiptSigner.Key.Certificate))
            {
                yield return "receipts";
            }

            if (opens)
            {
                yield return "open";
            }

            if (Is(c.Station.Tls?.Certificate))
            {
                yield return "tls";
            }
        }

        IEnumerable<string> Theirs(As2Connection c)
        {
            if (c.Outbound is { } outbound && outbound.Recipients.Any(r => Is(r.Certificate)))
            {
                yield return "encrypt";
            }

            if (c.Partner.Certificates.Any(Is))
            {
                yield return "verify";
            }

            if (c.Partner.TlsTrusted.Any(Is))
            {
                yield return "tls";
            }
        }
    }
}
