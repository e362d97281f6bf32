using System.Globalization;

namespace Waybill.Gateway;

/// <summary>What templates of a connection may use of a message: <c>id</c> (ours), <c>connection</c>, <c>from</c>, <c>to</c>, <c>date</c> (20260203), <c>time</c> (040506), <c>timestamp</c> (2026-02-03T04:05:06Z),
/// <c>subject</c>, <c>fileName</c>, <c>fileStem</c>, <c>fileExtension</c> (of the first document; in a file name's own template of that document), <c>contentType</c>, <c>number</c> (the document's, from 1).</summary>
internal static class MessageValues
{
    /// <summary>Every name.</summary>
    internal static IReadOnlyList<string> Names { get; } =
        ["id", "connection", "from", "to", "date", "time", "timestamp", "subject", "fileName", "fileStem", "fileExtension", "contentType", "number"];

    /// <summary>The values of a message.</summary>
    internal static Dictionary<string, string> Of(ExchangeId id, string connection, string from, string to, DateTimeOffset date, string? subject, StoredDocument? document, int number) => new(StringComparer.Ordinal)
    {
        ["id"] = id.Value,
        ["connection"] = connection,
        ["from"] = from,
        ["to"] = to,
        ["date"] = date.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        ["time"] = date.UtcDateTime.ToString("HHmmss", CultureInfo.InvariantCulture),
        ["timestamp"] = date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["subject"] = subject ?? "",
        ["fileName"] = document?.FileName ?? "",
        ["fileStem"] = Path.GetFileNameWithoutExtension(document?.FileName ?? ""),
        ["fileExtension"] = Path.GetExtension(document?.FileName ?? "").TrimStart('.'),
        ["contentType"] = document?.ContentType ?? "",
        ["number"] = number.ToString(CultureInfo.InvariantCulture),
    };
}
