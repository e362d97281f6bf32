namespace Waybill.As2;

/// <summary>Every way receiving a message can go wrong. Numbers are stored and logged: append, never renumber.</summary>
/// <remarks>What each means to partner and operator stands in <see cref="As2FailureFacts"/>.</remarks>
public enum As2Failure
{
    /// <summary>No failure.</summary>
    None = 0,

    /// <summary>The AS2 names or another header the protocol needs are missing, double or unreadable.</summary>
    BadHeaders = 1,

    /// <summary>No connection has this pair of AS2 names.</summary>
    UnknownRelationship = 2,

    /// <summary>The Message-ID is missing though a receipt is asked for, or cannot be used.</summary>
    InvalidMessageId = 3,

    /// <summary>Sender and receiver have one name and the connection does not allow it.</summary>
    SenderEqualsReceiver = 4,

    /// <summary>A receipt is asked for in a protocol we do not know, or with a required option we do not know.</summary>
    UnsupportedReceiptFormat = 5,

    /// <summary>None of the digests asked for in the receipt is known or allowed.</summary>
    UnsupportedMicAlgorithms = 6,

    /// <summary>The message is larger than the connection allows.</summary>
    TooLarge = 7,

    /// <summary>No RecipientInfo names a key of ours.</summary>
    NoKey = 8,

    /// <summary>The envelope's cipher or key management is not known.</summary>
    UnknownEncryption = 9,

    /// <summary>The envelope's cipher or key management is forbidden by the connection.</summary>
    ForbiddenEncryption = 10,

    /// <summary>The envelope is not the structure it should be, as far as it shows without a key.</summary>
    BadEnvelope = 11,

    /// <summary>The envelope is encrypted, and the connection does not allow that.</summary>
    EncryptionNotAllowed = 12,

    /// <summary>The message is not encrypted, and must be.</summary>
    EncryptionMissing = 13,

    /// <summary>The content key does not unwrap, the padding is bad, or the authentication tag is wrong.</summary>
    DecryptionFailed = 14,

    /// <summary>Encrypted without authentication (CBC) and not signed: off by default.</summary>
    UnauthenticatedEncryption = 15,

    /// <summary>The message is not signed, and must be.</summary>
    SignatureMissing = 16,

    /// <summary>The message is signed, and must not be.</summary>
    SignatureNotAllowed = 17,

    /// <summary>The signature is by none of the certificates configured for the partner.</summary>
    UnknownSigner = 18,

    /// <summary>The signer's certificate is expired, not yet valid or retired.</summary>
    SignerNotValid = 19,

    /// <summary>The signature value does not verify with the partner's certificate.</summary>
    BadSignature = 20,

    /// <summary>The signature object is not the structure it should be.</summary>
    MalformedSignature = 21,

    /// <summary>The signature's digest or algorithm is not known.</summary>
    UnknownSignatureAlgorithm = 22,

    /// <summary>The signature's digest or algorithm is forbidden by the connection.</summary>
    ForbiddenSignatureAlgorithm = 23,

    /// <summary>The content is not what was signed.</summary>
    DigestMismatch = 24,

    /// <summary>Compressed content does not inflate to its end.</summary>
    DecompressionFailed = 25,

    /// <summary>Compressed content grows beyond the connection's bound.</summary>
    InflatesTooFar = 26,

    /// <summary>The message is compressed, and must not be.</summary>
    CompressionNotAllowed = 27,

    /// <summary>The message is not compressed, and must be.</summary>
    CompressionMissing = 28,

    /// <summary>The layers do not form a message of RFC 4130 or RFC 5402: compressed twice, too deep, a signed multipart without exactly two parts.</summary>
    BadStructure = 29,

    /// <summary>The MIME syntax is broken: a boundary is missing, headers are too large, too many parts.</summary>
    BadMime = 30,

    /// <summary>A file of this name came already, and the connection refuses that.</summary>
    DuplicateFileName = 31,

    /// <summary>A file name the connection refuses.</summary>
    IllegalFileName = 32,

    /// <summary>The Message-ID came already, with other content.</summary>
    DuplicateDocument = 33,

    /// <summary>Outward only: anything that went wrong inside a CBC envelope before a signature verified.</summary>
    ProtectedContentRefused = 34,

    /// <summary>The sender stopped before the last byte.</summary>
    BodyEndedEarly = 35,

    /// <summary>A fault of ours: store, disk, database, an own key, shutdown. Never in a receipt.</summary>
    OurFault = 36,

    /// <summary>What the same bytes will always cause, and nothing above names.</summary>
    CannotProcess = 37,

    /// <summary>The sender did not show what the connection asks for before a message is read: address, client certificate, password.</summary>
    NotAdmitted = 38,
}
