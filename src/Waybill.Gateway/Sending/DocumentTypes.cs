using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>The media type of a document nobody named one for: by the standard it begins as, then by the extension of its name.</summary>
internal static class DocumentTypes
{
    private const string Unknown = "application/octet-stream";

    internal static string Detect(ReadOnlySpan<byte> start, string? fileName)
    {
        var plain = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        if (plain.TrimStart(" \t\r\n"u8).StartsWith("STX="u8))
        {
            // TRADACOMS (RFC 1767 §2: other EDI by consent).
            return "application/EDI-consent";
        }

        var byStart = As2ContentType.Detect(start);
        return string.Equals(byStart, Unknown, StringComparison.Ordinal) ? ByExtension(fileName) : byStart;
    }

    private static string ByExtension(string? fileName) => Path.GetExtension(fileName ?? "").ToUpperInvariant() switch
    {
        ".X12" or ".EDI" or ".EDIFACT" or ".EDF" or ".TRADACOMS" => "application/EDI-consent",
        ".XML" => "application/xml",
        ".JSON" => "application/json",
        ".CSV" => "text/csv",
        ".TXT" => "text/plain",
        ".PDF" => "application/pdf",
        ".ZIP" => "application/zip",
        ".GZ" => "application/gzip",
        ".HTM" or ".HTML" => "text/html",
        ".PNG" => "image/png",
        ".JPG" or ".JPEG" => "image/jpeg",
        ".TIF" or ".TIFF" => "image/tiff",
        ".XLSX" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => Unknown,
    };
}
