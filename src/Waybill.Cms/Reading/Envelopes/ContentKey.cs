using System.Security.Cryptography;

namespace Waybill.Cms;

/// <summary>Finds the content key of an envelope among our keys.</summary>
/// <param name="Bytes">The key, always of the cipher's length; zeroed by <see cref="Dispose"/>.</param>
/// <param name="IsReal">False when nothing unwrapped and the bytes are random.</param>
/// <param name="Recipient">The recipient that was ours.</param>
/// <param name="Key">The key it names.</param>
internal sealed record ContentKey(byte[] Bytes, bool IsReal, RecipientInfo Recipient, CmsPrivateKey Key) : IDisposable
{
    public void Dispose() => CryptographicOperations.ZeroMemory(Bytes);

    /// <summary>Takes the first candidate that unwraps to a key of the right length.</summary>
    /// <remarks>The random key is drawn first and reading goes on with it, so that whether a key unwrapped shows in nothing but the outcome (RFC 3218 §2.3.2).</remarks>
    /// <exception cref="CmsException">NoKey, UnknownAlgorithm or ForbiddenAlgorithm: what the clear parts show.</exception>
    public static ContentKey Recover(IReadOnlyList<RecipientInfo> recipients, CmsKeyBook keys, ContentEncryption encryption, CmsPolicy policy)
    {
        var random = Random(encryption);
        var candidates = Candidates(recipients, keys, policy);
        foreach (var (recipient, key) in candidates)
        {
            var bytes = recipient.Unwrap!.Unwrap(key, recipient.EncryptedKey);
            if (IsUsable(bytes, encryption))
            {
                CryptographicOperations.ZeroMemory(random);
                return new(bytes!, IsReal: true, recipient, key);
            }

            CryptographicOperations.ZeroMemory(bytes);
        }

        return new(random, IsReal: false, candidates[0].Recipient, candidates[0].Key);
    }

    private static byte[] Random(ContentEncryption encryption)
    {
        byte[] bytes;
        do
        {
            bytes = RandomNumberGenerator.GetBytes(encryption.KeyBytes);
        }
        while (!IsUsable(bytes, encryption));
        return bytes;
    }

    // The framework refuses 3DES keys that make it single DES, and with an exception.
    private static bool IsUsable(byte[]? key, ContentEncryption encryption)
        => key?.Length == encryption.KeyBytes && !(encryption.Cipher == ContentCipher.TripleDesCbc && TripleDES.IsWeakKey(key));

    private static List<(RecipientInfo Recipient, CmsPrivateKey Key)> Candidates(IReadOnlyList<RecipientInfo> recipients, CmsKeyBook keys, CmsPolicy policy)
    {
        var candidates = new List<(RecipientInfo, CmsPrivateKey)>();
        CmsException? why = null;
        foreach (var key in keys.Keys)
        {
            foreach (var recipient in recipients.Where(r => r.Identifier?.Names(key.Certificate) is true))
            {
                if (recipient.Unwrap?.Fits(key) is not true)
                {
                    why ??= new(CmsProblem.UnknownAlgorithm, "Our content key is wrapped in a way that is not known.", recipient.AlgorithmOid);
                }
                else if (!recipient.Unwrap.IsAllowed(policy))
                {
                    why ??= new(CmsProblem.ForbiddenAlgorithm, $"Our content key is wrapped by {recipient.Unwrap.Name}, which the policy forbids.", recipient.Unwrap.Name);
                }
                else
                {
                    candidates.Add((recipient, key));
                }
            }
        }

        return candidates.Count > 0 ? candidates : throw why ?? new CmsException(CmsProblem.NoKey, "No recipient of the envelope is a key of ours.");
    }
}
