using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>One of our own AS2 identities with its keys opened.</summary>
/// <param name="Name">Its AS2 name.</param>
/// <param name="Key">Signs messages and receipts, and opens messages.</param>
/// <param name="Keys">Everything that opens messages, the current key first.</param>
/// <threadsafety>Immutable; the keys are the book's.</threadsafety>
public sealed record Station(As2Name Name, CmsPrivateKey Key, CmsKeyBook Keys)
{
    /// <summary>The name of its resource. Default none.</summary>
    public string Id { get; init; } = "";

    /// <summary>Its former AS2 names, also those that are answered no more. Default none.</summary>
    public IReadOnlyList<FormerName> Aliases { get; init; } = [];

    /// <summary>Certificates that are used no more: only to name them where a partner still encrypts for one. Default none.</summary>
    public IReadOnlyList<CmsCertificate> Retired { get; init; } = [];

    /// <summary>Until when we sign messages with the key; null: no end but its own. Default null.</summary>
    public DateTimeOffset? SignUntil { get; init; }

    /// <summary>What is shown to servers that ask for a client certificate. Default none.</summary>
    public CertificateEntry? Tls { get; init; }
}

/// <summary>An AS2 name that somebody had.</summary>
/// <param name="As2Id">The name.</param>
/// <param name="Until">Until when it is answered; null: for ever.</param>
public sealed record FormerName(string As2Id, DateTimeOffset? Until);

/// <summary>One company we exchange with.</summary>
/// <param name="Name">Its AS2 name.</param>
/// <param name="Certificates">Its signatures are checked against these, in order.</param>
/// <param name="EncryptFor">Messages to it are encrypted for this one; null when there is none.</param>
/// <threadsafety>Immutable; the certificates are the book's.</threadsafety>
public sealed record Partner(As2Name Name, IReadOnlyList<CmsCertificate> Certificates, CmsCertificate? EncryptFor)
{
    /// <summary>The name of its resource. Default none.</summary>
    public string Id { get; init; } = "";

    /// <summary>What this identity is for. Default production.</summary>
    public PartnerEnvironment Environment { get; init; }

    /// <summary>Its former AS2 names, also those that are answered no more. Default none.</summary>
    public IReadOnlyList<FormerName> Aliases { get; init; } = [];

    /// <summary>Certificates that are trusted no more, replaced or revoked: only to name them where one still signs. Default none.</summary>
    public IReadOnlyList<CmsCertificate> Retired { get; init; } = [];

    /// <summary>Until when messages are encrypted for <see cref="EncryptFor"/>; null: no end but its own. Default null.</summary>
    public DateTimeOffset? EncryptUntil { get; init; }

    /// <summary>TLS certificates of its servers that are trusted by themselves. Default none.</summary>
    public IReadOnlyList<CmsCertificate> TlsTrusted { get; init; } = [];
}

/// <summary>The agreement between one station and one partner, with all policies of both ways.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record As2Connection
{
    /// <summary>Its name, also the scope of its owner.</summary>
    public required string Name { get; init; }

    /// <summary>The version of the book it belongs to; every exchange stores it.</summary>
    public required long Version { get; init; }

    /// <summary>Ours.</summary>
    public required Station Station { get; init; }

    /// <summary>Theirs.</summary>
    public required Partner Partner { get; init; }

    /// <summary>Whether anything goes over it.</summary>
    public bool IsOnline { get; init; } = true;

    /// <summary>What messages in must be, and what becomes of them.</summary>
    public required InboundPolicy Inbound { get; init; }

    /// <summary>How messages out and receipts are sent; without an address of the partner its Urls are empty. Null when a certificate to encrypt for is missing.</summary>
    public OutboundConnection? Outbound { get; init; }

    /// <summary>How long is kept what is exchanged over it. Default <see cref="KeptAges.Default"/>.</summary>
    public KeptAges Kept { get; init; } = KeptAges.Default;
}

/// <summary>What messages in must be, and what becomes of them.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record InboundPolicy
{
    /// <summary>How a message is opened and what it must be. Its time is replaced for each message.</summary>
    public required As2ReadOptions Reading { get; init; }

    /// <summary>Who signs our receipts.</summary>
    public required CmsSignerOptions ReceiptSigner { get; init; }

    /// <summary>Receipts are signed with the digest of <see cref="ReceiptSigner"/> and not with the one a message asks for. Default false.</summary>
    public bool IsReceiptDigestFixed { get; init; }

    /// <summary>Where asynchronous receipts may go.</summary>
    public required ReceiptAddressPolicy ReceiptAddresses { get; init; }

    /// <summary>What a sender must show before its message is read; null for nothing.</summary>
    public InboundRequirements? Requirements { get; init; }

    /// <summary>Refuses messages whose sender and receiver have one name.</summary>
    public bool RefuseSameNames { get; init; }

    /// <summary>200 or 204 where an answer has no body.</summary>
    public int EmptyStatus { get; init; } = 200;

    /// <summary>What a message is answered whose id came before with other content.</summary>
    public DuplicateAnswer DuplicateAnswer { get; init; }

    /// <summary>Keeps every wire body, however large.</summary>
    public bool KeepWireBodies { get; init; }

    /// <summary>What follows when a file name came before, or is not legal.</summary>
    public FileNameRule FileNameRule { get; init; }

    /// <summary>How long a file name counts as one that came before.</summary>
    public TimeSpan FileNameWindow { get; init; }

    /// <summary>Where accepted documents are written; null writes none.</summary>
    public FolderTarget? Folder { get; init; }

    /// <summary>Whether they wait to be fetched over the API.</summary>
    public bool ApiPull { get; init; }

    /// <summary>One handoff row each, written with the message.</summary>
    public IReadOnlyList<string> Consumers => (Folder, ApiPull) switch
    {
        (not null, true) => [ConsumerNames.Folder, ConsumerNames.ApiPull],
        (not null, false) => [ConsumerNames.Folder],
        (null, true) => [ConsumerNames.ApiPull],
        _ => [],
    };
}

/// <summary>Names of the consumers that are always there.</summary>
public static class ConsumerNames
{
    /// <summary>Files in a folder.</summary>
    public const string Folder = "folder";

    /// <summary>Fetched and acknowledged over the API.</summary>
    public const string ApiPull = "api";
}

/// <summary>A folder that takes documents.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="FileName">Makes the names.</param>
public sealed record FolderTarget(string Path, FileNameTemplate FileName);
