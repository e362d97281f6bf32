using System.Text;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Reads the fields of a disposition notification (RFC 8098 §3.1, RFC 4130 §7.4.3): any order, any case, comments, unknown ones passed over.</summary>
internal sealed class ReceiptFields(MimeHeaders fields, List<string> oddities)
{
    /// <summary>The first value that is not empty; null when there is none.</summary>
    internal string? First(string name) => fields.All(name).FirstOrDefault(v => v.Length > 0);

    /// <summary>Of several dispositions the worst: a refusal must not hide behind a success.</summary>
    internal Disposition? ReadDisposition(out string? problem)
    {
        problem = "The notification holds no disposition.";
        Disposition? worst = null;
        foreach (var value in fields.All("Disposition").Where(v => v.Length > 0))
        {
            var one = Parse(value);
            if (one.Value is null)
            {
                problem = one.Problem;
                continue;
            }

            if (worst is not null)
            {
                oddities.Add("The notification holds several dispositions; the worst counts.");
            }

            worst = worst is null || one.Value.Meaning < worst.Meaning ? one.Value : worst;
        }

        return worst;
    }

    /// <summary>The MIC; different ones are as good as none.</summary>
    internal Mic? ReadMic(out string? problem)
    {
        problem = null;
        Mic? mic = null;
        foreach (var value in fields.All("Received-content-MIC").Where(v => v.Length > 0))
        {
            var one = Mic.Parse(value);
            one = one.Value is null ? Mic.Parse(WithoutComments(value)) : one;
            if (one.Value is null || (mic is not null && mic != one.Value))
            {
                problem = one.Problem ?? "The notification holds different MICs.";
                return null;
            }

            mic = one.Value;
        }

        return mic;
    }

    internal MessageId? ReadMessageId()
    {
        var values = fields.All("Original-Message-ID").Where(v => v.Length > 0).ToList();
        if (values is [])
        {
            return null;
        }

        if (values.Exists(v => !string.Equals(v, values[0], StringComparison.Ordinal)))
        {
            oddities.Add("The notification names several messages; the first counts.");
        }

        // Only behind a closing bracket: an id without brackets may hold anything.
        var value = values[0];
        var comment = value.IndexOf("> (", StringComparison.Ordinal);
        return MessageId.Parse(comment > 0 && value[^1] is ')' ? value[..(comment + 1)] : value).Value;
    }

    /// <summary><c>rfc822; NAME</c>, quoted or not.</summary>
    internal string? ReadRecipient(string name)
    {
        if (First(name) is not { } value)
        {
            return null;
        }

        var address = value[(value.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();
        return As2Name.Parse(address).Value?.Value ?? address;
    }

    /// <summary>A remark may hold parentheses of its own, so comments go only when the value makes no sense with them.</summary>
    private static ParseResult<Disposition> Parse(string value)
    {
        var asItStands = Disposition.Parse(value);
        if (asItStands.Value is { Type: not DispositionType.Unknown } || !value.Contains('(', StringComparison.Ordinal))
        {
            return asItStands;
        }

        var bare = Disposition.Parse(WithoutComments(value));
        return bare.Value is null ? asItStands : bare;
    }

    /// <summary>Without RFC 5322 §3.2.2 comments, nested ones too. What is not closed ends with the value.</summary>
    private static string WithoutComments(string value)
    {
        var text = new StringBuilder(value.Length);
        var depth = 0;
        for (var at = 0; at < value.Length; at++)
        {
            switch (value[at])
            {
                case '(':
                    depth++;
                    break;
                case ')' when depth > 0:
                    depth--;
                    break;
                case '\\' when depth > 0:
                    at++;
                    break;
                default:
                    _ = depth is 0 ? text.Append(value[at]) : text;
                    break;
            }
        }

        return text.ToString();
    }
}
