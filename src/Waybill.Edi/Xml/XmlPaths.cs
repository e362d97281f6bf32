namespace Waybill.Edi;

/// <summary>Where well-known XML documents say what they are: below the root, by local names.</summary>
internal static class XmlPaths
{
    public const int MaxDepth = 4;

    private static readonly (string[] Path, XmlFact Fact)[] Elements =
    [
        // UBL 2: cbc:ID is a direct child of every document.
        (["ID"], XmlFact.Number),
        (["UBLVersionID"], XmlFact.Version),
        // UN/CEFACT Cross Industry documents.
        (["ExchangedDocument", "ID"], XmlFact.Number),
        // cXML.
        (["Header", "From", "Credential", "Identity"], XmlFact.Sender),
        (["Header", "To", "Credential", "Identity"], XmlFact.Receiver),
        // The Standard Business Document Header.
        (["StandardBusinessDocumentHeader", "Sender", "Identifier"], XmlFact.Sender),
        (["StandardBusinessDocumentHeader", "Receiver", "Identifier"], XmlFact.Receiver),
        (["StandardBusinessDocumentHeader", "DocumentIdentification", "InstanceIdentifier"], XmlFact.Control),
    ];

    /// <summary>cXML says the numbers in attributes.</summary>
    public static ReadOnlySpan<(string Element, string Attribute, XmlFact Fact)> CXmlAttributes => CXml;

    private static readonly (string, string, XmlFact)[] CXml =
    [
        ("cXML", "payloadID", XmlFact.Control),
        ("cXML", "version", XmlFact.Version),
        ("OrderRequestHeader", "orderID", XmlFact.Number),
        ("ConfirmationHeader", "confirmID", XmlFact.Number),
        ("ShipNoticeHeader", "shipmentID", XmlFact.Number),
        ("InvoiceDetailRequestHeader", "invoiceID", XmlFact.Number),
    ];

    /// <summary>What the text of the element at a path tells; null for nothing.</summary>
    public static XmlFact? Find(ReadOnlySpan<string> path)
    {
        foreach (var (known, fact) in Elements)
        {
            if (path.SequenceEqual(known))
            {
                return fact;
            }
        }

        return null;
    }
}
