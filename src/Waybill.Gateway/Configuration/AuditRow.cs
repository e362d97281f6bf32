namespace Waybill.Gateway;

/// <summary>One line of the audit: append-only, secrets masked.</summary>
/// <param name="N">Its number, given when it is written.</param>
/// <param name="At">When.</param>
/// <param name="Principal">Who, and by which token.</param>
/// <param name="Action">A fixed word: create, replace, delete, apply, download …</param>
/// <param name="Kind">Of what it was done to: one of <see cref="ResourceKinds"/>, exchange, token …</param>
/// <param name="Name">Which one.</param>
/// <param name="Before">JSON before; null when there was nothing, or nothing changed.</param>
/// <param name="After">JSON after; null when there is nothing, or nothing changed.</param>
public sealed record AuditRow(long N, DateTimeOffset At, string Principal, string Action, string Kind, string Name, string? Before, string? After);

/// <summary>Which lines of the audit; what is null does not matter.</summary>
public sealed record AuditFilter
{
    /// <summary>Most lines of one page.</summary>
    public const int MostLines = 1000;

    /// <summary>Of what it was done to.</summary>
    public string? Kind { get; init; }

    /// <summary>Which one.</summary>
    public string? Name { get; init; }

    /// <summary>Who.</summary>
    public string? Principal { get; init; }

    /// <summary>What.</summary>
    public string? Action { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Older than the line of this number: the last of the page before.</summary>
    public long? Before { get; init; }

    /// <summary>Most lines, 1 to <see cref="MostLines"/>. Default 50.</summary>
    public int Limit { get; init; } = 50;
}
