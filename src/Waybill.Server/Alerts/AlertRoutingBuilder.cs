using MailKit.Security;
using MimeKit;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Makes channels and rules of their settings. Names everything that is wrong.</summary>
internal static class AlertRoutingBuilder
{
    private const int ShortestSecret = 16;
    private const int SubmissionPort = 587;
    private const int TlsPort = 465;
    private const int LastPort = 65_535;

    internal static AlertRouting Build(AlertSettings settings, string path, TimeProvider time, List<string> problems)
    {
        var channels = new Dictionary<string, INoticeChannel>(StringComparer.Ordinal);
        for (var at = 0; at < settings.Channels.Count; at++)
        {
            var (channel, place) = (settings.Channels[at], $"{path}:Channels:{at}");
            var before = problems.Count;
            CheckName(channel.Name, place, problems);
            INoticeChannel? made = channel.Kind is ChannelKind.Webhook ? Webhook(channel, place, time, problems) : Smtp(channel, place, time, problems);
            if (problems.Count == before && !channels.TryAdd(channel.Name, made!))
            {
                problems.Add($"{place}:Name: there is another channel called {channel.Name}.");
            }
        }

        string[] known = [.. settings.Channels.Select(static c => c.Name)];
        var rules = new List<AlertRule>();
        for (var at = 0; at < settings.Rules.Count; at++)
        {
            rules.Add(Rule(settings.Rules[at], $"{path}:Rules:{at}", known, problems));
        }

        return new(channels, rules is [] ? [new() { Name = "all", Channels = known }] : rules);
    }

    private static AlertRule Rule(RuleSettings rule, string place, string[] known, List<string> problems)
    {
        CheckName(rule.Name, place, problems);
        for (var at = 0; at < rule.Channels.Count; at++)
        {
            if (!known.Contains(rule.Channels[at], StringComparer.Ordinal))
            {
                problems.Add($"{place}:Channels:{at}: '{rule.Channels[at]}' is not the name of a channel.");
            }
        }

        return new()
        {
            Name = rule.Name, Kinds = rule.Kinds.ToHashSet(StringComparer.Ordinal), Severity = rule.Severity, Connections = rule.Connections.ToHashSet(StringComparer.Ordinal),
            Partners = rule.Partners.ToHashSet(StringComparer.Ordinal), Channels = rule.Channels is [] ? known : [.. rule.Channels], MuteUntil = rule.MuteUntil,
        };
    }

    private static WebhookChannel? Webhook(ChannelSettings channel, string place, TimeProvider time, List<string> problems)
    {
        var before = problems.Count;
        if (!Uri.TryCreate(channel.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            problems.Add($"{place}:Url: must be an http or https address.");
        }
        else if (url.UserInfo is not "")
        {
            problems.Add($"{place}:Url: names no user and password; the signature tells who sends.");
        }

        if (channel.Secret.Length < ShortestSecret)
        {
            problems.Add($"{place}:Secret: must have at least 16 characters, for example what openssl rand -hex 32 prints.");
        }

        return problems.Count > before ? null : new(url!, channel.Secret, time);
    }

    private static SmtpChannel? Smtp(ChannelSettings channel, string place, TimeProvider time, List<string> problems)
    {
        var before = problems.Count;
        if (channel.Host is "" || Uri.CheckHostName(channel.Host) is UriHostNameType.Unknown)
        {
            problems.Add($"{place}:Host: name the mail server.");
        }

        if (channel.Port is < 0 or > LastPort)
        {
            problems.Add($"{place}:Port: must be 1 to 65535, or 0 for the usual one.");
        }

        if (!IsAddress(channel.From))
        {
            problems.Add($"{place}:From: must be a mail address.");
        }

        if (channel.To is [])
        {
            problems.Add($"{place}:To: name at least one mail address.");
        }

        for (var at = 0; at < channel.To.Count; at++)
        {
            if (!IsAddress(channel.To[at]))
            {
                problems.Add($"{place}:To:{at}: '{channel.To[at]}' is not a mail address.");
            }
        }

        if (channel is { User: not "", Security: SmtpSecurity.None })
        {
            problems.Add($"{place}:Security: a password goes to no mail server in clear. Take StartTls or Tls.");
        }

        var security = channel.Security switch { SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect, SmtpSecurity.StartTls => SecureSocketOptions.StartTls, _ => SecureSocketOptions.None };
        var port = channel.Port is 0 ? channel.Security is SmtpSecurity.Tls ? TlsPort : SubmissionPort : channel.Port;
        return problems.Count > before ? null : new(new(channel.Host, port, security, channel.User, channel.Password, channel.From, [.. channel.To]), time);
    }

    private static bool IsAddress(string text) => MailboxAddress.TryParse(text, out var mailbox) && mailbox.Domain is not "";

    private static void CheckName(string name, string place, List<string> problems)
    {
        if (name is not { Length: > 0 and <= 64 } || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            problems.Add($"{place}:Name: 1 to 64 letters, digits, dots, hyphens and underscores.");
        }
    }
}
