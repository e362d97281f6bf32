namespace Waybill.Fuzz;

/// <summary>One input that broke a promise.</summary>
/// <param name="Target">Where.</param>
/// <param name="Seed">Of the campaign.</param>
/// <param name="Iteration">Which case of it, from 1; 0 for a file that was replayed.</param>
/// <param name="Input">The case.</param>
/// <param name="Problem">What happened, with the stack where there is one.</param>
internal sealed record Finding(string Target, int Seed, int Iteration, byte[] Input, string Problem)
{
    public override string ToString() => $"{Target}, seed {Seed}, iteration {Iteration}, {Input.Length} bytes: {Problem}";
}
