namespace Waybill.Edi;

/// <summary>One business document: an X12 transaction set, an EDIFACT or TRADACOMS message, an XML document. Texts are the partner's words, without control characters.</summary>
public sealed record EdiDocument
{
    /// <summary>Which it is in its payload, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Whose rules it follows.</summary>
    public required EdiStandard Standard { get; init; }

    /// <summary>ST01 (<c>850</c>), UNH 0065 (<c>ORDERS</c>), MHD type, the local name of an XML root; empty when not said.</summary>
    public required string Type { get; init; }

    /// <summary>The namespace of an XML root; null otherwise, or when it has none.</summary>
    public string? Namespace { get; init; }

    /// <summary>GS08 or ISA12, UNH version and release (<c>D:96A</c>), the MHD version, what an XML document calls its version; null when not said.</summary>
    public string? Version { get; init; }

    /// <summary>GS07, UNH 0051 (<c>UN</c>); null when not said.</summary>
    public string? Agency { get; init; }

    /// <summary>ST03, UNH 0057 (<c>EAN008</c>): the guideline it follows; null when not said.</summary>
    public string? Guideline { get; init; }

    /// <summary>Its own number, as <see cref="DocumentNumbers"/> finds it: of the order, the invoice. Null when not found.</summary>
    public string? Number { get; init; }

    /// <summary>ST02, UNH 0062, the MHD reference; for XML the payload's or the instance's id where there is one. Null when empty.</summary>
    public string? Control { get; init; }

    /// <summary>The functional group it stands in; null when in none.</summary>
    public EdiGroup? Group { get; init; }

    /// <summary>The interchange it stands in; null for XML and for a message without one.</summary>
    public EdiInterchange? Interchange { get; init; }

    /// <summary>The interchange's sender, or the one an XML document's head names.</summary>
    public EdiParty? Sender { get; init; }

    /// <summary>The interchange's receiver, or the one an XML document's head names.</summary>
    public EdiParty? Receiver { get; init; }

    /// <summary>Segments counted, the first and the last included; 0 for XML.</summary>
    public long Segments { get; init; }

    /// <summary>Where it starts, in bytes from where reading began.</summary>
    public long Offset { get; init; }

    /// <summary>Its bytes, the terminator of its last segment included; 0 for XML, which is not read to its end.</summary>
    public long Length { get; init; }
}
