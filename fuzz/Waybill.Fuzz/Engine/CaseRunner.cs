namespace Waybill.Fuzz;

/// <summary>Runs one case and says what it broke.</summary>
internal static class CaseRunner
{
    /// <summary>Runs <paramref name="input"/> on this thread.</summary>
    /// <returns>Where it led, or the problem.</returns>
    public static (string? Trace, string? Problem) Run(FuzzTarget target, byte[] input)
    {
        try
        {
            var most = target.MaxAllocated(input.Length);
            var (trace, allocated) = RunCounted(target, input);
            if (allocated > most)
            {
                // Tables that a library makes at its first use are not the input's doing: a second run tells.
                (trace, allocated) = RunCounted(target, input);
            }

            return allocated <= most ? (trace, null) : (null, $"{allocated} bytes were allocated for an input of {input.Length}; {most} are allowed.");
        }
        catch (Exception e)
        {
            return (null, e.ToString());
        }
    }

    private static (string Trace, long Allocated) RunCounted(FuzzTarget target, byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fuzzInput = new FuzzInput(input);
        var run = target.RunAsync(fuzzInput);
        if (!run.IsCompleted)
        {
            // Every stream answers at once, so everything stays on this thread, whose allocations are counted.
            run.AsTask().GetAwaiter().GetResult();
            throw new FuzzFailureException("The case went on on another thread.");
        }

        var trace = run.GetAwaiter().GetResult();
        return (trace, GC.GetAllocatedBytesForCurrentThread() - before - fuzzInput.Excused);
    }
}
