namespace Waybill.Gateway;

/// <summary>Which alerts go to which channels. What is not named is not asked for.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record AlertRule
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Kinds of alerts; empty: all.</summary>
    public IReadOnlySet<string> Kinds { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Alerts that matter less are passed over.</summary>
    public AlertSeverity Severity { get; init; } = AlertSeverity.Warning;

    /// <summary>Names of connections the alert must be about; empty with <see cref="Partners"/>: about anything.</summary>
    public IReadOnlySet<string> Connections { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>AS2 names of partners the alert must be about.</summary>
    public IReadOnlySet<string> Partners { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Where it goes.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>Says nothing until then; what is open at that time is told then.</summary>
    public DateTimeOffset? MuteUntil { get; init; }

    /// <param name="alert">What was raised.</param>
    /// <param name="connection">The connection it is about; null for none.</param>
    /// <param name="partner">Its partner's AS2 name; null for none.</param>
    internal bool IsFor(AlertRow alert, string? connection, string? partner)
        => alert.Severity >= Severity
            && (Kinds.Count is 0 || Kinds.Contains(alert.Kind))
            && ((Connections.Count is 0 && Partners.Count is 0) || (connection is not null && Connections.Contains(connection)) || (partner is not null && Partners.Contains(partner)));
}

/// <summary>Where alerts go, and by which rules.</summary>
/// <param name="Channels">By name.</param>
/// <param name="Rules">All that fit count.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record AlertRouting(IReadOnlyDictionary<string, INoticeChannel> Channels, IReadOnlyList<AlertRule> Rules)
{
    /// <summary>Nobody is told anything.</summary>
    public static AlertRouting None { get; } = new(new Dictionary<string, INoticeChannel>(StringComparer.Ordinal), []);

    /// <summary>Where an alert goes now; when it is to be asked about again, where every rule that fits is mute; neither: nowhere.</summary>
    public (IReadOnlyList<string> Channels, DateTimeOffset? AskAgain) For(AlertRow alert, string? connection, string? partner, DateTimeOffset now)
    {
        var fits = Rules.Where(r => r.IsFor(alert, connection, partner)).ToList();
        var channels = fits.Where(r => !(r.MuteUntil > now)).SelectMany(r => r.Channels)
            // A channel that fails is not told by itself.
            .Where(c => Channels.ContainsKey(c) && !(alert.Kind is NoticeService.FailingKind && string.Equals(alert.Subject, c, StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal).ToList();
        return channels is [] && fits.Any(r => r.MuteUntil > now) ? ([], fits.Where(r => r.MuteUntil > now).Min(r => r.MuteUntil)) : (channels, null);
    }
}
