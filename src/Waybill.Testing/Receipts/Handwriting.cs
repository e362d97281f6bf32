using Waybill.As2;

namespace Waybill.Testing;

/// <summary>How one product writes its receipts: what its recorded receipts and its published sources show.</summary>
/// <param name="Agent">Its <c>Reporting-UA</c>.</param>
/// <param name="Headers">HTTP header lines of its own.</param>
/// <param name="Text">The part for people.</param>
/// <param name="MicField">Its spelling of <c>Received-content-MIC</c>.</param>
internal sealed record Handwriting(string Agent, IReadOnlyList<KeyValuePair<string, string>> Headers, string Text, string MicField)
{
    /// <summary>Whether its parts say <c>Content-Transfer-Encoding: 7bit</c>.</summary>
    internal bool StatesEncoding { get; init; } = true;

    /// <summary>Whether the signature goes as raw bytes instead of base64.</summary>
    internal bool HasBinarySignature { get; init; }

    /// <summary>Whether a Content-Type is folded before its boundary inside the body, and has a tab there in the HTTP header.</summary>
    internal bool FoldsContentType { get; init; } = true;

    /// <summary>Whether the body begins with the Content-Type once more.</summary>
    internal bool RepeatsContentType { get; init; }

    /// <summary>A header line before the first delimiter of the body and in the signed part; empty for none.</summary>
    internal string Preamble { get; init; } = "";

    /// <summary>Whether an empty line more than needed ends the fields.</summary>
    internal bool EndsFieldsTwice { get; init; }

    /// <summary>What begins every boundary.</summary>
    internal string BoundaryStart { get; init; } = "----=_Part_";

    internal static Handwriting Of(ReceiptShape shape) => shape switch
    {
        ReceiptShape.OpenAs2 => new(
            "OpenAS2 Server v4.9.0@/127.0.0.1:10180",
            [new("From", "as2@partner.invalid"), new("Subject", "Your Requested MDN Response"), new("Server", "OpenAS2 Server v4.9.0")],
            "The message has been received, the EDI Interchange was successfully decrypted and it's integrity was verified.",
            "Received-Content-MIC") { HasBinarySignature = true, RepeatsContentType = true },
        ReceiptShape.Phase2 => new(
            "phax/as2-lib 5.1.0@127.0.0.1:10080",
            [new("From", "as2@partner.invalid"), new("Subject", "Your Requested MDN Response"), new("Server", "phax/as2-lib 5.1.0")],
            "The message has been received.\r\n",
            "Received-Content-MIC") { StatesEncoding = false, EndsFieldsTwice = true },
        ReceiptShape.Mendelson => new(
            "mendelson opensource AS2",
            [new("EDIINT-Features", "multiple-attachments, CEM"), new("Server", "mendelson opensource AS2 1.1 build 59 - www.mendelson-e-c.com")],
            "The AS2 message has been received. Thank you for exchanging AS2 messages with mendelson opensource AS2.",
            "Received-Content-MIC") { Preamble = "Date: Tue, 03 Feb 2026 04:05:06 +0000 (UTC)" },
        _ => new(As2Product.Waybill.Value, [], "The message was received.", "Received-content-MIC") { FoldsContentType = false, BoundaryStart = "=_" },
    };
}
