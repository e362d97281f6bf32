using System.Globalization;
using System.Xml;

namespace Waybill.Edi;

/// <summary>The root element of an XML document, and of well-known documents their number and parties, from the first bytes alone.</summary>
/// <remarks>
/// No entity is expanded and nothing is loaded. A document type declaration is passed over unread and not refused, since every cXML document has one: an entity it
/// declares is then unknown, which ends the reading.
/// </remarks>
internal static class XmlHead
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersFromEntities = 1,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = true,
    };

    public static void Read(byte[] window, int length, bool isWhole, EnvelopeCollector to, EdiLimits limits)
    {
        var found = new XmlFindings();
        EdiDocument? document = null;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(window, 0, length, writable: false), Settings);
            if (reader.MoveToContent() is XmlNodeType.Element)
            {
                document = new() { Ordinal = 0, Standard = EdiStandard.Xml, Type = Keep(reader.LocalName) ?? "", Namespace = Keep(reader.NamespaceURI) };
                Walk(reader, found);
            }
        }
        catch (XmlException e)
        {
            // Where the window ends inside the document, so does its well-formedness.
            if (isWhole || document is null)
            {
                to.Oddities.Add(0, string.Create(CultureInfo.InvariantCulture, $"The XML cannot be read beyond line {e.LineNumber}, position {e.LinePosition}."), document?.Ordinal);
            }
        }

        if (document is not null)
        {
            to.AddBare(document with
            {
                Number = Keep(found[XmlFact.Number]),
                Version = Keep(found[XmlFact.Version]),
                Control = Keep(found[XmlFact.Control]),
                Sender = Party(XmlFact.Sender),
                Receiver = Party(XmlFact.Receiver),
            });
        }

        string? Keep(string? text) => EdiText.Keep(text, limits.MaxTextLength);

        EdiParty? Party(XmlFact fact) => Keep(found[fact]) is { } id ? new(id) : null;
    }

    /// <summary>Goes through the elements that are not deeper than anything looked for, with the path to each.</summary>
    private static void Walk(XmlReader reader, XmlFindings found)
    {
        var path = new string[XmlPaths.MaxDepth + 1];
        var root = reader.LocalName;
        do
        {
            if (reader.NodeType is not XmlNodeType.Element || reader.Depth > XmlPaths.MaxDepth)
            {
                continue;
            }

            path[reader.Depth] = reader.LocalName;
            var isEmpty = reader.IsEmptyElement;
            if (reader.HasAttributes && string.Equals(root, "cXML", StringComparison.Ordinal))
            {
                foreach (var (element, attribute, fact) in XmlPaths.CXmlAttributes)
                {
                    if (string.Equals(reader.LocalName, element, StringComparison.Ordinal))
                    {
                        found.Note(fact, reader.GetAttribute(attribute));
                    }
                }
            }

            if (!isEmpty && reader.Depth > 0 && XmlPaths.Find(path.AsSpan(1, reader.Depth)) is { } known)
            {
                // Its text is the next node, or it is no text.
                if (reader.Read() && reader.NodeType is XmlNodeType.Text)
                {
                    found.Note(known, reader.Value);
                }
                else if (reader.NodeType is XmlNodeType.Element && reader.Depth <= XmlPaths.MaxDepth)
                {
                    path[reader.Depth] = reader.LocalName;
                }
            }
        }
        while (reader.Read());
    }
}
