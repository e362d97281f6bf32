using Waybill.As2.Http;

namespace Waybill.Gateway;

internal static partial class PolicyBuilder
{
    private static IEnumerable<(string Text, string Setting)> UrlTexts(ConnectionPolicySettings s, string path)
        => [.. s.Url is "" ? [] : ((string, string)[])[(s.Url, $"{path}:Url")], .. s.Urls.Select((text, at) => (text, $"{path}:Urls:{at}"))];

    private static ReceiptAddressPolicy Addresses(ConnectionPolicySettings s)
        => new([.. s.ReceiptHosts, .. UrlTexts(s, "").Select(u => Uri.TryCreate(u.Text, UriKind.Absolute, out var url) ? url.IdnHost : "").Where(h => h is not "")], AllowPrivate: s.AllowPrivate);

    private static List<Uri> Urls(ConnectionPolicySettings s, string path, List<string> problems)
    {
        List<Uri> urls = [];
        foreach (var (text, setting) in UrlTexts(s, path))
        {
            if (IsHttp(text) is { } url)
            {
                urls.Add(url);
            }
            else
            {
                problems.Add($"{setting}: '{text}' is not an http or https address.");
            }
        }

        return urls;
    }

    private static Uri? IsHttp(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
}
