namespace Waybill.Gateway.Stores;

/// <summary>What tells exchanges of one millisecond apart, over all processes: blocks of 1024 from a sequence of the database.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class PostgresNumbers
{
    private const int BlockBits = 10;

    private readonly Lock _gate = new();
    private long _next;
    private long _end;

    internal async ValueTask<long> NextAsync(ISqlUnit unit)
    {
        if (Take() is { } number)
        {
            return number;
        }

        var block = await unit.OneAsync("select nextval('exchange_block')", static r => r.Number(0));
        lock (_gate)
        {
            // Two may fetch at once; the other block's numbers are simply not used.
            _next = (block << BlockBits) + 1;
            _end = (block + 1) << BlockBits;
            return block << BlockBits;
        }
    }

    private long? Take()
    {
        lock (_gate)
        {
            return _next < _end ? _next++ : null;
        }
    }
}
