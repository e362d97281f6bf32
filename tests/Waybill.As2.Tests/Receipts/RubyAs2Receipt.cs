using System.Text;
using System.Text.RegularExpressions;

namespace Waybill.As2.Tests;

/// <summary>A receipt of <c>testdata/ruby-as2</c>: a YAML file, of which just enough is read.</summary>
internal static partial class RubyAs2Receipt
{
    public static (List<KeyValuePair<string, string>> Headers, byte[] Body) Read(string name)
    {
        var text = TestFiles.Text($"ruby-as2/{name}");
        var at = text.IndexOf("\nbody: ", StringComparison.Ordinal);
        var headers = Field().Matches(text[(text.IndexOf("headers:", StringComparison.Ordinal) + 8)..(at + 1)])
            .Select(m => KeyValuePair.Create(m.Groups["name"].Value, Scalar(m.Groups["value"].Value))).ToList();
        var body = text[(at + 7)..];
        return (headers, body.StartsWith("!binary |-", StringComparison.Ordinal) ? Convert.FromBase64String(body[10..]) : Encoding.Latin1.GetBytes(Scalar(body)));
    }

    private static string Scalar(string yaml) => yaml.Trim() switch
    {
        ['\'', .. var inner, '\''] => inner,
        ['"', .. var inner, '"'] => Unescape(inner),
        var plain => plain,
    };

    /// <summary>A double-quoted scalar: a line end with the blanks around it is one blank, an escaped one is nothing.</summary>
    private static string Unescape(string inner)
    {
        var text = new StringBuilder();
        for (var at = 0; at < inner.Length; at++)
        {
            if (inner[at] is '\n' || (inner[at] is '\\' && inner[at + 1] is '\n'))
            {
                _ = inner[at] is '\n' ? text.Append(' ') : text;
                at += inner[at] is '\n' ? 0 : 1;
                while (inner[at + 1] is ' ')
                {
                    at++;
                }
            }
            else if (inner[at] is '\\')
            {
                at++;
                text.Append(inner[at] switch { 'r' => '\r', 'n' => '\n', 't' => '\t', var other => other });
            }
            else
            {
                text.Append(inner[at]);
            }
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^  (?<name>[\w-]+): (?<value>.*(\n    .*)*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Field();
}
