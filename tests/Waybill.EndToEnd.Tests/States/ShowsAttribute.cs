using Waybill.Gateway;

namespace Waybill.EndToEnd.Tests;

/// <summary>Names the transitions a test makes a gateway go through, and sees by its API.</summary>
/// <remarks><see cref="TransitionTable"/> fails when a row of <see cref="ExchangeTransitions"/> has no test.</remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ShowsAttribute : Attribute
{
    internal ShowsAttribute(ExchangeState from, ExchangeState to, Evidence evidence)
        : this([from], [to], evidence)
    {
    }

    /// <summary>Every pair of the two lists.</summary>
    internal ShowsAttribute(ExchangeState[] from, ExchangeState[] to, Evidence evidence) => Rows = [.. from.SelectMany(f => to.Select(t => new Transition(f, t, evidence)))];

    internal IReadOnlyList<Transition> Rows { get; }
}

/// <summary>One row of the table.</summary>
internal sealed record Transition(ExchangeState From, ExchangeState To, Evidence Evidence)
{
    /// <summary>Every row there is.</summary>
    internal static IReadOnlyList<Transition> All { get; } =
    [
        .. from evidence in Enum.GetValues<Evidence>()
           from before in Enum.GetValues<ExchangeState>()
           from after in Enum.GetValues<ExchangeState>()
           where ExchangeTransitions.Allows(before, after, evidence)
           select new Transition(before, after, evidence),
    ];

    public override string ToString() => $"{From} → {To} by {Evidence}";
}
