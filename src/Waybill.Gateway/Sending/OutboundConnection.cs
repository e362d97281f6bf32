using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Gateway;

/// <summary>Whether messages of a connection wait for one another.</summary>
public enum SendOrder
{
    /// <summary>Each on its own.</summary>
    None = 0,

    /// <summary>One at a time, the next after a final state; what failed blocks until it is cancelled or sent again.</summary>
    Strict = 1,
}

/// <summary>How messages go to a partner: the outgoing half of a connection, with keys and certificates opened. A forgotten setting is the safe one.</summary>
/// <threadsafety>Immutable; keys and certificates are not disposed by who uses them.</threadsafety>
public sealed record OutboundConnection
{
    /// <summary>Its name: the scope its owner holds.</summary>
    public required string Name { get; init; }

    /// <summary>Its version, stored with what ran under it.</summary>
    public long Version { get; init; }

    /// <summary>AS2 name of the station.</summary>
    public required As2Name From { get; init; }

    /// <summary>AS2 name of the partner.</summary>
    public required As2Name To { get; init; }

    /// <summary>Where the partner receives; at least one. The next one is tried when no connection can be made to the one before.</summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    /// <summary>Switched on: nothing is sent while it is not. Default true.</summary>
    public bool IsOnline { get; init; } = true;

    /// <summary>Protocol profile. Default 4130.</summary>
    public As2Profile Profile { get; init; }

    /// <summary>Who signs; null: not signed. Default null.</summary>
    public CmsSignerOptions? Signer { get; init; }

    /// <summary>Old spelling of the digest in micalg; null for today's. Default null.</summary>
    public MicAlgorithm? Micalg { get; init; }

    /// <summary>For whom is encrypted; empty: nobody. Default empty.</summary>
    public IReadOnlyList<CmsRecipientOptions> Recipients { get; init; } = [];

    /// <summary>Content encryption; null takes the profile's. Default null.</summary>
    public ContentCipher? Cipher { get; init; }

    /// <summary>Default false.</summary>
    public bool AllowTripleDes { get; init; }

    /// <summary>Default false.</summary>
    public bool AllowSha1 { get; init; }

    /// <summary>Default false: anybody could change such a message.</summary>
    public bool AllowUnsignedCbc { get; init; }

    /// <summary>Default none.</summary>
    public CompressionOrder Compression { get; init; }

    /// <summary>How documents are coded inside. Default binary.</summary>
    public TransferEncoding DocumentEncoding { get; init; } = TransferEncoding.Binary;

    /// <summary>How a compressed part inside another layer is coded. Default binary.</summary>
    public TransferEncoding CompressedEncoding { get; init; } = TransferEncoding.Binary;

    /// <summary>How the signature's part is coded. Default base64.</summary>
    public TransferEncoding SignatureEncoding { get; init; } = TransferEncoding.Base64;

    /// <summary>Carries what is signed inside the signature. Default false: multipart/signed.</summary>
    public bool OpaqueSignature { get; init; }

    /// <summary>Says <c>Content-Transfer-Encoding: binary</c> among the HTTP headers. Default false.</summary>
    public bool StateTransferEncoding { get; init; }

    /// <summary>The receipt asked for; null asks for none. Default null.</summary>
    public ReceiptRequest? Receipt { get; init; }

    /// <summary>Certificates whose signature makes a receipt good. Default none: then no signed receipt is.</summary>
    public IReadOnlyList<CmsCertificate> ReceiptSigners { get; init; } = [];

    /// <summary>Certificates of the partner that are trusted no more: only to name them in a receipt. Default none.</summary>
    public IReadOnlyList<CmsCertificate> RetiredReceiptSigners { get; init; } = [];

    /// <summary>Until when we sign with the certificate of <see cref="Signer"/>; null: no end but its own. Default null.</summary>
    public DateTimeOffset? SignUntil { get; init; }

