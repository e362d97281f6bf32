namespace Waybill.Cli.Inspection;

/// <summary>What a file is, as <c>inspect --json</c> says it.</summary>
internal enum InspectKind
{
    /// <summary>Nothing that AS2 knows.</summary>
    Unknown = 0,

    /// <summary>A message: business documents, in layers or plain.</summary>
    Message,

    /// <summary>A receipt (MDN).</summary>
    Receipt,

    /// <summary>An HTTP response without a receipt.</summary>
    Response,

    /// <summary>A signature without the content it is over.</summary>
    Signature,
}
