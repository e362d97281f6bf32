using Waybill.Mime;

namespace Waybill.As2;

/// <summary>What cannot stand in the headers of a payload's parts.</summary>
internal static class DocumentRules
{
    internal static IEnumerable<string> Problems(IReadOnlyList<As2Document> documents)
    {
        if (documents.Count is 0)
        {
            yield return "There is no document to send.";
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < documents.Count; i++)
        {
            var document = documents[i];
            foreach (var problem in Problems(document))
            {
                yield return $"Document {i + 1}: {problem}";
            }

            if (document.ContentId is { } id && !ids.Add(id.Trim('<', '>')))
            {
                yield return $"Document {i + 1}: another one has the same content id.";
            }
        }
    }

    private static IEnumerable<string> Problems(As2Document document)
    {
        if (document.Length < 0)
        {
            yield return "the length is negative.";
        }

        if (!SendRules.IsWritten(document.Encoding))
        {
            yield return "it is sent in binary or base64 only.";
        }

        if (!IsMediaType(document.ContentType))
        {
            yield return "the content type is not one line of a type, a slash, a subtype and perhaps parameters.";
        }

        if (document.FileName is { } name && (name.Length is 0 || name.Any(char.IsControl)))
        {
            yield return "the file name is empty or has a control character.";
        }

        if (document.ContentId?.Trim('<', '>') is { } id && (id.Length is 0 || id.Any(c => c is <= ' ' or > '~' or '<' or '>')))
        {
            yield return "the content id is not printable US-ASCII without blanks and brackets.";
        }
    }

    /// <summary>Reading is lenient; what we write is not: nothing stands between the subtype and the first semicolon.</summary>
    internal static bool IsMediaType(string value)
        => value.All(c => c is >= ' ' and <= '~')
            && value.Split(';')[0].Trim() is var type
            && !type.AsSpan().ContainsAny(" \"()")
            && ContentType.Parse(type) is { IsMalformed: false };
}
