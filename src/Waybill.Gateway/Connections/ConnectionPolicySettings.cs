using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>The policies of a connection, both ways. What is not set is the safe choice.</summary>
public abstract partial class ConnectionPolicySettings
{
    /// <summary>Whether anything goes over it. Off: what arrives is answered as if there were no agreement, what is submitted waits. Default true.</summary>
    public bool Online { get; set; } = true;

    /// <summary>Where the partner receives, in order of preference. The hosts may be named for asynchronous receipts.</summary>
    public IList<string> Urls { get; set; } = [];

    /// <summary>One more address, before <see cref="Urls"/>: most partners have one.</summary>
    public string Url { get; set; } = "";

    /// <summary>Further hosts its asynchronous receipts may be posted to.</summary>
    public IList<string> ReceiptHosts { get; set; } = [];

    /// <summary>Whether its hosts may be loopback, private or link-local addresses. Default false.</summary>
    public bool AllowPrivate { get; set; }

    /// <summary><c>Rfc4130</c> or <c>Modern</c>.</summary>
    public As2Profile Profile { get; set; }

    /// <summary>Whether messages must be signed. Default required.</summary>
    public Requirement Signature { get; set; }

    /// <summary>Whether messages must be encrypted. Default required.</summary>
    public Requirement Encryption { get; set; }

    /// <summary>Whether messages must be compressed. Default allowed.</summary>
    public Requirement Compression { get; set; } = Requirement.Allowed;

    /// <summary>Takes and sends CBC encryption without a signature, which anybody can change. Default false.</summary>
    public bool AllowUnsignedCbc { get; set; }

    /// <summary>Verifies SHA-1 signatures, and writes SHA-1 where it is asked for or set. Default false.</summary>
    public bool AllowSha1 { get; set; }

    /// <summary>Verifies MD5 signatures. Default false.</summary>
    public bool AllowMd5 { get; set; }

    /// <summary>Decrypts 3DES, and writes it where it is set. Default false.</summary>
    public bool AllowTripleDes { get; set; }

    /// <summary>Decrypts RC2. Default false.</summary>
    public bool AllowRc2 { get; set; }

    /// <summary>Takes signatures of certificates that are expired or not yet valid. Default false.</summary>
    public bool IgnoreCertificateDates { get; set; }

    /// <summary>Decodes a body that says it is base64 and is. Default false.</summary>
    public bool DecodeWholeBody { get; set; }

    /// <summary>Largest message, in bytes as it arrives. Default no bound.</summary>
    public long? MaxBodyBytes { get; set; }

    /// <summary>Answers 204 instead of 200 where the answer has no body. Default false.</summary>
    public bool AnswerEmptyWith204 { get; set; }

    /// <summary>Refuses messages whose sender and receiver have one name. Default false.</summary>
    public bool RefuseSameNames { get; set; }

    /// <summary>What a message is answered whose id came before with other content. Default <see cref="DuplicateAnswer.Error"/>.</summary>
    public DuplicateAnswer DuplicateAnswer { get; set; }

    /// <summary>Keeps every body as it came over the wire, however large. Default false: up to 1 MiB, and what no key of ours opens.</summary>
    public bool KeepWireBodies { get; set; }

    /// <summary>Where accepted documents are written; <c>-</c> writes none. Empty: the gateway's inbox, in a folder of the connection's name.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Names of the files there: <c>{id}</c> our id, <c>{name}</c> the safe file name, <c>{from}</c>, <c>{to}</c>, <c>{date}</c>, <c>{n}</c> the document's number.</summary>
    public string FileName { get; set; } = FileNameTemplate.Default;

    /// <summary>Whether accepted documents also wait to be fetched and acknowledged over the API. Default false.</summary>
    public bool ApiPull { get; set; }

    /// <summary>Digest our messages are signed with: sha-256, sha-384, sha-512, with <see cref="AllowSha1"/> sha-1; <c>none</c> does not sign. Default sha-256.</summary>
    public string Sign { get; set; } = "sha-256";

