using System.Text.Json.Serialization;

namespace Waybill.Benchmarks;

/// <summary>What a case's own process found out.</summary>
/// <param name="Work">Cost of each round.</param>
/// <param name="Bound">Cost of the bare operations over as many bytes, measured right before each round; empty when there are none.</param>
/// <param name="Allocated">Fewest bytes allocated in a round.</param>
/// <param name="Peak">The most memory the process ever held, in bytes.</param>
internal sealed record CaseResult(IReadOnlyList<Cost> Work, IReadOnlyList<Cost> Bound, long Allocated, long Peak)
{
    /// <summary>How close the work came to its bound: the median over the rounds. 1 is as fast.</summary>
    public double Ratio(Func<Cost, double> of) => Meter.Median(Work.Zip(Bound, (work, bound) => of(bound) / of(work)));
}

[JsonSerializable(typeof(CaseResult))]
internal sealed partial class CaseResultJson : JsonSerializerContext;
