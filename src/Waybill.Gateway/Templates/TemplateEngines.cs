using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using HandlebarsDotNet;

namespace Waybill.Gateway;

/// <summary>One engine for each way of writing values, without any helper but a few of ours.</summary>
internal static class TemplateEngines
{
    private static readonly IHandlebars[] Engines = [.. Enum.GetValues<TemplateEscape>().Select(Create)];

    internal static IHandlebars Of(TemplateEscape escape) => Engines[(int)escape];

    private static IHandlebars Create(TemplateEscape escape)
    {
        var engine = Handlebars.Create(new HandlebarsConfiguration { TextEncoder = new Encoder(escape), ThrowOnUnresolvedBindingExpression = true });
        engine.RegisterHelper("lower", static (output, _, arguments) => output.Write(Text(arguments).ToLowerInvariant(), encode: true));
        engine.RegisterHelper("upper", static (output, _, arguments) => output.Write(Text(arguments).ToUpperInvariant(), encode: true));
        return engine;
    }

    private static string Text(Arguments arguments) => arguments.Length > 0 ? arguments[0]?.ToString() ?? "" : "";

    private sealed class Encoder(TemplateEscape escape) : ITextEncoder
    {
        public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

        public void Encode(string? text, TextWriter target) => target.Write(escape switch
        {
            _ when text is null => "",
            TemplateEscape.Json => JavaScriptEncoder.Default.Encode(text),
            TemplateEscape.Url => Uri.EscapeDataString(text),
            TemplateEscape.Xml => SecurityElement.Escape(text),
            _ => text,
        });

        public void Encode<T>(T? text, TextWriter target)
            where T : IEnumerator<char>
        {
            var whole = new StringBuilder();
            while (text?.MoveNext() is true)
            {
                whole.Append(text.Current);
            }

            Encode(whole.ToString(), target);
        }
    }
}
