using Waybill.As2;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Gateway;

internal static partial class PolicyBuilder
{
    /// <summary>What is read of messages in.</summary>
    private static CmsPolicy ReadingPolicy(ConnectionPolicySettings s, string path, List<string> problems) => Switches(s) with
    {
        Digests = Digests(s.SignatureDigests, s, $"{path}:SignatureDigests", problems),
        Ciphers = Ciphers(s, $"{path}:DecryptionCiphers", problems),
    };

    /// <summary>What is read of receipts.</summary>
    private static CmsPolicy ReceiptPolicy(ConnectionPolicySettings s, string path, List<string> problems) => Switches(s) with
    {
        Digests = Digests(s.ReceiptDigests, s, $"{path}:ReceiptDigests", problems),
    };

    /// <summary>The digest of our receipts; null: as each message asks.</summary>
    private static DigestAlgorithm? ReceiptDigest(ConnectionPolicySettings s, string path, List<string> problems)
    {
        if (IsNone(s.ReceiptSign))
        {
            problems.Add($"{path}:ReceiptSign: a signed receipt that a message asks for cannot be left unsigned (RFC 4130 §7.3); leave it empty.");
            return null;
        }

        return s.ReceiptSign is "" ? null : Written(s.ReceiptSign, s, $"{path}:ReceiptSign", "sha-256, sha-384, sha-512, sha-1", problems);
    }

    private static DigestAlgorithm? Digest(ConnectionPolicySettings s, string path, List<string> problems)
        => IsNone(s.Sign) ? null : Written(s.Sign, s, $"{path}:Sign", "sha-256, sha-384, sha-512, sha-1, none", problems);

    /// <summary>A digest we sign with: never MD5.</summary>
    private static DigestAlgorithm? Written(string name, ConnectionPolicySettings s, string setting, string choices, List<string> problems)
    {
        var digest = DigestOf(name);
        if (digest is null || digest == DigestAlgorithm.Md5)
        {
            problems.Add($"{setting}: '{name}' is none of {choices}.");
        }
        else if (digest.IsWeak && !s.AllowSha1)
        {
            problems.Add($"{setting}: sha-1 no longer protects; AllowSha1 allows it all the same.");
        }

        return digest;
    }

    private static ContentCipher? Cipher(ConnectionPolicySettings s, string path, List<string> problems)
    {
        if (s.Encrypt is "" || IsNone(s.Encrypt))
        {
            return null;
        }

        var cipher = ContentCipher.FromName(s.Encrypt);
        if (cipher is null || cipher == ContentCipher.Rc2Cbc)
        {
            problems.Add($"{path}:Encrypt: '{s.Encrypt}' is none of {string.Join(", ", ContentCipher.All.Where(c => c != ContentCipher.Rc2Cbc))}, none.");
        }
        else if (cipher.IsWeak && !s.AllowTripleDes)
        {
            problems.Add($"{path}:Encrypt: 3DES no longer protects; AllowTripleDes allows it all the same.");
        }

        return cipher;
    }

    private static CmsSignerOptions? Signer(ConnectionPolicySettings s, string path, Station? station, DigestAlgorithm? digest, List<string> problems)
    {
        if (station is { Key.IsRsa: false } && s.SignaturePadding is RsaPadding.Pss)
        {
            problems.Add($"{path}:SignaturePadding: the key of {station.Name} is no RSA key, so its signatures have no padding.");
        }

        return station is null || digest is null ? null : new()
        {
            Key = station.Key, Digest = digest, AllowSha1 = s.AllowSha1, AlgorithmProtection = s.AlgorithmProtection,
            Scheme = s.SignaturePadding is RsaPadding.Pss ? SignatureScheme.RsaPss : null,
        };
    }

