using System.Text.Json;

namespace Waybill.Gateway;

/// <summary>Where something stands that is checked: in a settings file or in a resource. Both are checked by the same code, which says <c>ExtraHeaders:0</c>.</summary>
/// <param name="Root"><c>Waybill:Partners:0</c> or <c>partners/acme</c>.</param>
/// <param name="IsSettings">Whether it is a settings file's.</param>
internal readonly record struct FieldPath(string Root, bool IsSettings)
{
    /// <summary>The path of a resource.</summary>
    internal static FieldPath Of(string kind, string name) => new($"{ResourceTypes.Collection(kind)}/{name}", IsSettings: false);

    /// <summary>The path of a setting below.</summary>
    internal string Of(string setting)
        => IsSettings ? $"{Root}:{setting}" : $"{Root}/{string.Join('/', setting.Split(':').Select(JsonNamingPolicy.CamelCase.ConvertName))}";

    /// <summary>A finding out of a sentence that begins with its setting: <c>:Urls:0: 'x' is no address.</c></summary>
    internal Finding Finding(string problem, FindingSeverity severity = FindingSeverity.Error)
    {
        var text = problem.TrimStart(':');
        var end = text.IndexOf(": ", StringComparison.Ordinal);
        return end > 0 && !text.AsSpan(0, end).ContainsAnyExcept(Letters) ? new(Of(text[..end]), text[(end + 2)..], severity) : new(Root, text, severity);
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:");
}
