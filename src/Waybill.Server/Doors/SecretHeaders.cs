namespace Waybill.Server;

/// <summary>Header fields whose values are secrets: they are shown to nobody and stored with no message.</summary>
internal static class SecretHeaders
{
    internal const string Mask = "***";

    private static readonly string[] Names = ["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"];

    internal static string Masked(string name, string value) => Names.Contains(name, StringComparer.OrdinalIgnoreCase) ? Mask : value;

    /// <summary>The same lines where nothing is a secret.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> Masked(IReadOnlyList<KeyValuePair<string, string>> lines)
        => lines.Any(static l => Names.Contains(l.Key, StringComparer.OrdinalIgnoreCase)) ? [.. lines.Select(static l => KeyValuePair.Create(l.Key, Masked(l.Key, l.Value)))] : lines;
}
