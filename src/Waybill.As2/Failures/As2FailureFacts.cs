namespace Waybill.As2;

/// <summary>Who has to change something before the message can succeed.</summary>
public enum Blame
{
    /// <summary>We do.</summary>
    Us,

    /// <summary>The partner does.</summary>
    Partner,

    /// <summary>Both have to compare what they agreed: certificates, names, algorithms.</summary>
    Agreement,
}

/// <summary>What one failure means to the partner, to the operator and to a retry. The one place that says so.</summary>
/// <param name="Failure">The failure described.</param>
/// <param name="Blame">Who has to act.</param>
/// <param name="Sentence">One English sentence without names, paths or secrets: it goes into receipts and on screens.</param>
/// <param name="ShowsWithoutKey">Whether the clear parts of the message show it. What does not must not be told under CBC before a signature verified.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record As2FailureFacts(As2Failure Failure, Blame Blame, string Sentence, bool ShowsWithoutKey)
{
    private readonly Disposition? _disposition;
    private readonly Disposition? _modern;

    private As2FailureFacts(As2Failure failure, Blame blame, Disposition? disposition, string sentence, bool clear = false, Disposition? modern = null)
        : this(failure, blame, sentence, clear) => (_disposition, _modern) = (disposition, modern ?? disposition);

    /// <summary>What the receipt says; null when this failure never goes into a receipt.</summary>
    public Disposition? DispositionFor(As2Profile profile) => profile is As2Profile.Modern ? _modern : _disposition;

    /// <summary>The failure as the partner may see it.</summary>
    /// <param name="failure">The true cause.</param>
    /// <param name="underUnverifiedCbc">Whether it happened inside a CBC envelope before a signature verified: then all that a key was needed for is one answer,
    /// so that nobody learns from our words how far a guess went.</param>
    public static As2Failure Outward(As2Failure failure, bool underUnverifiedCbc)
        => underUnverifiedCbc && failure is not As2Failure.None && !Of(failure).ShowsWithoutKey ? As2Failure.ProtectedContentRefused : failure;

    /// <summary>Looks a failure up.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="As2Failure.None"/> or a number that is not listed.</exception>
    public static As2FailureFacts Of(As2Failure failure) => failure switch
    {
        As2Failure.BadHeaders => new(failure, Blame.Partner, null, "The AS2 headers of the message are missing, double or unreadable.", clear: true),
        As2Failure.UnknownRelationship => new(failure, Blame.Agreement, Error(DispositionNames.AuthenticationFailed), "No agreement exists between these AS2 names.", clear: true,
            modern: Error(DispositionNames.UnknownTradingRelationship)),
        As2Failure.InvalidMessageId => new(failure, Blame.Partner, Error(DispositionNames.UnexpectedProcessingError), "The Message-ID of the message cannot be used.", clear: true,
            modern: Error(DispositionNames.InvalidMessageId)),
        As2Failure.SenderEqualsReceiver => new(failure, Blame.Partner, Disposition.Failure(DispositionNames.SenderEqualsReceiver), "Sender and receiver of the message have the same name.", clear: true),
        As2Failure.UnsupportedReceiptFormat => new(failure, Blame.Partner, Disposition.Failure(DispositionNames.UnsupportedFormat), "The receipt was asked for in a form that is not supported.", clear: true),
        As2Failure.UnsupportedMicAlgorithms => new(failure, Blame.Agreement, Disposition.Failure(DispositionNames.UnsupportedMicAlgorithms), "None of the digests asked for in the receipt is supported.", clear: true),
        As2Failure.TooLarge => new(failure, Blame.Agreement, Error(DispositionNames.UnexpectedProcessingError), "The message is larger than agreed.", clear: true),
        As2Failure.NoKey => new(failure, Blame.Agreement, Error(DispositionNames.DecryptionFailed), "The message is not encrypted for a certificate of this receiver.", clear: true),
        As2Failure.UnknownEncryption => new(failure, Blame.Agreement, Error(DispositionNames.DecryptionFailed), "The message is encrypted with an algorithm that is not supported.", clear: true),
        As2Failure.ForbiddenEncryption => new(failure, Blame.Agreement, Error(DispositionNames.DecryptionFailed), "The message is encrypted with an algorithm that is not allowed.", clear: true),
        As2Failure.BadEnvelope => new(failure, Blame.Partner, Error(DispositionNames.DecryptionFailed), "The encrypted envelope is damaged.", clear: true),
        As2Failure.EncryptionNotAllowed => new(failure, Blame.Agreement, Error(DispositionNames.UnexpectedProcessingError), "The message is encrypted, and the agreement forbids it.", clear: true),
        As2Failure.EncryptionMissing => new(failure, Blame.Agreement, Error(DispositionNames.InsufficientMessageSecurity), "The message is not encrypted, and the agreement requires it.", clear: true),
        As2Failure.DecryptionFailed => new(failure, Blame.Agreement, Error(DispositionNames.DecryptionFailed), "The message could not be decrypted."),
        As2Failure.UnauthenticatedEncryption => new(failure, Blame.Agreement, Error(DispositionNames.InsufficientMessageSecurity), "The message is encrypted without protection against change and is not signed."),
        As2Failure.SignatureMissing => new(failure, Blame.Agreement, Error(DispositionNames.InsufficientMessageSecurity), "The message is not signed, and the agreement requires it."),
        As2Failure.SignatureNotAllowed => new(failure, Blame.Agreement, Error(DispositionNames.UnexpectedProcessingError), "The message is signed, and the agreement forbids it."),
        As2Failure.UnknownSigner => new(failure, Blame.Agreement, Error(DispositionNames.AuthenticationFailed), "The signature is not by a certificate agreed for this sender."),
        As2Failure.SignerNotValid => new(failure, Blame.Agreement, Error(DispositionNames.AuthenticationFailed), "The signer's certificate is expired, not yet valid or retired."),
        As2Failure.BadSignature => new(failure, Blame.Partner, Error(DispositionNames.AuthenticationFailed), "The signature does not verify with the sender's certificate."),
        As2Failure.MalformedSignature => new(failure, Blame.Partner, Error(DispositionNames.AuthenticationFailed), "The signature is damaged."),
        As2Failure.UnknownSignatureAlgorithm => new(failure, Blame.Agreement, Error(DispositionNames.AuthenticationFailed), "The signature uses an algorithm that is not supported."),
        As2Failure.ForbiddenSignatureAlgorithm => new(failure, Blame.Agreement, Error(DispositionNames.InsufficientMessageSecurity), "The signature uses an algorithm that is not allowed."),
        As2Failure.DigestMismatch => new(failure, Blame.Partner, Error(DispositionNames.IntegrityCheckFailed), "The content is not what was signed."),
        As2Failure.DecompressionFailed => new(failure, Blame.Partner, Error(DispositionNames.DecompressionFailed), "The message could not be decompressed."),
        As2Failure.InflatesTooFar => new(failure, Blame.Agreement, Error(DispositionNames.DecompressionFailed), "The decompressed message is larger than agreed."),
        As2Failure.CompressionNotAllowed => new(failure, Blame.Agreement, Error(DispositionNames.UnexpectedProcessingError), "The message is compressed, and the agreement forbids it."),
        As2Failure.CompressionMissing => new(failure, Blame.Agreement, Error(DispositionNames.UnexpectedProcessingError), "The message is not compressed, and the agreement requires it."),
        As2Failure.BadStructure => new(failure, Blame.Partner, Error(DispositionNames.UnexpectedProcessingError), "The layers of the message do not form an AS2 message."),
        As2Failure.BadMime => new(failure, Blame.Partner, Error(DispositionNames.UnexpectedProcessingError), "The MIME structure of the message is damaged."),
        As2Failure.DuplicateFileName => new(failure, Blame.Agreement, Error(DispositionNames.UnexpectedProcessingError), "A file of this name was received before.",
            modern: Error(DispositionNames.DuplicateFileName)),
        As2Failure.IllegalFileName => new(failure, Blame.Partner, Error(DispositionNames.UnexpectedProcessingError), "The file name of the message is not allowed.",
            modern: Error(DispositionNames.IllegalFileName)),
        As2Failure.DuplicateDocument => new(failure, Blame.Partner, Error(DispositionNames.DuplicateDocument), "A message with this Message-ID and other content was received before.", clear: true),
        As2Failure.ProtectedContentRefused => new(failure, Blame.Agreement, Error(DispositionNames.IntegrityCheckFailed), ProtectedSentence),
        As2Failure.BodyEndedEarly => new(failure, Blame.Partner, null, "The connection ended before the message did.", clear: true),
        As2Failure.OurFault => new(failure, Blame.Us, null, "The message could not be taken now; send it again later.", clear: true),
        As2Failure.CannotProcess => new(failure, Blame.Partner, Error(DispositionNames.UnexpectedProcessingError), "The message cannot be processed."),
        As2Failure.NotAdmitted => new(failure, Blame.Agreement, null, "The sender was not let in.", clear: true),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "Describe the failure here before using it."),
    };

    /// <summary>One text that names every cause, so that it tells none.</summary>
    private const string ProtectedSentence = "The encrypted content was refused: the key or the padding is wrong, the decrypted or decompressed content is damaged, "
        + "or its signature is missing, not allowed, by an unknown signer or not valid.";

    private static Disposition Error(string name) => Disposition.Error(name);
}
