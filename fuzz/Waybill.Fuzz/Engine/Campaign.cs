namespace Waybill.Fuzz;

/// <summary>Runs a number of mutated cases against one target, the same for the same seed.</summary>
/// <remarks>An input that led somewhere new becomes a seed of the cases after it.</remarks>
internal sealed class Campaign(FuzzTarget target, int seed)
{
    private const int MaxCorpus = 4000;

    // A case takes milliseconds. One that takes this long does not end, however slow the machine.
    private static readonly TimeSpan HangAfter = TimeSpan.FromMinutes(2);

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<byte[]> corpus = [];
    private volatile byte[] current = [];
    private volatile int iteration;

    /// <summary>Cases run so far.</summary>
    public int Cases => iteration;

    /// <summary>How many different ways inputs went.</summary>
    public int Traces => seen.Count;

    /// <summary>The case that took longest: for people to look at, since no machine's clock decides what is a finding.</summary>
    public (double Milliseconds, int Iteration, byte[] Input) Slowest { get; private set; } = (0, 0, []);

    /// <summary>Runs every seed as it is, then <paramref name="count"/> mutations; ends at the first finding.</summary>
    /// <returns>Null when every promise was kept.</returns>
    public Finding? Run(int count, Action<Campaign>? progress = null)
    {
        Finding? finding = null;
        var worker = new Thread(() => finding = RunAll(count), maxStackSize: 1 << 20) { IsBackground = true, Name = target.Name };
        worker.Start();
        var (last, since) = (-1, 0L);
        while (!worker.Join(TimeSpan.FromSeconds(2)))
        {
            progress?.Invoke(this);
            (last, since) = iteration == last ? (last, since) : (iteration, Environment.TickCount64);
            if (Environment.TickCount64 - since > HangAfter.TotalMilliseconds)
            {
                return new(target.Name, seed, last, current, "The case does not end.");
            }
        }

        return finding;
    }

    private Finding? RunAll(int count)
    {
        foreach (var input in target.Seeds)
        {
            corpus.Add(input);
            if (RunOne(input) is { } finding)
            {
                return finding;
            }
        }

        var mutator = new Mutator(new Random(seed), corpus);
        for (var i = 1; i <= count; i++)
        {
            var input = mutator.Next();
            iteration = i;
            if (RunOne(input) is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    private Finding? RunOne(byte[] input)
    {
        current = input;
        var started = TimeProvider.System.GetTimestamp();
        var (trace, problem) = CaseRunner.Run(target, input);
        var milliseconds = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
        if (iteration > 100 && milliseconds > Slowest.Milliseconds)
        {
            Slowest = (milliseconds, iteration, input);
        }

        if (problem is not null)
        {
            return new(target.Name, seed, iteration, input, problem);
        }

        if (seen.Add(trace!) && iteration > 0 && corpus.Count < MaxCorpus)
        {
            corpus.Add(input);
        }

        return null;
    }
}
