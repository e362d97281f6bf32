namespace Waybill.Certificates;

/// <summary>What files gave, or why they gave nothing.</summary>
/// <param name="Value">To be disposed; null when there is a problem.</param>
/// <param name="Problem">One sentence for people, with nothing secret in it; null when there is none.</param>
public sealed record ImportResult(ImportedCertificates? Value, string? Problem)
{
    internal static ImportResult Refused(string problem) => new(null, problem);
}
