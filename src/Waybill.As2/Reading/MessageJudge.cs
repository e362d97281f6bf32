using Waybill.Cms;

namespace Waybill.As2;

/// <summary>Makes the verdict of what was found.</summary>
internal static class MessageJudge
{
    public static As2Verdict Judge(Findings found, As2ReadOptions options, ReceiptRequest? request)
    {
        var refusal = Refuse(found, options);
        var failure = refusal?.Failure ?? As2Failure.None;
        var isVerified = found.Signature is { IsVerified: true };

        // Nobody may learn from our answer how far a guess at CBC content went (EFAIL; RFC 8551 §6). A verified signature vouches for what it covers,
        // not for what is around it: bad padding behind a good signature is no better told than before one.
        var isUnderCbc = found.OpenedCipher is { IsAuthenticated: false } && !(isVerified && found.Outside is null);
        var mic = MicOf(found, request);
        var isMicTold = failure is As2Failure.None || (!isUnderCbc && failure is not As2Failure.DecryptionFailed);
        TakePayloads(found, isVerified);
        return new(failure, found.Held, failure is As2Failure.None || options.TakeUnverified)
        {
            OutwardFailure = As2FailureFacts.Outward(failure, isUnderCbc),
            Detail = refusal is null ? found.Signature?.Detail : refusal.Detail,
            Layers = found.Layers,
            Mic = mic,
            OutwardMic = isMicTold ? mic : null,
            Signer = found.Signature is { Failure: As2Failure.None } good ? good.Certificate : null,
            Signature = found.Signature is { Failure: As2Failure.None } ? found.SignedData : null,
            IsSigned = found.IsSigned,
            IsEncrypted = found.IsEncrypted,
            IsCompressed = found.IsCompressed,
        };
    }

    /// <summary>The true cause. What lies outside goes before what lies inside it; content counts only behind a good signature.</summary>
    private static Refusal? Refuse(Findings found, As2ReadOptions options)
        => found.IsTooLarge ? new(0, As2Failure.TooLarge, $"The body is longer than {options.Limits.MaxBodyBytes} bytes.")
            : found.Outside ?? Shape(found, options) ?? Signature(found) ?? found.Inside;

    private static Refusal? Shape(Findings found, As2ReadOptions options)
    {
        var failure = (options.Encryption, found.IsEncrypted) switch
        {
            (Requirement.Required, false) => As2Failure.EncryptionMissing,
            (Requirement.Forbidden, true) => As2Failure.EncryptionNotAllowed,
            _ => (options.Signature, found.IsSigned) switch
            {
                (Requirement.Required, false) => As2Failure.SignatureMissing,
                (Requirement.Forbidden, true) => As2Failure.SignatureNotAllowed,
                _ => (options.Compression, found.IsCompressed) switch
                {
                    (Requirement.Required, false) => As2Failure.CompressionMissing,
                    (Requirement.Forbidden, true) => As2Failure.CompressionNotAllowed,
                    _ when !found.IsSigned && found.OpenedCipher is { IsAuthenticated: false }
                        && (!options.AllowUnsignedCbc || options.Profile is As2Profile.Modern) => As2Failure.UnauthenticatedEncryption,
                    _ => As2Failure.None,
                },
            },
        };
        return failure is As2Failure.None ? null : new(0, failure);
    }

    private static Refusal? Signature(Findings found) => found switch
    {
        { IsSigned: false } or { Signature.Failure: As2Failure.None } => null,
        { Signature: { } finding } => new(found.SignatureDepth, finding.Failure, finding.Detail),

        // The content could not even be taken, so there was nothing to check.
        _ => found.Inside ?? new(found.SignatureDepth, As2Failure.CannotProcess),
    };

    /// <summary>The digest of the signature (RFC 4130 §7.4.3), in the spelling the partner asked with (AS2-ALGN-005).</summary>
    private static Mic? MicOf(Findings found, ReceiptRequest? request)
    {
        if (found.Digests is not { } digests)
        {
            return null;
        }

        var digest = found.Signature?.Digest is { } signed && digests.Find(signed) is not null ? signed : digests.First;
        var algorithm = request?.MicAlgorithms.FirstOrDefault(a => a.Digest == digest) ?? MicAlgorithm.Of(digest);
        return new(algorithm, digests.Find(digest)!.Value);
    }

    private static void TakePayloads(Findings found, bool isVerified)
    {
        var isAuthenticated = isVerified || (!found.IsSigned && found.Outcome is EnvelopeOutcome.Authentic);
        var root = RootOf(found);
        foreach (var part in found.Parts)
        {
            found.Held.Payloads.Add(new(part, isAuthenticated, ReferenceEquals(part, root)));
        }
    }

    /// <summary>The part <c>start</c> names, else the first (RFC 2387 §3.2).</summary>
    private static FoundPart? RootOf(Findings found)
    {
        var start = found.PayloadHeaders.ContentType is { MediaType: "multipart/related" } type ? type["start"]?.Trim() : null;
        return (start is null ? null : found.Parts.Find(p => string.Equals(p.Headers["Content-ID"]?.Trim(), start, StringComparison.Ordinal)))
            ?? found.Parts.FirstOrDefault();
    }
}
