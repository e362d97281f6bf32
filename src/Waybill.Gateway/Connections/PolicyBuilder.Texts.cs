using Waybill.As2;

namespace Waybill.Gateway;

internal static partial class PolicyBuilder
{
    /// <summary>The texts that are made of each message, and the headers that are fixed.</summary>
    private static (MessageTexts Texts, List<KeyValuePair<string, string>> Fixed) Texts(ConnectionPolicySettings s, string path, List<string> problems)
    {
        var headers = HeaderTemplates(s.ExtraHeaders, MessageValues.Names, $"{path}:ExtraHeaders", problems);
        for (var at = 0; at < s.ExtraHeaders.Count; at++)
        {
            if (s.ExtraHeaders[at].Split(':', 2) is [var name, _] && IsHeaderName(name)
                && (As2Packager.IsReservedHeader(name) || (s.TokenIn is TokenPlace.Header && string.Equals(name, s.TokenHeader, StringComparison.OrdinalIgnoreCase))))
            {
                problems.Add($"{path}:ExtraHeaders:{at}: the header {name} is written by the gateway itself.");
            }
        }

        var id = Template(s.MessageIdTemplate, $"{path}:MessageIdTemplate", problems);
        if (id is not null && !id.Uses.Contains("id"))
        {
            problems.Add($"{path}:MessageIdTemplate: without {{{{id}}}} two messages would share one id.");
        }

        if (s.Subject.Any(char.IsControl))
        {
            problems.Add($"{path}:Subject: one line, without control characters.");
        }

        if (s.ContentType is not "" && !As2ContentType.IsWritten(s.ContentType))
        {
            problems.Add($"{path}:ContentType: '{s.ContentType}' is not a media type such as application/EDI-X12.");
        }

        var subject = Template(s.Subject, $"{path}:Subject", problems);
        return (
            new()
            {
                Subject = subject is { Uses.Count: > 0 } ? subject : null, MessageId = id, FileName = Template(s.SendFileName, $"{path}:SendFileName", problems),
                Headers = [.. headers.Where(static h => h.Value.Uses.Count > 0)],
            },
            [.. headers.Where(static h => h.Value.Uses.Count is 0).Select(static h => KeyValuePair.Create(h.Key, h.Value.Text))]);
    }

    private static TextTemplate? Template(string text, string setting, List<string> problems)
    {
        if (text is "")
        {
            return null;
        }

        var (template, problem) = TextTemplate.Parse(text, MessageValues.Names);
        if (template is null)
        {
            problems.Add($"{setting}: it {problem}.");
        }

        return template;
    }
}
