using Waybill.As2;
using Waybill.Cli.Keys;

namespace Waybill.Cli.Inspection;

/// <summary>What <c>inspect</c> was asked for.</summary>
/// <param name="Keys">Keys and certificates.</param>
/// <param name="At">When certificates have to be valid.</param>
/// <param name="StrictDates">Whether a certificate outside its dates is bad.</param>
/// <param name="Quarantine">Where opened bytes wait.</param>
internal sealed record InspectSettings(KeyRing Keys, DateTimeOffset At, bool StrictDates, IQuarantine Quarantine)
{
    /// <summary>The bounds of the gateway.</summary>
    public As2Limits Limits { get; } = As2Limits.Default;

    /// <summary>Whether a signature whose digest differs is tried again with bare line feeds made CRLF. Off when the whole file is tried so.</summary>
    public bool RetryWithCrlf { get; init; } = true;
}
