using System.Net.Mail;

namespace Waybill.Gateway;

/// <summary>What is wrong with channels and rules, of settings files and of resources alike.</summary>
public static class AlertCheck
{
    private const int ShortestSecret = 16;
    private const int LastPort = 65_535;

    /// <param name="channel">What is looked at.</param>
    /// <param name="problem">Takes the setting and the sentence of each problem.</param>
    public static void Channel(ChannelResource channel, Action<string, string> problem)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(problem);
        if (channel.IsWebhook)
        {
            Webhook(channel, problem);
        }
        else
        {
            Smtp(channel, problem);
        }
    }

    /// <param name="rule">What is looked at.</param>
    /// <param name="channels">Names of channels there are.</param>
    /// <param name="problem">Takes the setting and the sentence of each problem.</param>
    public static void Rule(RuleResource rule, IReadOnlyCollection<string> channels, Action<string, string> problem)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(problem);
        for (var at = 0; at < rule.Channels.Count; at++)
        {
            if (!channels.Contains(rule.Channels[at], StringComparer.Ordinal))
            {
                problem($"Channels:{at}", $"'{rule.Channels[at]}' is not the name of a channel.");
            }
        }
    }

    /// <summary>The channels and rules among resources.</summary>
    internal static void Resources(ResourceCatalog catalog, IReadOnlyCollection<string> others, ConfigurationCheck check)
    {
        var channels = catalog.OfKind(ResourceKinds.Channel).ToList();
        foreach (var channel in channels)
        {
            if (channel.Settings is ChannelResource settings)
            {
                Channel(settings, (setting, sentence) => check.Error(channel.Path.Of(setting), sentence));
            }

            if (others.Contains(channel.Name, StringComparer.Ordinal))
            {
                check.Error(channel.Path.Of("Name"), $"there is another channel called {channel.Name}, in the settings of the program.");
            }
        }

        string[] names = [.. channels.Select(static c => c.Name), .. others];
        foreach (var rule in catalog.OfKind(ResourceKinds.Rule))
        {
            if (rule.Settings is RuleResource settings)
            {
                Rule(settings, names, (setting, sentence) => check.Error(rule.Path.Of(setting), sentence));
            }
        }
    }

    private static void Webhook(ChannelResource channel, Action<string, string> problem)
    {
        if (!Uri.TryCreate(channel.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            problem("Url", "must be an http or https address.");
        }
        else if (url.UserInfo is not "")
        {
            problem("Url", "names no user and password; the signature tells who sends.");
        }

        if (channel.Secret.Length < ShortestSecret)
        {
            problem("Secret", "must have at least 16 characters, for example what openssl rand -hex 32 prints.");
        }
    }

    private static void Smtp(ChannelResource channel, Action<string, string> problem)
    {
        if (channel.Host is "" || Uri.CheckHostName(channel.Host) is UriHostNameType.Unknown)
        {
            problem("Host", "name the mail server.");
        }

        if (channel.Port is < 0 or > LastPort)
        {
            problem("Port", "must be 1 to 65535, or 0 for the usual one.");
        }

        if (!IsAddress(channel.From))
        {
            problem("From", "must be a mail address.");
        }

        if (channel.To is [])
        {
            problem("To", "name at least one mail address.");
        }

        for (var at = 0; at < channel.To.Count; at++)
        {
            if (!IsAddress(channel.To[at]))
            {
                problem($"To:{at}", $"'{channel.To[at]}' is not a mail address.");
            }
        }

        if (channel is { User: not "", Security: SmtpSecurity.None })
        {
            problem("Security", "a password goes to no mail server in clear. Take StartTls or Tls.");
        }
    }

    private static bool IsAddress(string text) => MailAddress.TryCreate(text, out var address) && address.Host is not "" && !text.Any(char.IsControl);
}
