namespace Waybill.EndToEnd.Tests;

/// <summary>Tests with two gateways under load run one after another: side by side they would only take each other's time.</summary>
[CollectionDefinition(nameof(Pairs))]
public sealed class Pairs;
