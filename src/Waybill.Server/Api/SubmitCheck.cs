using System.Globalization;
using Waybill.Gateway;
using MediaType = Microsoft.Net.Http.Headers.MediaTypeHeaderValue;

namespace Waybill.Server;

/// <summary>Finds everything that is wrong with a submission at once.</summary>
internal static class SubmitCheck
{
    private const int LongestSubject = 500;
    private const int LongestName = 200;
    private const int LongestKey = 200;

    internal static void Names(FieldProblems problems, IConnections connections, string? connection, string? subject, string? key)
    {
        if (connection is not { Length: > 0 })
        {
            problems.Add("connection", "Name the connection to send over. GET /api/v1/connections lists them.");
        }
        else if (connections.FindOut(connection) is null)
        {
            problems.Add("connection", $"There is no connection {connection} that sends. GET /api/v1/connections lists them.");
        }

        if (subject is not null && (subject.Length > LongestSubject || subject.Any(char.IsControl)))
        {
            problems.Add("subject", "Must be one line of at most 500 characters.");
        }

        if (key is not null && !IsKey(key))
        {
            problems.Add("Idempotency-Key", "Must have 1 to 200 printable ASCII characters.");
        }
    }

    internal static bool IsKey(string key) => key.Length is > 0 and <= LongestKey && key.All(static c => c is >= '!' and <= '~' or ' ');

    internal static void Documents(FieldProblems problems, List<SubmitDocument> documents, bool isForm)
    {
        if (documents.Count is 0)
        {
            problems.Add("body", isForm ? "Put at least one file into the form." : "The body is the document; it is empty.");
        }

        for (var at = 0; at < documents.Count; at++)
        {
            var (place, document) = (isForm ? $"file {(at + 1).ToString(CultureInfo.InvariantCulture)}: " : "", documents[at]);
            if (document.FileName is { } name && (name.Length is 0 or > LongestName || name.Any(static c => char.IsControl(c) || c is '/' or '\\' or '"')))
            {
                problems.Add("fileName", $"{place}Must be a name without a folder, quotes or line ends, of 1 to 200 characters.");
            }

            if (document.ContentType is { } type && (!MediaType.TryParse(type, out _) || type.Any(static c => c is < ' ' or > '~')))
            {
                problems.Add("contentType", $"{place}Must be a media type, for example application/edi-x12.");
            }

            if (isForm && document.Content.Length is 0)
            {
                problems.Add("body", $"{place}The file is empty.");
            }
        }
    }

    /// <summary>What a client says of the bytes; null where it only says that they are bytes. Without a type some clients name the one of web forms.</summary>
    internal static string? KnownType(string? type)
        => type is null or "" || type.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ? null : type;
}
