namespace Waybill.Fuzz;

/// <summary>A promise that an input broke. No IOException: the parsers let those of their input pass through, and some are documented.</summary>
internal sealed class FuzzFailureException(string message) : Exception(message);
