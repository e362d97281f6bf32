namespace Waybill.Gateway;

/// <content>What a sender must show before its message is read.</content>
public abstract partial class ConnectionPolicySettings
{
    /// <summary>User name the partner must bring (Basic); empty asks for none. Its password stands in <see cref="InboundPassword"/>.</summary>
    public string InboundUser { get; set; } = "";

    /// <summary>Password the partner must bring.</summary>
    [Secret]
    public string InboundPassword { get; set; } = "";

    /// <summary>SHA-256 fingerprints of client certificates, one of which the partner must show: 64 hexadecimal digits, with or without colons. Empty, and no authority: asks for none.</summary>
    public IList<string> InboundClientCertificates { get; set; } = [];

    /// <summary>Certificates of authorities (PEM text, or a file), one of which must have issued the client certificate the partner shows. Those between belong here too.</summary>
    public IList<string> InboundClientAuthorities { get; set; } = [];

    /// <summary>Addresses the partner sends from: <c>192.0.2.7</c>, <c>192.0.2.0/24</c>, <c>2001:db8::/32</c>. Empty: from everywhere.</summary>
    public IList<string> InboundSources { get; set; } = [];
}
