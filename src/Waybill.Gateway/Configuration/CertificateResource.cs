namespace Waybill.Gateway;

/// <summary>One certificate of a station's or a partner's set.</summary>
public sealed class CertificateResource
{
    /// <summary>Whose: <c>station/NAME</c> or <c>partner/NAME</c>.</summary>
    public string Owner { get; set; } = "";

    /// <summary>The AS2 name of one identity of the partner; empty: all of them.</summary>
    public string Identity { get; set; } = "";

    /// <summary>What for. Default any but TLS.</summary>
    public CertificateRole Use { get; set; }

    /// <summary>The certificate, PEM.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>Its private key, PEM without a passphrase; ours only.</summary>
    [Secret]
    public string Key { get; set; } = "";

    /// <summary>From when it signs or is encrypted for; null: from its own first moment.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>Until when it signs, is encrypted for and proves; null: no end but its own.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>Planned, current or retired. Default current.</summary>
    public CertificateState State { get; set; } = CertificateState.Current;

    /// <summary>The request (PKCS#10, PEM) that asks a CA for the certificate of the key. While there is no certificate, it waits for the answer and is used for nothing.</summary>
    public string Request { get; set; } = "";

    /// <summary>For people.</summary>
    public string Note { get; set; } = "";
}