    private static CmsRecipientOptions? Recipient(ConnectionPolicySettings s, string path, Partner? partner, List<string> problems)
    {
        if (s.KeyTransport is KeyTransport.OaepSha1 && !s.AllowSha1)
        {
            problems.Add($"{path}:KeyTransport: sha-1 no longer protects; AllowSha1 allows it all the same.");
        }

        if (partner?.EncryptFor is not { } certificate || IsNone(s.Encrypt))
        {
            return null;
        }

        if (s.KeyTransport is not KeyTransport.Usual && !certificate.IsRsa)
        {
            problems.Add($"{path}:KeyTransport: the certificate of {partner.Name} has no RSA key; only Usual reaches it.");
        }

        return s.KeyTransport switch
        {
            KeyTransport.OaepSha256 => new() { Certificate = certificate, Management = KeyManagement.RsaOaep },
            KeyTransport.OaepSha1 => new() { Certificate = certificate, Management = KeyManagement.RsaOaep, OaepDigest = DigestAlgorithm.Sha1 },
            _ => new() { Certificate = certificate },
        };
    }

    private static TransferEncoding Coding(string name, string setting, List<string> problems)
    {
        switch (name.ToUpperInvariant())
        {
            case "BINARY":
                return TransferEncoding.Binary;
            case "BASE64":
                return TransferEncoding.Base64;
            case "QUOTED-PRINTABLE":
                problems.Add($"{setting}: quoted-printable is read and never written: it is made for text, and every partner reads binary or base64.");
                return default;
            default:
                problems.Add($"{setting}: '{name}' is neither binary nor base64.");
                return default;
        }
    }

    private static MicAlgorithm Named(DigestAlgorithm digest, ConnectionPolicySettings s) => MicAlgorithm.Of(digest, s.OldDigestNames);

    private static CmsPolicy Switches(ConnectionPolicySettings s) => new() { AllowSha1 = s.AllowSha1, AllowMd5 = s.AllowMd5, AllowTripleDes = s.AllowTripleDes, AllowRc2 = s.AllowRc2 };

    private static List<DigestAlgorithm>? Digests(IList<string> names, ConnectionPolicySettings s, string setting, List<string> problems)
    {
        var digests = new List<DigestAlgorithm>();
        for (var at = 0; at < names.Count; at++)
        {
            if (DigestOf(names[at]) is not { } digest)
            {
                problems.Add($"{setting}:{at}: '{names[at]}' is none of {string.Join(", ", DigestAlgorithm.All)}.");
            }
            else if (!Switches(s).Allows(digest))
            {
                problems.Add($"{setting}:{at}: {digest} no longer protects; {(digest == DigestAlgorithm.Md5 ? "AllowMd5" : "AllowSha1")} allows it all the same.");
            }
            else
            {
                digests.Add(digest);
            }
        }

        return names.Count is 0 ? null : digests;
    }

    private static List<ContentCipher>? Ciphers(ConnectionPolicySettings s, string setting, List<string> problems)
    {
        var ciphers = new List<ContentCipher>();
        for (var at = 0; at < s.DecryptionCiphers.Count; at++)
        {
            if (ContentCipher.FromName(s.DecryptionCiphers[at]) is not { } cipher)
            {
                problems.Add($"{setting}:{at}: '{s.DecryptionCiphers[at]}' is none of {string.Join(", ", ContentCipher.All)}.");
            }
            else if (!Switches(s).Allows(cipher))
            {
                problems.Add($"{setting}:{at}: {cipher} no longer protects; {(cipher == ContentCipher.Rc2Cbc ? "AllowRc2" : "AllowTripleDes")} allows it all the same.");
            }
            else
            {
                ciphers.Add(cipher);
            }
        }

        return s.DecryptionCiphers.Count is 0 ? null : ciphers;
    }

    /// <summary>By its name, with or without hyphen.</summary>
    private static DigestAlgorithm? DigestOf(string name)
        => DigestAlgorithm.All.FirstOrDefault(d => string.Equals(d.Name.Replace("-", "", StringComparison.Ordinal), name.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
}
