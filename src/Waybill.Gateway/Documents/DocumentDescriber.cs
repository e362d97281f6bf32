using System.Runtime.InteropServices;
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
            await ReadAsync(i, stream, rows, _limits.MaxDocuments, ct);
        }

        await journal.DescribeAsync(id, rows, ct);
        return rows.Count;
    }

    /// <summary>Describes an exchange before it is committed, out of memory.</summary>
    /// <param name="documents">Its documents.</param>
    /// <param name="objects">The objects that are held whole.</param>
    /// <param name="most">Most rows.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The rows; null when a document is not held, or there are more.</returns>
    internal async ValueTask<IReadOnlyList<DocumentRow>?> TryDescribeAsync(IReadOnlyList<StoredDocument> documents, IReadOnlyList<SmallPayload> objects, int most, CancellationToken ct)
    {
        var rows = new List<DocumentRow>();
        for (var i = 0; i < documents.Count; i++)
        {
            var document = documents[i];
            if (objects.FirstOrDefault(o => o.Id == document.Object) is not { } held || rows.Count >= _limits.MaxDocuments)
            {
                return null;
            }

            using var stream = ReadOnly(held.Bytes.Slice((int)document.Offset, (int)document.Length));
            await ReadAsync(i, stream, rows, most + 1, ct);
            if (rows.Count > most)
            {
                return null;
            }
        }

        return rows;
    }

    private async ValueTask ReadAsync(int ordinal, Stream document, List<DocumentRow> rows, int most, CancellationToken ct)
    {
        var report = await EnvelopeReader.ReadAsync(document, _limits with { MaxDocuments = Math.Min(most, _limits.MaxDocuments) - rows.Count }, numbers, ct);
        foreach (var found in report.Documents)
        {
            rows.Add(RowOf(ordinal, found));
        }
    }

    private static MemoryStream ReadOnly(ReadOnlyMemory<byte> bytes)
        => MemoryMarshal.TryGetArray(bytes, out var array) ? new(array.Array!, array.Offset, array.Count, writable: false) : new(bytes.ToArray(), writable: false);

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
