using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Waybill.Certificates;

namespace Waybill.Gateway;

/// <summary>Reads a page of text line by line: a name, then a colon, an equals sign, a tab or several blanks, then a value. Our own packet is one.</summary>
internal static class TextSheet
{
    private const int MostLines = 5000;
    private const int MostLine = 2000;
    private const int MostName = 60;

    private static readonly SearchValues<string> Schemes = SearchValues.Create(["http://", "https://"], StringComparison.OrdinalIgnoreCase);

    internal static void Read(string text, SheetDraft draft)
    {
        draft.Format(text.StartsWith("AS2 details of ", StringComparison.Ordinal) ? "packet of a Waybill gateway" : "text");
        if (text.StartsWith("AS2 details of ", StringComparison.Ordinal))
        {
            draft.Guess("partner/description", text.AsSpan("AS2 details of ".Length).TrimStart().ToString().Split('\r', '\n')[0].Trim(), "the headline");
        }

        Certificates(text, draft);
        var number = 0;
        var isPem = false;
        string? spare = null;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            if (++number > MostLines)
            {
                draft.Warn($"Only the first {MostLines} lines were read.");
                break;
            }

            isPem |= raw.StartsWith("-----BEGIN");
            if (isPem || raw.Length is 0 or > MostLine)
            {
                isPem &= !raw.StartsWith("-----END");
                continue;
            }

            var line = raw.ToString();
            if (Split(line) is not var (name, value) || !Take(Name(name), value, $"line {number}, \"{name}\"", draft))
            {
                spare ??= line.AsSpan().IndexOfAny(Schemes) is >= 0 and var at && SheetWords.Address(line[at..].Split(' ', '\t', '"', '<', ')')[0]) is not null ? line[at..].Split(' ', '\t', '"', '<', ')')[0] : null;
            }
        }

