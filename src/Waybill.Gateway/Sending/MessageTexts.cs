using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>What messages of a connection say of themselves, where that is made of each message.</summary>
/// <threadsafety>Immutable.</threadsafety>
internal sealed record MessageTexts
{
    /// <summary>Nothing is made.</summary>
    internal static MessageTexts None { get; } = new();

    /// <summary>Null: the connection's fixed one.</summary>
    internal TextTemplate? Subject { get; init; }

    /// <summary>Null: as submitted.</summary>
    internal TextTemplate? FileName { get; init; }

    /// <summary>Null: the usual one.</summary>
    internal TextTemplate? MessageId { get; init; }

    /// <summary>Headers, beside the fixed ones.</summary>
    internal IReadOnlyList<KeyValuePair<string, TextTemplate>> Headers { get; init; } = [];

    /// <summary>Names the documents of a new message.</summary>
    internal IReadOnlyList<StoredDocument> Name(IReadOnlyList<StoredDocument> documents, Func<StoredDocument, int, Dictionary<string, string>> values)
        => FileName is null ? documents
            : [.. documents.Select((d, at) => FileName.Render(values(d, at + 1)) is { } name && !string.IsNullOrWhiteSpace(name) ? d with { FileName = PayloadFileName.From(name, at) } : d)];

    /// <summary>The id of a new message.</summary>
    internal MessageId Id(ExchangeId id, string usualRight, Dictionary<string, string> values)
    {
        var usual = Waybill.As2.MessageId.Create(id.Value, usualRight);
        if (MessageId?.Render(values) is not { } text)
        {
            return usual;
        }

        var at = text.LastIndexOf('@');
        var (left, right) = at < 0 ? (HeaderText.IdSide(text, 140), usualRight) : (HeaderText.IdSide(text[..at], 140), HeaderText.IdSide(text[(at + 1)..], 100));

        // Whatever the template left out, two messages never share an id.
        return left.Contains(id.Value, StringComparison.OrdinalIgnoreCase) || right.Contains(id.Value, StringComparison.OrdinalIgnoreCase)
            ? Waybill.As2.MessageId.Create(left, right)
            : Waybill.As2.MessageId.Create($"{HeaderText.IdSide(left, 100)}.{id.Value}", right);
    }

    /// <summary>The further headers of a message; one that came out empty is left out.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Lines(Dictionary<string, string> values)
        => Headers.Select(h => (h.Key, Value: HeaderText.Value(h.Value.Render(values)))).Where(static h => h.Value is not null).Select(static h => KeyValuePair.Create(h.Key, h.Value!));
}
