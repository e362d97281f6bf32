using Waybill.Mime;

namespace Waybill.As2;

/// <summary>The tokens of <c>EDIINT-Features</c> (RFC 6017).</summary>
internal static class As2Features
{
    /// <summary>What we really do, and nothing else: RFC 6362.</summary>
    internal const string Own = "multiple-attachments";

    /// <summary>Reads all lines: tokens in order, each once ignoring case. What is no token is passed over.</summary>
    internal static List<string> Read(MimeHeaders headers)
    {
        var tokens = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var piece in headers.All("EDIINT-Features").SelectMany(line => line.Split(',')))
        {
            var token = piece.Trim(' ', '\t');
            if (token.Length > 0 && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-') && seen.Add(token))
            {
                tokens.Add(token);
            }
        }

        return tokens;
    }
}
