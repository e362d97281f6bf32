using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>How Echo behaves towards one message.</summary>
internal enum EchoMode
{
    /// <summary>As a partner should.</summary>
    Good = 0,

    /// <summary>Its receipt is signed with a key nobody knows.</summary>
    WrongCertificate,

    /// <summary>Its receipt is about other bytes.</summary>
    BadMic,

    /// <summary>Its receipt says that it could not decrypt.</summary>
    DecryptError,

    /// <summary>Its receipt says that it could not verify our signature.</summary>
    SignatureError,

    /// <summary>It takes the message and never answers.</summary>
    Silence,

    /// <summary>Its receipt comes on a connection of its own.</summary>
    Asynchronous,

    /// <summary>The same, after the deadline.</summary>
    Late,

    /// <summary>It sends one message twice.</summary>
    Duplicate,

    /// <summary>Its web server answers 401.</summary>
    Status401,

    /// <summary>Its web server answers 503.</summary>
    Status503,

    /// <summary>It sends a message signed with a key nobody knows.</summary>
    ForeignSignature,

    /// <summary>It sends a message encrypted for somebody else.</summary>
    WrongKey,

    /// <summary>It sends a message with SHA-1 and 3DES.</summary>
    Weak,

    /// <summary>It sends a message under a name that is nearly right.</summary>
    UnknownName,
}

/// <summary>What is said of a mode.</summary>
/// <param name="Mode">Which.</param>
/// <param name="Word">Its word in the API, in subjects and on the command line.</param>
/// <param name="Connection">The connection its message goes over.</param>
/// <param name="About">What Echo does, in a sentence.</param>
/// <param name="Expect">What the gateway makes of it, in a sentence.</param>
internal sealed record EchoModeFacts(EchoMode Mode, string Word, string Connection, string About, string Expect)
{
    /// <summary>How the message to Echo ends.</summary>
    internal ExchangeState EndsAs => Mode switch
    {
        EchoMode.WrongCertificate => ExchangeState.ReceiptInvalid,
        EchoMode.BadMic => ExchangeState.MicMismatch,
        EchoMode.DecryptError or EchoMode.SignatureError => ExchangeState.Rejected,
        EchoMode.Silence or EchoMode.Status401 or EchoMode.Status503 => ExchangeState.Failed,
        _ => ExchangeState.Delivered,
    };

    /// <summary>How the message of Echo ends, where it sends one.</summary>
    internal ExchangeState ReplyEndsAs => Mode is EchoMode.ForeignSignature or EchoMode.WrongKey or EchoMode.Weak or EchoMode.UnknownName ? ExchangeState.Refused : ExchangeState.Accepted;

    /// <summary>Whether Echo sends a message of its own afterwards, whatever the document is.</summary>
    internal bool SendsAlways => Mode is EchoMode.Duplicate or EchoMode.ForeignSignature or EchoMode.WrongKey or EchoMode.Weak or EchoMode.UnknownName;

    /// <summary>Whether Echo acknowledges an X12 document.</summary>
    internal bool Acknowledges => Mode is EchoMode.Good or EchoMode.Asynchronous;
}

/// <summary>All modes. The mode of a message stands in its subject, so that Echo remembers nothing and a message that is sent again means the same again.</summary>
internal static class EchoModes
{
    private const string Mark = "Echo: ";

    internal static IReadOnlyList<EchoModeFacts> All { get; } =
    [
        new(EchoMode.Good, "good", EchoNames.Connection, "Takes the message and gives a signed receipt in the answer; an X12 document it acknowledges by a 997.", "Delivered; the 997 comes as a message of its own and is accepted."),
        new(EchoMode.Asynchronous, "asynchronous", EchoNames.Later, "Gives the same receipt later, on a connection of its own.", "Awaiting its receipt for a moment, then delivered."),
        new(EchoMode.WrongCertificate, "wrong_certificate", EchoNames.Connection, "Signs its receipt with a key that nobody was told of.", "The receipt proves nothing: receipt_invalid."),
        new(EchoMode.BadMic, "bad_mic", EchoNames.Connection, "Says in its receipt that it received other bytes.", "The receipt is Echo's, but not about what was sent: mic_mismatch."),
        new(EchoMode.DecryptError, "decrypt_error", EchoNames.Connection, "Says in its receipt that it could not decrypt.", "Rejected: rejected_decryption_failed."),
        new(EchoMode.SignatureError, "signature_error", EchoNames.Connection, "Says in its receipt that it could not verify the signature.", "Rejected: rejected_authentication_failed."),
        new(EchoMode.Silence, "silence", EchoNames.Connection, "Takes the message and never answers.", "Sent again when nothing moved for 10 seconds, and given up within half a minute: no_answer."),
        new(EchoMode.Late, "late", EchoNames.Later, "Gives its receipt later, and after the deadline.", "Overdue with an alert, receipt_overdue; the late receipt still closes it."),
        new(EchoMode.Status401, "status_401", EchoNames.Closed, "Its web server does not let us in.", "The connection waits and tries again; the message is given up after a minute: http_401."),
        new(EchoMode.Status503, "status_503", EchoNames.Connection, "Its web server says that it is down.", "Sent again a few times, then given up: http_503."),
        new(EchoMode.Duplicate, "duplicate", EchoNames.Connection, "Sends one message twice under one Message-ID.", "Accepted once; the second is a duplicate and gets the same receipt."),
        new(EchoMode.ForeignSignature, "foreign_signature", EchoNames.Connection, "Sends a message signed with a key that nobody was told of.", "Refused: unknown_signer."),
        new(EchoMode.WrongKey, "wrong_key", EchoNames.Connection, "Sends a message encrypted for somebody else's certificate.", "Refused: no_key."),
        new(EchoMode.Weak, "weak", EchoNames.Connection, "Sends a message with SHA-1 and 3DES.", "Refused: forbidden_encryption."),
        new(EchoMode.UnknownName, "unknown_name", EchoNames.Connection, "Sends a message with one letter of its AS2-From wrong.", "Refused with the nearest known name: unknown_relationship."),
    ];

    internal static EchoModeFacts Default => All[0];

    internal static EchoModeFacts? Parse(string word) => All.FirstOrDefault(m => string.Equals(m.Word, word, StringComparison.Ordinal));

    /// <summary>What a message asks of Echo: whoever says nothing is treated well.</summary>
    internal static EchoModeFacts Of(string? subject)
        => subject is not null && subject.StartsWith(Mark, StringComparison.Ordinal) ? Parse(subject[Mark.Length..]) ?? Default : Default;

    internal static string Subject(EchoModeFacts mode) => Mark + mode.Word;
}
