namespace Waybill.As2.AspNetCore;

/// <summary>Counts the messages being read. A full house is told to come back, which every AS2 sender does; a queue would time out.</summary>
internal sealed class MessageGate(int most)
{
    private int _inside;

    internal bool TryEnter()
    {
        if (Interlocked.Increment(ref _inside) <= most)
        {
            return true;
        }

        Interlocked.Decrement(ref _inside);
        return false;
    }

    internal void Leave() => Interlocked.Decrement(ref _inside);
}
