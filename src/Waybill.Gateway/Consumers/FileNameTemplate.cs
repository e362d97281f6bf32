using System.Globalization;
using System.Text;

namespace Waybill.Gateway;

/// <summary>Makes the names of received files. What comes from the partner is made harmless piece by piece and once more as a whole.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed class FileNameTemplate
{
    /// <summary>Our id and the safe file name: unique, and in order of arrival.</summary>
    public const string Default = "{id}-{name}";

    private static readonly string[] Words = ["id", "name", "from", "to", "date", "n"];

    private readonly IReadOnlyList<(bool IsWord, string Text)> _pieces;

    private FileNameTemplate(string text, IReadOnlyList<(bool, string)> pieces) => (Text, _pieces) = (text, pieces);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a template. It must hold <c>{id}</c>: without it one message could overwrite another's file.</summary>
    public static (FileNameTemplate? Template, string? Problem) Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<(bool, string)> pieces = [];
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            if (open != at)
            {
                pieces.Add((false, text[at..(open < 0 ? text.Length : open)]));
            }

            if (open < 0)
            {
                break;
            }

            var close = text.IndexOf('}', open);
            if (close < 0 || !Words.Contains(text[(open + 1)..close], StringComparer.Ordinal))
            {
                return (null, $"the words in braces are {string.Join(", ", Words)}.");
            }

            pieces.Add((true, text[(open + 1)..close]));
            at = close + 1;
        }

        if (text.AsSpan().ContainsAny('/', '\\'))
        {
            return (null, "a file name has no folders in it; name them in Folder.");
        }

        return pieces.Contains((true, "id")) ? (new FileNameTemplate(text, pieces), null)
            : (null, "it must hold {id}; without it one message could overwrite another's file.");
    }

    /// <summary>The names of a message's documents, in order, each one path segment and none twice. The same at every call.</summary>
    public IReadOnlyList<string> NamesOf(HandoffWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new List<string>(work.Documents.Count);
        for (var ordinal = 0; ordinal < work.Documents.Count; ordinal++)
        {
            var name = NameOf(work, ordinal);
            for (var copy = 2; !taken.Add(name); copy++)
            {
                name = PayloadFileName.From(string.Create(CultureInfo.InvariantCulture, $"{copy}-{NameOf(work, ordinal)}"), ordinal);
            }

            names.Add(name);
        }

        return names;
    }

    private string NameOf(HandoffWork work, int ordinal)
    {
        var name = new StringBuilder();
        foreach (var (isWord, text) in _pieces)
        {
            name.Append(!isWord ? text : text switch
            {
                "id" => work.Exchange.Value,
                "name" => PayloadFileName.From(work.Documents[ordinal].FileName, ordinal),
                "from" => PayloadFileName.From(work.From, ordinal),
                "to" => PayloadFileName.From(work.To, ordinal),
                "date" => work.ReceivedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
                _ => (ordinal + 1).ToString(CultureInfo.InvariantCulture),
            });
        }

        // A name that is too long is cut at its end; our id must not be what is lost.
        var whole = name.ToString();
        return PayloadFileName.From(Encoding.UTF8.GetByteCount(whole) <= PayloadFileName.MostBytes ? whole : $"{work.Exchange.Value}-{whole}", ordinal);
    }
}