    /// <summary>Until when is encrypted for those of <see cref="Recipients"/>; null: no end but their own. Default null.</summary>
    public DateTimeOffset? EncryptUntil { get; init; }

    /// <summary>How long after its end a certificate is still signed with and encrypted for. Default no time.</summary>
    public TimeSpan ExpiredCertificateGrace { get; init; }

    /// <summary>Which old digests count in receipts. Default <see cref="CmsPolicy.Strict"/>.</summary>
    public CmsPolicy ReceiptPolicy { get; init; } = CmsPolicy.Strict;

    /// <summary>Subject of a message that brings none. Default null.</summary>
    public string? Subject { get; init; }

    /// <summary>What is made of each message.</summary>
    internal MessageTexts Texts { get; init; } = MessageTexts.None;

    /// <summary>Media type of documents submitted without one; null finds it out. Default null.</summary>
    public string? ContentType { get; init; }

    /// <summary>Further header lines, part of the package. Default none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ExtraHeaders { get; init; } = [];

    /// <summary>The token, and how it gets a new one; null when there is none.</summary>
    internal TokenPolicy? Token { get; init; }

    /// <summary>By what answers say that we are not believed, beside 401 and 403.</summary>
    internal AnswerRule AccessRefused { get; init; } = AnswerRule.None;

    /// <summary>By what answers ask for fewer calls, beside 429.</summary>
    internal AnswerRule TooManyCalls { get; init; } = AnswerRule.None;

    /// <summary>Whether a connection asked for fewer calls comes back by itself; else it is held. Default true.</summary>
    public bool AutoRecover { get; init; } = true;

    /// <summary>Lines that authenticate us (Basic); put on each attempt, never stored with a message. Default none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Authorization { get; init; } = [];

    /// <summary>How it is posted: chunks, time-outs, proxy. The guard belongs to receipts, not here. Default <see cref="As2HttpOptions"/>'s.</summary>
    public As2HttpOptions Http { get; init; } = new();

    /// <summary>Waits between the attempts of one message; the last one repeats. Default 5, 10, 20, 40, 60 minutes.</summary>
    public IReadOnlyList<TimeSpan> RetryWaits { get; init; } = DefaultRetryWaits;

    /// <summary>Waits of the connection while it fails, until it is tried by its oldest due message; the last one repeats. At least one. Default 15 s, 30 s, 1, 2, 5, 10 minutes.</summary>
    public IReadOnlyList<TimeSpan> PauseWaits { get; init; } = PauseSchedule.DefaultWaits;

    /// <summary>How long a message is tried, from its submission. Default 24 h.</summary>
    public TimeSpan TotalTime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long an asynchronous receipt is awaited. Default 24 h.</summary>
    public TimeSpan ReceiptDeadline { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often the same bytes are sent again when that receipt is overdue, before the message fails. Default 0: only an alert.</summary>
    public int ResendsWhenOverdue { get; init; }

    /// <summary>Further status codes that are the connection's failure and not the message's. Default none.</summary>
    public IReadOnlyList<int> ConnectionFailures { get; init; } = [];

    /// <summary>Default none.</summary>
    public SendOrder Order { get; init; }

    /// <summary>Most attempts at a time. Default 4.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Name of the connection whose bound counts instead; null: its own.</summary>
    public string? ConcurrencyFrom { get; init; }

    /// <summary>Least time between the starts of two attempts. Default none.</summary>
    public TimeSpan WaitBetweenCalls { get; init; }

    /// <summary>Where asynchronous receipts that we owe may go. Default: nowhere.</summary>
    public ReceiptAddressPolicy ReceiptAddresses { get; init; } = new([]);

    /// <summary>Waits between the attempts to post such a receipt; the last one repeats until its time is over. Default as <see cref="RetryWaits"/>, beginning with 15 s and 1 minute.</summary>
    public IReadOnlyList<TimeSpan> ReceiptWaits { get; init; } = [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), .. DefaultRetryWaits];

    private static TimeSpan[] DefaultRetryWaits => [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(60)];
}