    /// <summary>Cipher of our messages: aes256-cbc …, aes256-gcm …, with <see cref="AllowTripleDes"/> 3des-cbc; <c>none</c> does not encrypt. Empty: AES-256 in the profile's mode.</summary>
    public string Encrypt { get; set; } = "";

    /// <summary>Whether our messages are compressed, and when. Default none.</summary>
    public CompressionOrder Compress { get; set; }

    /// <summary>The receipt our messages ask for. Default <see cref="ReceiptKind.Signed"/>.</summary>
    public ReceiptKind Receipt { get; set; } = ReceiptKind.Signed;

    /// <summary>Our address for asynchronous receipts; empty asks for the receipt in the answer.</summary>
    public string AsyncReceiptUrl { get; set; } = "";

    /// <summary>Subject of a message that brings none; empty: none.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Further headers of our messages, <c>Name: value</c>.</summary>
    public IList<string> ExtraHeaders { get; set; } = [];

    /// <summary>Sends in chunks instead of with a length. Default false.</summary>
    public bool Chunked { get; set; }

    /// <summary>Asks for 100 Continue before the body. Default false.</summary>
    public bool ExpectContinue { get; set; }

    /// <summary>User name for the partner's server (Basic); empty sends none. Its password comes with <see cref="Password"/>.</summary>
    public string User { get; set; } = "";

    /// <summary>Password for the partner's server.</summary>
    [Secret]
    public string Password { get; set; } = "";

    /// <summary>Whether messages wait for each other. Default <see cref="SendOrder.None"/>.</summary>
    public SendOrder Order { get; set; }

    /// <summary>Most messages on their way at once. Default 4.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>Least time between the starts of two calls. Default none.</summary>
    public TimeSpan WaitBetweenCalls { get; set; }

    /// <summary>Waits between the attempts of one message; the last one repeats. Empty: 5, 10, 20, 40, 60 minutes.</summary>
    public IList<TimeSpan> RetryWaits { get; set; } = [];

    /// <summary>Waits of the connection while it fails (no connection can be made, access is refused), until it is tried again; the last one repeats. Empty: 15 s, 30 s, 1, 2, 5, 10 minutes.</summary>
    public IList<TimeSpan> PauseWaits { get; set; } = [];

    /// <summary>Waits between the attempts to post an asynchronous receipt; the last one repeats. Empty: 15 s, 1 minute, then as messages.</summary>
    public IList<TimeSpan> ReceiptWaits { get; set; } = [];

    /// <summary>When a message is given up. Default 24 hours after it was submitted.</summary>
    public TimeSpan TotalTime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>When a receipt is overdue that does not come in the answer. Default 24 hours.</summary>
    public TimeSpan ReceiptDeadline { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often the same bytes are sent again when such a receipt is overdue; then the message has failed. Default 0: an alert, and the message waits on.
    /// <see cref="TotalTime"/> must be longer than so many times <see cref="ReceiptDeadline"/>.</summary>
    public int ResendsWhenOverdue { get; set; }

    /// <summary>Further HTTP statuses by which the partner's server says that it is down, and not that this message is bad.</summary>
    public IList<int> PausingStatuses { get; set; } = [];

    /// <summary>Longest wait for a connection. Default 30 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time in which no byte moves. Default 5 minutes.</summary>
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromMinutes(5);
}

/// <summary>What a message is answered whose id came before with other content. It is not delivered either way.</summary>
public enum DuplicateAnswer
{
    /// <summary><c>processed/error: duplicate-document</c>.</summary>
    Error = 0,

    /// <summary><c>processed/warning: duplicate-document</c>: for a partner that takes an error for a reason to call.</summary>
    Warning = 1,
}

/// <summary>The receipt a message asks for.</summary>
public enum ReceiptKind
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>One that need not be signed.</summary>
    Unsigned = 1,

    /// <summary>A signed one.</summary>
    Signed = 2,
}
