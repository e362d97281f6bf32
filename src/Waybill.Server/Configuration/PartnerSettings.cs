using Waybill.As2;

namespace Waybill.Server;

/// <summary>One of our own AS2 identities, under <c>Waybill:Stations:0</c> and on.</summary>
internal sealed class StationSettings
{
    /// <summary>The name partners address us by.</summary>
    public string As2Id { get; set; } = "";

    /// <summary>File of our certificate, PEM.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>File of its private key, PEM without a passphrase. Readable by the gateway's user alone.</summary>
    public string Key { get; set; } = "";
}

/// <summary>One company we exchange with, under <c>Waybill:Partners:0</c> and on. What is not set is the safe choice.</summary>
internal sealed class PartnerSettings
{
    /// <summary>The partner's AS2 name.</summary>
    public string As2Id { get; set; } = "";

    /// <summary>The station it exchanges with; empty for all of them.</summary>
    public string Station { get; set; } = "";

    /// <summary>Files of the certificates its signatures are checked against, PEM or DER, old and new side by side.</summary>
    public IList<string> Certificates { get; set; } = [];

    /// <summary>Where it receives. Its host may be named for asynchronous receipts.</summary>
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

    /// <summary>Takes CBC encryption without a signature, which anybody can change. Default false.</summary>
    public bool AllowUnsignedCbc { get; set; }

    /// <summary>Verifies SHA-1 signatures and writes SHA-1 receipts where asked. Default false.</summary>
    public bool AllowSha1 { get; set; }

    /// <summary>Verifies MD5 signatures. Default false.</summary>
    public bool AllowMd5 { get; set; }

    /// <summary>Decrypts 3DES. Default false.</summary>
    public bool AllowTripleDes { get; set; }

    /// <summary>Decrypts RC2. Default false.</summary>
    public bool AllowRc2 { get; set; }

    /// <summary>Largest message, in bytes as it arrives. Default no bound.</summary>
    public long? MaxBodyBytes { get; set; }

    /// <summary>Answers 204 instead of 200 where the answer has no body. Default false.</summary>
    public bool AnswerEmptyWith204 { get; set; }
}
