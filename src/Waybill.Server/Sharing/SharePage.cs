using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Waybill.Certificates;

namespace Waybill.Server;

/// <summary>Writes the page of a share link: plain HTML that every browser and screen reader reads; no script, nothing from elsewhere.</summary>
internal static class SharePage
{
    private const string Style = """
        :root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%;margin:1rem 0}
        caption{text-align:left;font-weight:600;font-size:1.2rem;padding:.5rem 0}th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid #8888}th{width:11rem;font-weight:600}
        td{font-family:ui-monospace,monospace;overflow-wrap:anywhere}a{margin-right:1rem}
        """;

    /// <summary>The content security policy of its answers: nothing runs, nothing is fetched, and this one style counts.</summary>
    internal static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style.ReplaceLineEndings("\n"))))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <param name="packet">What it shows.</param>
    /// <param name="path">The last part of the page's address: links are relative, a proxy may put a path before it.</param>
    /// <param name="until">Until when.</param>
    internal static string Of(PartnerPacket packet, string path, DateTimeOffset until)
    {
        var html = new StringBuilder();
        var title = $"AS2 details of {packet.Company}";
        html.Append("<p>What you need to exchange documents with us over AS2. Nothing on this page is secret. Compare the SHA-256 thumbprint of a certificate by telephone before you trust it.</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Text(path)}/packet.zip\">Download all of it (zip)</a><a href=\"{Text(path)}/packet.txt\">The same as text</a></p>\n");
        Table(html, "How we exchange", PacketFacts.Of(packet));
        for (var number = 0; number < packet.Certificates.Count; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"Certificate {number + 1}: {packet.Certificates[number].Use}");
            Table(html, name, PacketFacts.Of(packet, number));
            html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Text(path)}/{number + 1}.cer\">{Text(name)} as .cer</a><a href=\"{Text(path)}/{number + 1}.p7b\">with its chain as .p7b</a></p>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"<p>This page shows what counts now, and can be opened until {PacketFacts.Date(until)}.</p>\n");
        return Whole(title, html.ToString());
    }

    /// <summary>A page with one sentence.</summary>
    internal static string Word(string title, string sentence) => Whole(title, $"<p>{Text(sentence)}</p>\n");

    private static string Whole(string title, string content) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{Text(title)}</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>{Text(title)}</h1>
        {content}</main>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    private static void Table(StringBuilder html, string caption, IEnumerable<(string Name, string Value)> facts)
    {
        html.Append(CultureInfo.InvariantCulture, $"<table>\n<caption>{Text(caption)}</caption>\n<tbody>\n");
        foreach (var (name, value) in facts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(name)}</th><td>{Text(value)}</td></tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
    }

    /// <summary>AS2 names and subjects are whatever somebody typed.</summary>
    private static string Text(string text) => HtmlEncoder.Default.Encode(string.Concat(text.Select(static c => char.IsControl(c) ? ' ' : c)));
}
