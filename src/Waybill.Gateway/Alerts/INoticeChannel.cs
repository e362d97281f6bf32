namespace Waybill.Gateway;

/// <summary>A way out of the house for notices.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public interface INoticeChannel
{
    /// <summary>Sends one; it was taken when this returns.</summary>
    /// <exception cref="NoticeException">It was not taken; says why in one sentence without secrets.</exception>
    ValueTask SendAsync(Notice notice, CancellationToken ct);
}

/// <summary>What is told.</summary>
/// <param name="Id">The same for every attempt: a receiver that had it before passes it over.</param>
/// <param name="Alert">About what.</param>
/// <param name="IsResolved">Whether it went away.</param>
/// <param name="Connection">The connection it is about; null for none.</param>
/// <param name="Partner">Its partner's AS2 name; null for none.</param>
public sealed record Notice(string Id, AlertRow Alert, bool IsResolved, string? Connection, string? Partner)
{
    /// <summary>One line, with nothing in it that ends a line.</summary>
    public string Title => OneLine($"{(IsResolved ? "Resolved" : Alert.Severity.ToString())}: {Alert.Kind}, {Alert.Subject}");

    /// <summary>A partner's words on one line.</summary>
    public static string OneLine(string text) => string.Concat((text ?? "").Take(300).Select(static c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}

/// <summary>A notice was not taken.</summary>
public sealed class NoticeException(string message, Exception? inner = null) : Exception(message, inner);
