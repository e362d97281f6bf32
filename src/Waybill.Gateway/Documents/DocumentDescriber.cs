using Waybill.Edi;

namespace Waybill.Gateway;

/// <summary>Writes into the journal what the documents of an exchange are, in and out: type, numbers, sender and receiver, as their own envelopes say.</summary>
/// <remarks>
/// Nothing an envelope says can make it fail, and describing again gives the same rows: so it may be done at any time after the exchange is committed and repeated after
/// a crash. It reads each stored document once; memory does not follow their size.
/// </remarks>
/// <param name="journal">Where the rows go.</param>
/// <param name="payloads">Where the documents are.</param>
/// <param name="limits">Null means <see cref="EdiLimits.Default"/>; <see cref="EdiLimits.MaxDocuments"/> bounds the rows of one exchange.</param>
/// <param name="numbers">Null means <see cref="DocumentNumbers.Default"/>.</param>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class DocumentDescriber(IInboundJournal journal, IPayloadStore payloads, EdiLimits? limits = null, DocumentNumbers? numbers = null)
{
    private readonly EdiLimits _limits = limits ?? EdiLimits.Default;

    /// <summary>Describes an exchange that is committed.</summary>
    /// <param name="id">Which.</param>
    /// <param name="documents">Its documents as they are stored.</param>
    /// <param name="ct">Stops it; nothing is written then.</param>
    /// <returns>How many rows were written; 0 when no document is of a kind that is read.</returns>
    /// <exception cref="IOException">A document cannot be read.</exception>
    /// <exception cref="JournalException">The journal cannot do its work now.</exception>
    public async ValueTask<int> DescribeAsync(ExchangeId id, IReadOnlyList<StoredDocument> documents, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var rows = new List<DocumentRow>();
        for (var i = 0; i < documents.Count && rows.Count < _limits.MaxDocuments; i++)
        {
            var document = documents[i];
            await using var stream = await payloads.OpenAsync(document.Object, document.Offset, document.Length, ct);
            var report = await EnvelopeReader.ReadAsync(stream, _limits with { MaxDocuments = _limits.MaxDocuments - rows.Count }, numbers, ct);
            rows.AddRange(report.Documents.Select(d => RowOf(i, d)));
        }

        await journal.DescribeAsync(id, rows, ct);
        return rows.Count;
    }

    private static DocumentRow RowOf(int ordinal, EdiDocument document) => new(
        ordinal,
        NameOf(document.Standard),
        document.Type,
        // The namespace of an XML document names its version where nothing else does.
        document.Version ?? document.Namespace,
        document.Number,
        document.Interchange?.Control,
        document.Group?.Control,
        document.Control,
        document.Sender?.Id,
        document.Receiver?.Id);

    private static string NameOf(EdiStandard standard) => standard switch
    {
        EdiStandard.X12 => "X12",
        EdiStandard.Edifact => "EDIFACT",
        EdiStandard.Tradacoms => "TRADACOMS",
        _ => "XML",
    };
}
