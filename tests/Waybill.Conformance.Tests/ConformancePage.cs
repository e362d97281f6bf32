using System.Globalization;
using System.Text;

namespace Waybill.Conformance.Tests;

/// <summary>Prints docs/conformance.md.</summary>
internal static class ConformancePage
{
    public static string Print()
    {
        var page = new StringBuilder();
        page.Append("# Conformance\n\nPrinted from the tests; do not edit. `WAYBILL_PRINT=1 ./test Conformance` prints it anew.\n\n");
        page.Append("Each requirement of the AS2 catalogue with the tests that hold Waybill to it. Sources: R4130 = RFC 4130 and so on, bis5 = draft-ietf-ediint-rfc4130bis-05,\n");
        page.Append("DGI = resolved issues of the interoperability rounds, OBS = observed on the wire, LOC = our own rule. Where the tests show less than the whole, the rest is named.\n\n");
        page.Append("| group | requirements | with a test | listed with a reason |\n|---|---|---|---|\n");
        var groups = Catalogue.Requirements.GroupBy(r => Catalogue.GroupOf(r.Id), StringComparer.Ordinal)
            .Where(g => Catalogue.GroupsInForce.Contains(g.Key, StringComparer.Ordinal) || g.Any(r => Catalogue.Tests[r.Id].Any())).ToList();
        foreach (var group in groups)
        {
            var tested = group.Count(r => Catalogue.Tests[r.Id].Any());
            var listed = group.Count(r => !Catalogue.Tests[r.Id].Any() && Catalogue.Exceptions.ContainsKey(r.Id));
            page.Append(CultureInfo.InvariantCulture, $"| {group.Key} | {group.Count()} | {tested} | {listed} |\n");
        }

        foreach (var group in groups)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n| id | level | source | requirement | shown by |\n|---|---|---|---|---|\n");
            foreach (var row in group)
            {
                var tests = Catalogue.Tests[row.Id].Order(StringComparer.Ordinal).Take(4).Select(t => $"`{t}`").ToList();
                var more = Catalogue.Tests[row.Id].Count() - tests.Count;
                var shown = tests.Count > 0 ? string.Join("<br>", tests) + (more > 0 ? $"<br>and {more} more" : "")
                    : Catalogue.Exceptions.TryGetValue(row.Id, out var reason) ? $"no test: {reason}" : "no test yet";
                shown += Catalogue.Rests.TryGetValue(row.Id, out var rest) ? $"<br>not shown: {rest}" : "";
                page.Append(CultureInfo.InvariantCulture, $"| {row.Id} | {row.Level} | {Cell(row.Source)} | {Cell(row.Text)} | {Cell(shown)} |\n");
            }
        }

        page.Append(Limits);
        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static readonly string Limits = """

        ## What the HTTP stack below cannot do

        Waybill stands on Kestrel and `HttpClient` of .NET 10. Measured, and not hidden:

        | input | what happens |
        |---|---|
        | a folded request header (obs-fold) | Kestrel answers 400 |
        | Transfer-Encoding together with Content-Length | chunked wins; Kestrel moves the length to `X-Content-Length` |
        | a chunk size followed by a blank and no `;` | 400 |
        | Content-Length twice, equal or different | 400 |
        | Content-Length with a plus sign | taken as the number |
        | neither Content-Length nor chunked | an empty body; the bytes are not read |
        | HTTP/1.1 without Host, a header name followed by a blank, a raw Latin-1 byte or NUL in a value | 400 |
        | the client shuts down its sending side after the body | no answer at all: Kestrel aborts the request |
        | a response with an illegal header name | `HttpClient` refuses the whole response |
        | a response that comes before the request's body is sent whole | `HttpClient` sees it only once it has sent the rest; where the partner closes instead of reading on, the attempt counts as cut |
        | a response shorter than its Content-Length | refused; longer: cut to its length |
        | a folded response header | read, with the inner blanks and tabs left in its value |

        """.ReplaceLineEndings("\n");
}
