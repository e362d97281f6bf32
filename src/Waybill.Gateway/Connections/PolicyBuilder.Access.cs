using System.Security.Cryptography;
using System.Text;

namespace Waybill.Gateway;

internal static partial class PolicyBuilder
{
    /// <summary>What the templates of a refresh request may use.</summary>
    private static readonly string[] RefreshNames = ["token", "refreshToken", "secret", "user", "password"];

    private static readonly string[] Framing = ["Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection", "Expect", "Trailer", "Upgrade"];

    private static IReadOnlyList<KeyValuePair<string, string>> Basic(ConnectionPolicySettings s, string path, List<string> problems)
    {
        if (s.User is "" || s.TokenIn is not TokenPlace.Header || !IsAuthorization(s.TokenHeader))
        {
            return s.User is "" ? [] : [new("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{s.User}:{s.Password}")))];
        }

        // A refresh request may need them all the same.
        if (s.RefreshUri is "")
        {
            problems.Add($"{path}:User: the token stands in the Authorization header already; a call has one of them.");
        }

        return [];
    }

    private static TokenPolicy? TokenOf(ConnectionPolicySettings s, string path, List<string> problems)
    {
        var before = problems.Count;
        switch (s.TokenIn)
        {
            case TokenPlace.None:
                if (s.Token is not "" || s.RefreshUri is not "")
                {
                    problems.Add($"{path}:TokenIn: there is a token, and nothing says where it goes: Header or UrlParameter.");
                }

                return null;
            case TokenPlace.Body:
                problems.Add($"{path}:TokenIn: the body of an AS2 message is the message, signed and encrypted; a token goes into a header or a parameter of the URL. A refresh request may carry one in its body.");
                return null;
            case TokenPlace.Header when !IsHeaderName(s.TokenHeader) || Framing.Contains(s.TokenHeader, StringComparer.OrdinalIgnoreCase):
                problems.Add($"{path}:TokenHeader: '{s.TokenHeader}' is not the name of a header that is free for a token.");
                break;
            case TokenPlace.UrlParameter when s.TokenParameter is "" || s.TokenParameter.Any(char.IsControl):
                problems.Add($"{path}:TokenParameter: name the parameter of the URL.");
                break;
        }

        if (s.Token is "" && s.RefreshUri is "")
        {
            problems.Add($"{path}:Token: there is none, and no RefreshUri where it could be had.");
        }
        else if (!IsToken(s.Token))
        {
            problems.Add($"{path}:Token: it has characters that no token has: printable US-ASCII without blanks, at most 8192.");
        }

        var refresh = Refresh(s, path, problems);
        return problems.Count > before ? null : new()
        {
            Place = s.TokenIn,
            Name = s.TokenIn is TokenPlace.Header ? s.TokenHeader : s.TokenParameter,
            Prefix = s.TokenScheme switch { TokenScheme.Bearer => "Bearer ", TokenScheme.Mac => "MAC ", TokenScheme.OAuth => "OAuth ", _ => "" },
            Token = s.Token,
            RefreshToken = s.RefreshToken,
            Refresh = refresh,
            Origin = Origin(s),
        };
    }

    internal static bool IsToken(string text) => text.Length <= 8192 && text.All(static c => c is > ' ' and <= '~');

    private static TokenRefresh? Refresh(ConnectionPolicySettings s, string path, List<string> problems)
    {
        if (s.RefreshUri is "")
        {
            return null;
        }

        if (!IsRelative(s.RefreshUri))
        {
            problems.Add($"{path}:RefreshUri: write it relative to the partner's server, as /oauth/token: tokens and secrets go to no other host.");
        }

        if (s.RefreshMethod is not ("GET" or "POST" or "PUT"))
        {
            problems.Add($"{path}:RefreshMethod: '{s.RefreshMethod}' is none of GET, POST, PUT.");
        }
        else if (s is { RefreshMethod: "GET", RefreshBody: not "" })
        {
            problems.Add($"{path}:RefreshBody: a GET has no body.");
        }

        var escape = s.RefreshMediaType switch { RefreshMediaType.Json => TemplateEscape.Json, RefreshMediaType.Xml => TemplateEscape.Xml, _ => TemplateEscape.Url };
        var (body, problem) = TextTemplate.Parse(s.RefreshBody, RefreshNames, escape);
        if (problem is not null)
        {
            problems.Add($"{path}:RefreshBody: it {problem}.");
        }

        var token = Finder(s.RefreshedTokenPath, "access_token", s, $"{path}:RefreshedTokenPath", problems);
        var next = Finder(s.NextRefreshTokenPath, "refresh_token", s, $"{path}:NextRefreshTokenPath", problems);
        if (s is { RefreshMediaType: RefreshMediaType.Xml, RefreshedTokenPath: "" })
        {
            problems.Add($"{path}:RefreshedTokenPath: name the element of the XML answer that holds the token, as /response/token.");
        }

        return new()
        {
            Method = new(s.RefreshMethod), RelativeUri = s.RefreshUri, MediaType = s.RefreshMediaType, Body = s.RefreshBody is "" ? null : body, Token = token, NextRefreshToken = next,
            Headers = HeaderTemplates(s.RefreshHeaders, RefreshNames, $"{path}:RefreshHeaders", problems),
            Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["secret"] = s.RefreshSecret, ["user"] = s.User, ["password"] = s.Password },
        };
    }

    private static Func<ReadOnlyMemory<byte>, string?> Finder(string path, string usual, ConnectionPolicySettings s, string setting, List<string> problems)
    {
        if (s.RefreshMediaType is RefreshMediaType.Xml)
        {
            var steps = path is "" ? [] : AnswerPaths.XmlSteps(path);
            if (steps is null)
            {
                problems.Add($"{setting}: '{path}' is no path of element names such as /response/token.");
            }

            return steps is null or [] ? static _ => null : AnswerPaths.Xml(steps);
        }

        var (json, problem) = JsonPath.Parse(path is "" ? usual : path);
        if (problem is not null)
        {
            problems.Add($"{setting}: '{path}' {problem}.");
        }

        return json is null ? static _ => null : AnswerPaths.Json(json);
    }

    private static AnswerRule Rule(int? status, string failPath, IList<string> values, string path, string name, List<string> problems)
    {
        if (status is not (null or (>= 400 and <= 599)))
        {
            problems.Add($"{path}:{name}Status: a status from 400 to 599.");
        }

        if (failPath is "")
        {
            if (values is not [])
            {
                problems.Add($"{path}:{name}Values: they are looked for at {name}Path, and there is none.");
            }

            return new(status, null, []);
        }

        var (json, problem) = JsonPath.Parse(failPath);
        if (problem is not null)
        {
            problems.Add($"{path}:{name}Path: '{failPath}' {problem}.");
        }

        return new(status, json, [.. values]);
    }

    private static List<KeyValuePair<string, TextTemplate>> HeaderTemplates(IList<string> lines, IReadOnlyCollection<string> names, string setting, List<string> problems)
    {
        var headers = new List<KeyValuePair<string, TextTemplate>>();
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].Split(':', 2) is not [var name, var value] || !IsHeaderName(name) || value.Any(static c => c is < ' ' or > '~'))
            {
                problems.Add($"{setting}:{at}: write 'Name: value', in ASCII on one line.");
                continue;
            }

            var (template, problem) = TextTemplate.Parse(value.Trim(), names);
            if (template is null)
            {
                problems.Add($"{setting}:{at}: it {problem}.");
            }
            else
            {
                headers.Add(new(name, template));
            }
        }

        return headers;
    }

    private static bool IsHeaderName(string name) => name is not "" && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsAuthorization(string name) => string.Equals(name, "Authorization", StringComparison.OrdinalIgnoreCase);

    private static bool IsRelative(string uri)
        => !uri.Contains('\\', StringComparison.Ordinal) && !uri.StartsWith("//", StringComparison.Ordinal) && uri.All(static c => c is > ' ' and <= '~')
            && !(uri.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && !uri.AsSpan(0, colon).ContainsAny('/', '?'));

    private static string Origin(ConnectionPolicySettings s)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', s.Token, s.RefreshToken, s.RefreshUri, s.RefreshMethod, s.RefreshSecret, s.RefreshBody))));
}
