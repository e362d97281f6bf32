namespace Waybill.Fuzz;

/// <summary>One way into the parsers.</summary>
internal abstract class FuzzTarget
{
    /// <summary>As on the command line, and the folder of its seeds.</summary>
    public abstract string Name { get; }

    /// <summary>Most bytes one case may allocate: a constant and a multiple of its length, never what the input claims.</summary>
    public virtual long MaxAllocated(int inputBytes) => (4L << 20) + (16L * inputBytes);

    /// <summary>What mutations start from.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Reads one input in the documented way.</summary>
    /// <returns>A few words on where the input led. A new answer makes the input worth keeping as a seed.</returns>
    /// <exception cref="FuzzFailureException">A promise was broken. Any other exception is a finding too.</exception>
    public abstract ValueTask<string> RunAsync(FuzzInput input);
}
