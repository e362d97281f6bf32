namespace Waybill.Server;

/// <summary>A certificate of the https addresses.</summary>
internal sealed class TlsSettings
{
    /// <summary>File of the certificate: PEM, with those of its issuers after it, or PFX with its key.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>File of its private key (PEM); empty where the certificate's file holds it.</summary>
    public string Key { get; set; } = "";

    /// <summary>Password of a PFX.</summary>
    [Gateway.Secret]
    public string Password { get; set; } = "";

    /// <summary>Host names it answers to; empty: those it names itself.</summary>
    public IList<string> Names { get; set; } = [];
}
