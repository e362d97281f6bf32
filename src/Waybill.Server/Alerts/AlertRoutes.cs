using MailKit.Security;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Channels and rules of settings files and resources together, made anew when a resource changed.</summary>
/// <threadsafety>For one caller at a time, as <see cref="NoticeService"/> is.</threadsafety>
internal sealed class AlertRoutes(AlertSettings settings, Func<long> version, Func<AlertResources> resources, TimeProvider time)
{
    private const int SubmissionPort = 587;
    private const int TlsPort = 465;

    private AlertRouting _current = AlertRouting.None;
    private long _version = -1;

    internal AlertRouting Current()
    {
        if (version() != _version)
        {
            // Webhooks of before are left to the collector: a notice may be on its way by one.
            var now = resources();
            (_current, _version) = (Build(settings, now, time), now.Version);
        }

        return _current;
    }

    /// <summary>Names everything wrong in the settings files.</summary>
    internal static void Check(AlertSettings settings, string path, List<string> problems)
    {
        for (var at = 0; at < settings.Channels.Count; at++)
        {
            var (channel, place) = (settings.Channels[at], $"{path}:Channels:{at}");
            CheckName(channel.Name, place, problems);
            if (settings.Channels.Take(at).Any(c => string.Equals(c.Name, channel.Name, StringComparison.Ordinal)))
            {
                problems.Add($"{place}:Name: there is another channel called {channel.Name}.");
            }

            AlertCheck.Channel(channel, (setting, sentence) => problems.Add($"{place}:{setting}: {sentence}"));
        }

        string[] known = [.. settings.Channels.Select(static c => c.Name)];
        for (var at = 0; at < settings.Rules.Count; at++)
        {
            var place = $"{path}:Rules:{at}";
            CheckName(settings.Rules[at].Name, place, problems);
            AlertCheck.Rule(settings.Rules[at], known, (setting, sentence) => problems.Add($"{place}:{setting}: {sentence}"));
        }
    }

    internal static AlertRouting Build(AlertSettings settings, AlertResources resources, TimeProvider time)
    {
        var channels = settings.Channels.Select(static c => KeyValuePair.Create(c.Name, (ChannelResource)c)).Concat(resources.Channels)
            .ToDictionary(static c => c.Key, c => Channel(c.Value, time), StringComparer.Ordinal);
        string[] known = [.. channels.Keys];
        var rules = settings.Rules.Select(static r => KeyValuePair.Create(r.Name, (RuleResource)r)).Concat(resources.Rules).Select(r => Rule(r.Key, r.Value, known)).ToList();
        return new(channels, rules is [] ? [new() { Name = "all", Channels = known }] : rules);
    }

    internal static INoticeChannel Channel(ChannelResource c, TimeProvider time)
    {
        if (c.IsWebhook)
        {
            return new WebhookChannel(new(c.Url), c.Secret, time);
        }

        var security = c.Security switch { SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect, SmtpSecurity.StartTls => SecureSocketOptions.StartTls, _ => SecureSocketOptions.None };
        return new SmtpChannel(new(c.Host, c.Port is 0 ? c.Security is SmtpSecurity.Tls ? TlsPort : SubmissionPort : c.Port, security, c.User, c.Password, c.From, [.. c.To]), time);
    }

    private static AlertRule Rule(string name, RuleResource rule, string[] known) => new()
    {
        Name = name, Kinds = rule.Kinds.ToHashSet(StringComparer.Ordinal), Severity = rule.Severity, Connections = rule.Connections.ToHashSet(StringComparer.Ordinal),
        Partners = rule.Partners.ToHashSet(StringComparer.Ordinal), Channels = rule.Channels is [] ? known : [.. rule.Channels], MuteUntil = rule.MuteUntil,
    };

    private static void CheckName(string name, string place, List<string> problems)
    {
        if (name is not { Length: > 0 and <= 64 } || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            problems.Add($"{place}:Name: 1 to 64 letters, digits, dots, hyphens and underscores.");
        }
    }
}
