using Waybill.Edi;

namespace Waybill.Gateway.Tests;

/// <summary>Payloads and rows in memory, for the describer alone.</summary>
internal sealed class DescribedPlace : IInboundJournal, IPayloadStore
{
    private readonly Dictionary<PayloadId, byte[]> _objects = [];

    /// <summary>How often a document cannot be opened from now on.</summary>
    public int Fails { get; set; }

    public Dictionary<ExchangeId, List<IReadOnlyList<DocumentRow>>> Rows { get; } = [];

    /// <summary>A document with other bytes around it in its object.</summary>
    public StoredDocument Store(ReadOnlySpan<byte> before, ReadOnlySpan<byte> document, ReadOnlySpan<byte> after)
    {
        var id = new PayloadId($"{_objects.Count + 1:x32}");
        _objects[id] = [.. before, .. document, .. after];
        return new(null, "application/octet-stream", null, id, before.Length, document.Length, null);
    }

    public ValueTask<int> DescribeAsync(ExchangeId id, params StoredDocument[] documents) => DescribeAsync(id, EdiLimits.Default, documents);

    public ValueTask<int> DescribeAsync(ExchangeId id, EdiLimits limits, params StoredDocument[] documents)
        => new DocumentDescriber(this, this, limits).DescribeAsync(id, documents, TestContext.Current.CancellationToken);

    ValueTask IInboundJournal.DescribeAsync(ExchangeId id, IReadOnlyList<DocumentRow> documents, CancellationToken ct)
    {
        (Rows.TryGetValue(id, out var list) ? list : Rows[id] = []).Add(documents);
        return ValueTask.CompletedTask;
    }

    /// <summary>What the journal says is left to do.</summary>
    public List<UndescribedExchange> Left { get; } = [];

    ValueTask<IReadOnlyList<UndescribedExchange>> IInboundJournal.UndescribedAsync(long after, DateTimeOffset before, int max, CancellationToken ct)
        => new([.. Left.Where(e => e.Row > after && !Rows.ContainsKey(e.Id)).OrderBy(e => e.Row).Take(max)]);

    ValueTask<Stream> IPayloadStore.OpenAsync(PayloadId id, long offset, long length, CancellationToken ct)
    {
        if (!_objects.TryGetValue(id, out var bytes))
        {
            throw new FileNotFoundException("There is no such object.");
        }

        return Fails-- > 0 ? throw new IOException("The disk is away.") : new(new MemoryStream(bytes, (int)offset, (int)length, writable: false));
    }

    ValueTask<IPayloadDraft> IPayloadStore.CreateAsync(CancellationToken ct) => throw new NotSupportedException("The describer writes no payload.");

    ValueTask<long?> IPayloadStore.LengthAsync(PayloadId id, CancellationToken ct) => throw new NotSupportedException("The describer knows the length.");

    ValueTask IPayloadStore.DeleteAsync(PayloadId id, CancellationToken ct) => throw new NotSupportedException("The describer deletes nothing.");

    ValueTask<int> IPayloadStore.SweepAsync(DateTimeOffset olderThan, Func<PayloadId, CancellationToken, ValueTask<bool>> isNamed, CancellationToken ct)
        => throw new NotSupportedException("The describer sweeps nothing.");

    ValueTask<string?> IPayloadStore.ProblemAsync(CancellationToken ct) => throw new NotSupportedException("The describer does not ask.");

    ValueTask<AcceptOutcome> IInboundJournal.AcceptAsync(AcceptedMessage message, CancellationToken ct) => throw new NotSupportedException("The describer accepts nothing.");

    ValueTask IInboundJournal.ReceiveAsync(UnopenedMessage message, CancellationToken ct) => throw new NotSupportedException("The describer receives nothing.");

    ValueTask IInboundJournal.RefuseAsync(RefusedMessage message, CancellationToken ct) => throw new NotSupportedException("The describer refuses nothing.");
}
