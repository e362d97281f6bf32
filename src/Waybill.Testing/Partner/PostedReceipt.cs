using Waybill.As2;

namespace Waybill.Testing;

/// <summary>An asynchronous receipt as <see cref="FakePartner"/> posted it.</summary>
/// <param name="Url">The URL the message named.</param>
/// <param name="Receipt">What was posted.</param>
/// <param name="Status">The HTTP status it was answered with; null when there was no answer.</param>
/// <param name="Problem">Why there was no answer; null when there was one.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record PostedReceipt(Uri Url, WrittenReceipt Receipt, int? Status, string? Problem);
