using System.Collections.Concurrent;
using HandlebarsDotNet;

namespace Waybill.Gateway;

/// <summary>A text with places for values, in the language of Handlebars: <c>Order {{fileName}}</c>. Checked whole when the configuration is read.</summary>
/// <remarks>Only what cannot do harm is taken: names, <c>#if</c>, <c>#unless</c>, <c>else</c>, <c>lower</c>, <c>upper</c>. No partials, no paths, no loops, no HTML escaping.</remarks>
/// <threadsafety>Immutable.</threadsafety>
internal sealed class TextTemplate
{
    /// <summary>Longest template taken, in characters.</summary>
    internal const int MostCharacters = 8 * 1024;

    /// <summary>Compiling costs milliseconds, and connections share templates.</summary>
    private const int MostCompiled = 4096;

    private static readonly ConcurrentDictionary<(string, TemplateEscape), HandlebarsTemplate<object, object>> Compiled = new();

    private readonly HandlebarsTemplate<object, object>? _compiled;

    private TextTemplate(string text, IReadOnlySet<string> uses, HandlebarsTemplate<object, object>? compiled) => (Text, Uses, _compiled) = (text, uses, compiled);

    /// <summary>As it was written.</summary>
    internal string Text { get; }

    /// <summary>The names it asks for.</summary>
    internal IReadOnlySet<string> Uses { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="text">As it was written; without <c>{{</c> it is a plain text.</param>
    /// <param name="names">The names it may ask for.</param>
    /// <param name="escape">How values are written into it.</param>
    internal static (TextTemplate? Template, string? Problem) Parse(string text, IReadOnlyCollection<string> names, TemplateEscape escape = TemplateEscape.None)
    {
        if (text.Length > MostCharacters)
        {
            return (null, $"is longer than {MostCharacters} characters");
        }

        if (!text.Contains("{{", StringComparison.Ordinal))
        {
            return (new(text, new HashSet<string>(StringComparer.Ordinal), null), null);
        }

        var (uses, problem) = TemplateWords.Check(text, names);
        if (problem is not null)
        {
            return (null, problem);
        }

        try
        {
            var template = new TextTemplate(text, uses, Compile(text, escape));
            template.Render(names.ToDictionary(static n => n, static _ => "1", StringComparer.Ordinal));
            template.Render(names.ToDictionary(static n => n, static _ => "", StringComparer.Ordinal));
            return (template, null);
        }
        catch (Exception fault) when (fault is HandlebarsException or ArgumentException or InvalidOperationException or FormatException)
        {
            return (null, $"is no template that can be read: {fault.Message.Split('\n')[0].Trim()}");
        }
    }

    /// <summary>The text with values; one that is not given is empty.</summary>
    internal string Render(IReadOnlyDictionary<string, string> values)
    {
        if (_compiled is null)
        {
            return Text;
        }

        var context = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var name in Uses)
        {
            context[name] = values.GetValueOrDefault(name) ?? "";
        }

        return _compiled(context);
    }

    private static HandlebarsTemplate<object, object> Compile(string text, TemplateEscape escape)
    {
        if (Compiled.TryGetValue((text, escape), out var known))
        {
            return known;
        }

        var compiled = TemplateEngines.Of(escape).Compile(text);
        if (Compiled.Count < MostCompiled)
        {
            Compiled.TryAdd((text, escape), compiled);
        }

        return compiled;
    }
}

/// <summary>How values are written into a template. Three braces write a value as it is.</summary>
internal enum TemplateEscape
{
    /// <summary>As they are: for headers and names, which are cleaned as a whole.</summary>
    None = 0,

    /// <summary>Inside a string of JSON.</summary>
    Json,

    /// <summary>Inside a form or a URL.</summary>
    Url,

    /// <summary>Inside XML.</summary>
    Xml,
}
