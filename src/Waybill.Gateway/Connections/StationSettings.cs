namespace Waybill.Gateway;

/// <summary>A certificate and its private key, in two PEM files.</summary>
public class KeyFileSettings
{
    /// <summary>File of the certificate, PEM.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>File of its private key: PEM without a passphrase, readable by the gateway's user alone, or what <see cref="SealedKey"/> made of it.</summary>
    public string Key { get; set; } = "";
}

/// <summary>One of our own AS2 identities.</summary>
public sealed class StationSettings : KeyFileSettings
{
    /// <summary>The name partners address us by.</summary>
    public string As2Id { get; set; } = "";

    /// <summary>Earlier keys: they still open messages, and sign nothing.</summary>
    public IList<KeyFileSettings> EarlierKeys { get; set; } = [];
}

/// <summary>One company we exchange with. It is its own connection to each station, with the policies written here, unless one of <see cref="BookSettings.Connections"/> names it.</summary>
public sealed class PartnerSettings : ConnectionPolicySettings
{
    /// <summary>The partner's AS2 name.</summary>
    public string As2Id { get; set; } = "";

    /// <summary>The station it exchanges with; empty for all of them.</summary>
    public string Station { get; set; } = "";

    /// <summary>Files of the certificates its signatures are checked against, PEM or DER, old and new side by side. Messages to it are encrypted for the newest.</summary>
    public IList<string> Certificates { get; set; } = [];

    /// <summary>File of the certificate messages to it are encrypted for; empty takes the newest of <see cref="Certificates"/> that is valid.</summary>
    public string EncryptionCertificate { get; set; } = "";
}

/// <summary>The agreement between one station and one partner.</summary>
public sealed class ConnectionSettings : ConnectionPolicySettings
{
    /// <summary>The kind this program knows.</summary>
    public const string As2 = "as2";

    /// <summary>What it speaks. Default <see cref="As2"/>, so far the only one.</summary>
    public string Kind { get; set; } = As2;

    /// <summary>Its name: letters, digits, dot, hyphen, underscore. Never changes: the journal refers to it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Names a station, in a settings file by its As2Id; may be empty when there is only one.</summary>
    public string Station { get; set; } = "";

    /// <summary>Names a partner, in a settings file by its As2Id.</summary>
    public string Partner { get; set; } = "";

    /// <summary>The As2Id of one identity of the partner; empty: its first.</summary>
    public string Identity { get; set; } = "";
}

/// <summary>All of them together.</summary>
public sealed class BookSettings
{
    /// <summary>Our own identities.</summary>
    public IList<StationSettings> Stations { get; set; } = [];

    /// <summary>The companies.</summary>
    public IList<PartnerSettings> Partners { get; set; } = [];

    /// <summary>Connections with a name and policies of their own.</summary>
    public IList<ConnectionSettings> Connections { get; set; } = [];
}
