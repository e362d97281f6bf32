namespace Waybill.Gateway;

/// <summary>What a channel is.</summary>
public enum ChannelKind
{
    /// <summary>Mail.</summary>
    Smtp = 0,

    /// <summary>A signed POST.</summary>
    Webhook = 1,
}

/// <summary>How a mail server is spoken to.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS, or nothing is sent.</summary>
    StartTls = 0,

    /// <summary>TLS from the first byte, mostly at port 465.</summary>
    Tls = 1,

    /// <summary>In clear: for a server on this machine.</summary>
    None = 2,
}

/// <summary>A way out of the house for alerts.</summary>
public class ChannelResource
{
    /// <summary>Mail or webhook. Left out: a webhook where <see cref="Url"/> is set, else mail.</summary>
    public ChannelKind? Kind { get; set; }

    /// <summary>Whether it is a webhook, said or not.</summary>
    public bool IsWebhook => Kind is ChannelKind.Webhook || (Kind is null && Url is not "");

    /// <summary>Where a webhook is posted to. It may hold a secret: it is shown like one.</summary>
    [Secret]
    public string Url { get; set; } = "";

    /// <summary>What a webhook is signed with, at least 16 characters.</summary>
    [Secret]
    public string Secret { get; set; } = "";

    /// <summary>Mail server.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port. 0: 587, with <see cref="SmtpSecurity.Tls"/> 465.</summary>
    public int Port { get; set; }

    /// <summary>How it is spoken to.</summary>
    public SmtpSecurity Security { get; set; }

    /// <summary>User name there; empty signs in nobody.</summary>
    public string User { get; set; } = "";

    /// <summary>Its password.</summary>
    [Secret]
    public string Password { get; set; } = "";

    /// <summary>Sender of the mail.</summary>
    public string From { get; set; } = "";

    /// <summary>Who gets it.</summary>
    public IList<string> To { get; set; } = [];
}

/// <summary>Which alerts go where. What is not named is not asked for.</summary>
public class RuleResource
{
    /// <summary>Kinds of alerts; empty: all.</summary>
    public IList<string> Kinds { get; set; } = [];

    /// <summary>Alerts that matter less are passed over.</summary>
    public AlertSeverity Severity { get; set; } = AlertSeverity.Warning;

    /// <summary>Connections the alert must be about; empty, and no partner: about anything.</summary>
    public IList<string> Connections { get; set; } = [];

    /// <summary>AS2 names of partners the alert must be about.</summary>
    public IList<string> Partners { get; set; } = [];

    /// <summary>Names of channels; empty: all.</summary>
    public IList<string> Channels { get; set; } = [];

    /// <summary>Says nothing until then, for example 2026-12-24T18:00:00Z.</summary>
    public DateTimeOffset? MuteUntil { get; set; }
}