        if (spare is not null && !draft.Has("connection/url"))
        {
            SheetWords.Url(draft, spare, "an address in the text");
            draft.Warn($"The text does not say what {spare} is for: it is taken for the address of the partner's server.");
        }
    }

    /// <returns>Whether the line said something that is known.</returns>
    private static bool Take(string name, string value, string from, SheetDraft draft)
    {
        switch (name)
        {
            case "as2 id" or "as2id" or "as2 identifier" or "as2 name" or "our as2 id" or "our as2 identifier" or "our as2 name" or "as2 from" or "sender id" or "identifier" or "as2 identifier unique id" or "partner as2 id" or "my as2 id":
                return Id("partner/identities/0/as2Id", value, from, draft);
            case "your as2 id" or "your as2 identifier" or "your as2 name" or "as2 to" or "receiver id":
                return Id("station/as2Id", value, from, draft);
            case "environment" or "system" or "system type" or "as2 environment":
                if (value.Contains("test", StringComparison.OrdinalIgnoreCase) || value.Contains("qa", StringComparison.OrdinalIgnoreCase))
                {
                    draft.Guess("partner/identities/0/environment", "test", from);
                    return true;
                }

                return value.Contains("prod", StringComparison.OrdinalIgnoreCase);
            case "url" or "as2 url" or "as2 endpoint" or "endpoint" or "endpoint url" or "our as2 url" or "our url" or "receiving url" or "inbound url" or "server url" or "production url" or "test url" or "as2 uri" or "as2 address":
                return SheetWords.Url(draft, value, from);
            case "url for receipts" or "mdn url" or "async mdn url" or "asynchronous mdn url" or "receipt url" or "async url" or "asynchronous url" or "receipt delivery option":
                return SheetWords.ReceiptUrl(draft, value, from);
            case "signed" or "signature" or "sign" or "signing" or "signing algorithm" or "signature algorithm" or "digest" or "digest algorithm" or "hash" or "hash algorithm" or "hashing algorithm":
                return SheetWords.Sign(draft, value, from);
            case "encrypted" or "encryption" or "encrypt" or "encryption algorithm" or "encryption type" or "cipher":
                return SheetWords.Encrypt(draft, value, from);
            case "compressed" or "compression" or "compress" or "compression type":
                return Compress(value, from, draft);
            case "receipts" or "receipt" or "mdn" or "mdn type" or "mdn mode" or "mdn request" or "mdns":
                return Receipt(value, from, draft);
            case "contact" or "email" or "e mail" or "contact email" or "technical contact" or "support" or "edi contact":
                return Contact(value, from, draft);
            case "company" or "company name" or "trading partner" or "partner name" or "organisation" or "organization":
                draft.Guess("partner/description", value, from);
                return true;
            case "our addresses" or "ip" or "ip address" or "ip addresses" or "source ip" or "outbound ip" or "sending ip" or "firewall ip" or "source addresses" or "outbound ip address" or "outbound ip addresses":
                return Sources(value, from, draft);
            default:
                return false;
        }
    }

    private static bool Id(string field, string value, string from, SheetDraft draft)
    {
        var id = value.Trim().Trim('"');
        if (!SheetWords.IsAs2Id(id))
        {
            return false;
        }

        // A sheet that was filled in for us, or one of ours that came back.
        draft.Guess(draft.Options.OurIds.Contains(id, StringComparer.Ordinal) ? "station/as2Id" : field, id, from);
        return true;
    }

    private static bool Compress(string value, string from, SheetDraft draft)
    {
        var isNo = value.StartsWith("no", StringComparison.OrdinalIgnoreCase) || value.StartsWith("off", StringComparison.OrdinalIgnoreCase) || value.StartsWith("false", StringComparison.OrdinalIgnoreCase);
        draft.Guess("connection/compress", isNo ? "none" : value.Contains("after", StringComparison.OrdinalIgnoreCase) ? "afterSigning" : "beforeSigning", from);
        return true;
    }

    private static bool Receipt(string value, string from, SheetDraft draft)
    {
        var isNone = value.Contains("none", StringComparison.OrdinalIgnoreCase) || value.StartsWith("no", StringComparison.OrdinalIgnoreCase);
        var isUnsigned = value.Contains("unsigned", StringComparison.OrdinalIgnoreCase) || value.Contains("not signed", StringComparison.OrdinalIgnoreCase);
        draft.Guess("connection/receipt", isNone ? "none" : isUnsigned ? "unsigned" : "signed", from);
        if (value.Contains("async", StringComparison.OrdinalIgnoreCase) || value.Contains("later", StringComparison.OrdinalIgnoreCase))
        {
            draft.Warn($"{from}: the partner wants receipts later, of a call of their own. We do what each message asks for; for receipts to ours that come later set asyncReceiptUrl.");
        }

        return true;
    }

    private static bool Contact(string value, string from, SheetDraft draft)
    {
        var mail = value.Split([' ', '<', '>', ',', ';', '(', ')'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(static w => w.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < w.Length - 1);
        draft.Guess(mail is null ? "partner/contacts/0/name" : "partner/contacts/0/email", mail ?? value, from);
        return true;
    }

    private static bool Sources(string value, string from, SheetDraft draft)
    {
        var ranges = value.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Take(32)
            .Where(static a => System.Net.IPNetwork.TryParse(a, out _) || (System.Net.IPAddress.TryParse(a, out _) && a.AsSpan().IndexOfAny('.', ':') > 0)).ToArray();
        if (ranges is [])
        {
            return false;
        }

        draft.Guess("connection/inboundSources", new JsonArray([.. ranges.Select(static r => (JsonNode)r)]), from);
        draft.Warn($"{from}: with inboundSources nobody else may send for the partner. Leave it out where its addresses may change.");
        return true;
    }

    /// <summary>Certificates that stand in the text itself.</summary>
    private static void Certificates(string text, SheetDraft draft)
    {
        if (!text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            return;
        }

        if (text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            draft.Warn("A private key stands in the text: it should never leave the partner, who ought to make a new one. It was not taken.");
        }

        if (CertificateImport.Read(Encoding.UTF8.GetBytes(text)) is { Value: { } imported })
        {
            using (imported)
            {
                draft.Certificate(imported.CertificatePem, "the text");
            }
        }
    }

    private static (string Name, string Value)? Split(string line)
    {
        var at = line.AsSpan().IndexOfAny(':', '=', '\t');
        var wide = line.IndexOf("  ", line.Length - line.TrimStart().Length, StringComparison.Ordinal);
        var cut = at < 0 ? wide : wide < 0 ? at : Math.Min(at, wide);
        if (cut is < 1 or > MostName)
        {
            return null;
        }

        var value = line[cut..].TrimStart(':', '=', '\t', ' ').TrimEnd();
        return value is "" ? null : (line[..cut].Trim(' ', '\t', '-', '*', '|'), value.Trim('|', ' '));
    }

    /// <summary>In small letters, one blank between words.</summary>
    private static string Name(string text)
        => string.Join(' ', string.Concat(text.Select(static c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
