using System.Security.Cryptography;
using System.Text;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>The documents as one entity: a single one as it is, several as multipart/related (RFC 2387, RFC 6362).</summary>
internal static class PayloadEntity
{
    /// <summary>Builds it.</summary>
    /// <param name="documents">Checked by <see cref="SendRules"/>.</param>
    /// <param name="alwaysBinary">Whether the entity is the whole message, whose body is never base64 (RFC 4130 §5.2.1).</param>
    internal static OutgoingEntity Build(IReadOnlyList<As2Document> documents, bool alwaysBinary)
        => documents is [var only]
            ? Single(alwaysBinary ? only with { Encoding = TransferEncoding.Binary } : only, 1, only.FileName, contentId: null)
            : Related(documents);

    private static OutgoingEntity Single(As2Document document, int number, string? fileName, string? contentId)
        => new(
            document.ContentType.Trim(),
            document.Encoding,
            Base64Segment.Encode(new DocumentSegment(number - 1, document.Length, document.OpenAsync, document.Sha256?.ToArray()), document.Encoding),
            fileName is null ? null : ContentDisposition.WriteAttachment(fileName),
            contentId);

    private static OutgoingEntity Related(IReadOnlyList<As2Document> documents)
    {
        var boundary = MimeBoundary.Create();
        var segments = new List<Segment>();
        var root = "";
        for (var i = 0; i < documents.Count; i++)
        {
            var document = documents[i];
            var id = document.ContentId is { } given ? $"<{given.Trim('<', '>')}>" : $"<{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}@waybill>";
            root = i is 0 ? id : root;
            segments.Add(Text($"{(i is 0 ? "" : "\r\n")}--{boundary}\r\n"));
            segments.Add(Single(document, i + 1, document.FileName ?? MadeName(document, i + 1), id).Whole());
        }

        segments.Add(Text($"\r\n--{boundary}--\r\n"));
        var type = documents[0].ContentType.Split(';')[0].Trim();
        return new(
            ContentType.Write("multipart/related", ("type", type), ("start", root), ("boundary", boundary)), Encoding: null, new SequenceSegment([.. segments]));
    }

    private static LiteralSegment Text(string ascii) => new(Encoding.ASCII.GetBytes(ascii));

    /// <summary>Receivers of attachments expect a name on each (AS2-MA-003).</summary>
    private static string MadeName(As2Document document, int number)
        => $"document-{number}" + ContentType.Parse(document.ContentType).MediaType switch
        {
            "application/edi-x12" or "application/edifact" or "application/edi-consent" => ".edi",
            "application/xml" or "text/xml" => ".xml",
            "application/json" => ".json",
            "application/pdf" => ".pdf",
            "text/plain" => ".txt",
            "text/csv" => ".csv",
            _ => ".bin",
        };
}
