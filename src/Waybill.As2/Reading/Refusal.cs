namespace Waybill.As2;

/// <summary>One thing that speaks against a message.</summary>
/// <param name="Depth">How many layers are around what is wrong. The outermost counts: what breaks outside makes the inside look broken too.</param>
/// <param name="Failure">The true cause.</param>
/// <param name="Detail">One sentence for the operator, or null.</param>
internal sealed record Refusal(int Depth, As2Failure Failure, string? Detail = null);
