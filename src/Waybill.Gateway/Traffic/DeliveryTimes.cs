namespace Waybill.Gateway;

/// <summary>Times of deliveries, counted in classes of a quarter of an octave: a value read from it is at most 19 % too high.</summary>
/// <threadsafety>Not safe for concurrent use.</threadsafety>
public sealed class DeliveryTimes
{
    private const int ClassesPerOctave = 4;

    // 2^36 ms are two years.
    private readonly int[] _counts = new int[36 * ClassesPerOctave];

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>Counts one.</summary>
    /// <param name="milliseconds">Its time; a clock that was set back makes it negative, and it counts as 0.</param>
    public void Add(long milliseconds)
    {
        _counts[ClassOf(Math.Max(0, milliseconds))]++;
        Count++;
    }

    /// <summary>Counts those of another hour too.</summary>
    public void Add(DeliveryTimes other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
    }

    /// <summary>The time within which a share of the deliveries ended, in milliseconds; null without any.</summary>
    /// <param name="share">From 0 to 1.</param>
    public long? Within(double share)
    {
        if (Count is 0)
        {
            return null;
        }

        var wanted = Math.Max(1, (int)Math.Ceiling(share * Count));
        var at = 0;
        for (var seen = _counts[0]; seen < wanted; seen += _counts[at])
        {
            at++;
        }

        return (long)Math.Ceiling(Math.Pow(2, (at + 1) / (double)ClassesPerOctave) - 1);
    }

    private int ClassOf(long milliseconds) => Math.Min(_counts.Length - 1, (int)(Math.Log2(milliseconds + 1.0) * ClassesPerOctave));
}
