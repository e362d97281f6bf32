using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Waybill.Gateway;

/// <summary>Reads a <c>partnerships.xml</c> of OpenAS2: the partner's own, or that of an OpenAS2 which is to be replaced. One side of each partnership is us.</summary>
internal static class OpenAs2Sheet
{
    private const string Product = "OpenAS2";
    private const int Most = 1000;
    private const int MostDepth = 32;

    /// <returns>False when it is no XML at all.</returns>
    internal static bool TryRead(string text, SheetDraft draft)
    {
        XDocument xml;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart()), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = PartnerSheet.MostBytes, CheckCharacters = true });
            if (!IsFlat(reader))
            {
                draft.Warn("An XML file is nested deeper than any partnerships.xml and was not read.");
                return true;
            }

            xml = XDocument.Parse(text.TrimStart());
        }
        catch (XmlException)
        {
            return false;
        }

        if (xml.Root?.Name.LocalName is not "partnerships")
        {
            draft.Warn("An XML file is no partnerships.xml of OpenAS2.");
            return true;
        }

        draft.Format("partnerships.xml of OpenAS2");
        Read(xml.Root, draft);
        return true;
    }

    private static void Read(XElement root, SheetDraft draft)
    {
        var companies = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var partner in root.Elements("partner").Take(Most))
        {
            companies.TryAdd(Text(partner, "name"), partner);
        }

        string IdOf(string name) => companies.TryGetValue(name, out var found) && Text(found, "as2_id") is { Length: > 0 } id ? id : name;
        Partnership[] all =
        [
            .. root.Elements("partnership").Take(Most).Select(p => new Partnership(
                p, IdOf(Text(p.Element("sender"), "name") is { Length: > 0 } sender ? sender : Text(p.Element("sender"), "as2_id")),
                IdOf(Text(p.Element("receiver"), "name") is { Length: > 0 } receiver ? receiver : Text(p.Element("receiver"), "as2_id")))).Where(static p => p.Sender is not "" && p.Receiver is not ""),
        ];
        if (all is [])
        {
            draft.Warn("The partnerships.xml holds no partnership.");
            return;
        }

        var us = Us(all, draft);
        string[] others = [.. all.Select(p => p.Sender == us ? p.Receiver : p.Receiver == us ? p.Sender : "").Where(static id => id is not "").Distinct(StringComparer.Ordinal)];
        if (others is [])
        {
            draft.Warn("No partnership of the file is with another company.");
            return;
        }

        var them = others[0];
        if (others.Length > 1)
        {
            draft.Companies(others);
            if (draft.Options.Partner is { } wanted && others.Contains(wanted, StringComparer.Ordinal))
            {
                them = wanted;
            }
            else
            {
                draft.Warn($"The file holds {others.Length} partners; this is the first. Name the partner's AS2 id to read another.");
            }
        }

        Identity(companies.Values, us, them, draft);
        if (all.FirstOrDefault(p => p.Sender == us && p.Receiver == them) is { } outgoing)
        {
            Outgoing(outgoing, draft);
        }
        else
        {
            draft.Warn($"The file does not say how messages go from {us} to {them}: their address is missing.");
        }

        if (all.FirstOrDefault(p => p.Sender == them && p.Receiver == us) is { } incoming)
        {
            Incoming(incoming, draft);
        }
    }

    /// <summary>Who of a file we are: whom our settings know, else who is in the most partnerships: an OpenAS2 knows all others from itself.</summary>
    private static string Us(Partnership[] all, SheetDraft draft)
    {
        if (all.SelectMany(static p => new[] { p.Sender, p.Receiver }).FirstOrDefault(id => draft.Options.OurIds.Contains(id, StringComparer.Ordinal)) is { } known)
        {
            return known;
        }

        var wanted = draft.Options.Partner;
        var guessed = all.SelectMany(static p => new[] { p.Sender, p.Receiver }).Where(id => id != wanted).CountBy(static id => id, StringComparer.Ordinal)
            .OrderByDescending(static c => c.Value).Select(static c => c.Key).FirstOrDefault() ?? all[0].Sender;
        draft.Warn($"None of your AS2 ids stands in the file: it is read as if you were {guessed}.");
        return guessed;
    }

    private static void Identity(IEnumerable<XElement> companies, string us, string them, SheetDraft draft)
    {
        if (SheetWords.IsAs2Id(them))
        {
            draft.Guess("partner/identities/0/as2Id", them, From("partner as2_id"));
        }

        if (SheetWords.IsAs2Id(us))
        {
            draft.Guess("station/as2Id", us, From("partner as2_id"));
        }

        if (companies.FirstOrDefault(c => Text(c, "as2_id") == them) is not { } partner)
        {
            return;
        }

        draft.Guess("partner/description", Text(partner, "name"), From("partner name"));
        draft.Guess("partner/contacts/0/email", Text(partner, "email"), From("partner email"));
        if (Text(partner, "x509_alias") is { Length: > 0 } alias)
        {
            draft.Warn($"{From("partner x509_alias")}: its certificate is the entry '{alias}' of the keystore. Bring it too: as2_certs.p12 can be imported as a PFX file.");
        }
    }

    private static void Outgoing(Partnership partnership, SheetDraft draft)
    {
        Known(draft, partnership, "as2_url", (t, f) => SheetWords.Url(draft, t, f));
        Known(draft, partnership, "sign", (t, f) => SheetWords.Sign(draft, t, f));
        Known(draft, partnership, "encrypt", (t, f) => SheetWords.Encrypt(draft, t, f));
        var (receipt, options) = (partnership.Attribute("as2_mdn_to"), partnership.Attribute("as2_mdn_options"));
        draft.Guess(
            "connection/receipt", receipt is "" && options is "" ? "none" : options.Contains("signed-receipt-protocol", StringComparison.OrdinalIgnoreCase) ? "signed" : "unsigned",
            From(options is "" ? "as2_mdn_to" : "as2_mdn_options"));
        if (partnership.Attribute("as2_receipt_option") is { Length: > 0 } later)
        {
            draft.Warn($"{From("as2_receipt_option")}: receipts come later, to {later}. Set asyncReceiptUrl to the address of this gateway.");
        }

        if (partnership.Attribute("compression_type") is { Length: > 0 } compression && !string.Equals(compression, "none", StringComparison.OrdinalIgnoreCase))
        {
            draft.Guess("connection/compress", partnership.Attribute("compression_mode").Contains("after", StringComparison.OrdinalIgnoreCase) ? "afterSigning" : "beforeSigning", From("compression_type"));
        }

        if (partnership.Attribute("subject") is { Length: > 0 } subject)
        {
            if (subject.Contains('$', StringComparison.Ordinal))
            {
                draft.Warn($"{From("subject")}: it holds parameters of OpenAS2 ({subject}) and was not taken.");
            }
            else
            {
                draft.Guess("connection/subject", subject, From("subject"));
            }
        }

        if (partnership.Attribute("content_type") is { Length: > 0 } type && !type.Contains('$', StringComparison.Ordinal))
        {
            draft.Guess("connection/contentType", type, From("content_type"));
        }

        if (string.Equals(partnership.Attribute("no_chunked_max_size"), "0", StringComparison.Ordinal))
        {
            draft.Guess("connection/chunked", true, From("no_chunked_max_size"));
        }
    }

    private static void Incoming(Partnership partnership, SheetDraft draft)
    {
        foreach (var (name, field) in new[] { ("sign", "connection/signature"), ("encrypt", "connection/encryption") })
        {
            if (partnership.Attribute(name) is { Length: > 0 } text)
            {
                _ = name is "sign" ? SheetWords.Sign(draft, text, From($"{partnership.Name}, {name}"), isOut: false) : SheetWords.Encrypt(draft, text, From($"{partnership.Name}, {name}"), isOut: false);
            }
            else
            {
                draft.Guess(field, "allowed", From($"{partnership.Name}, without {name}"));
            }
        }

        Known(draft, partnership, "as2_receipt_option", (t, f) => SheetWords.ReceiptUrl(draft, t, f));
    }

    private static void Known(SheetDraft draft, Partnership partnership, string name, Func<string, string, bool> take)
    {
        if (partnership.Attribute(name) is { Length: > 0 } text && !take(text, From(name)))
        {
            draft.Warn($"{From(name)}: '{text}' is not known and was not taken.");
        }
    }

    private static string From(string what) => $"{Product}, {what}";

    private static string Text(XElement? element, string name) => element?.Attribute(name)?.Value.Trim() ?? "";

    /// <summary>One way between two companies.</summary>
    private sealed class Partnership(XElement element, string sender, string receiver)
    {
        private readonly ILookup<string, string> _attributes = element.Elements("attribute").Take(Most).ToLookup(static a => Text(a, "name"), static a => Text(a, "value"), StringComparer.OrdinalIgnoreCase);

        internal string Name { get; } = Text(element, "name");

        internal string Sender => sender;

        internal string Receiver => receiver;

        internal string Attribute(string name) => _attributes[name].FirstOrDefault() ?? "";
    }

    /// <summary>A tree of elements is read by a call for each level: one that is deeper is refused before it is built.</summary>
    private static bool IsFlat(XmlReader reader)
    {
        while (reader.Read())
        {
            if (reader.Depth > MostDepth)
            {
                return false;
            }
        }

        return true;
    }
}
