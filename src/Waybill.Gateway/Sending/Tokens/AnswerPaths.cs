using System.Text.Json;
using System.Xml;

namespace Waybill.Gateway;

/// <summary>Finds one text in the answer to a request for a token.</summary>
internal static class AnswerPaths
{
    private const int MostDepth = 32;

    /// <summary>By a JSON path.</summary>
    internal static Func<ReadOnlyMemory<byte>, string?> Json(JsonPath path) => body =>
    {
        try
        {
            using var json = JsonDocument.Parse(AnswerReader.WithoutMark(body));
            return path.Find(json.RootElement).Select(JsonPath.TextOf).FirstOrDefault(static text => text is not (null or ""));
        }
        catch (JsonException)
        {
            return null;
        }
    };

    /// <summary>By the local names of elements from the root: <c>/response/token</c>, at its end perhaps an attribute: <c>/response/token/@value</c>.</summary>
    internal static Func<ReadOnlyMemory<byte>, string?> Xml(IReadOnlyList<string> steps) => body =>
    {
        try
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = AnswerReader.MostBytes, IgnoreComments = true });
            return Find(reader, steps);
        }
        catch (XmlException)
        {
            return null;
        }
    };

    /// <summary>The steps of such a path; null when it is none.</summary>
    internal static IReadOnlyList<string>? XmlSteps(string path)
    {
        var steps = path.Trim().Trim('/').Split('/');
        return steps.Length <= MostDepth && steps.Select((step, at) => IsName(step) || (at == steps.Length - 1 && step is ['@', .. var name] && IsName(name))).All(static good => good) ? steps : null;
    }

    private static bool IsName(string text)
    {
        try
        {
            return text is not "" && XmlConvert.VerifyNCName(text) is not null;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static string? Find(XmlReader reader, IReadOnlyList<string> steps)
    {
        var attribute = steps[^1] is ['@', .. var named] ? named : null;
        var elements = attribute is null ? steps.Count : steps.Count - 1;
        var matched = 0;
        while (reader.Read())
        {
            if (reader.NodeType is XmlNodeType.EndElement)
            {
                matched = Math.Min(matched, reader.Depth);
            }
            else if (reader.NodeType is XmlNodeType.Element && reader.Depth == matched && matched < elements && string.Equals(reader.LocalName, steps[matched], StringComparison.Ordinal))
            {
                var isEmpty = reader.IsEmptyElement;
                if (++matched == elements)
                {
                    return attribute is null ? (isEmpty ? null : reader.ReadElementContentAsString().Trim()) : reader.GetAttribute(attribute);
                }

                matched = isEmpty ? reader.Depth : matched;
            }
        }

        return null;
    }
}
