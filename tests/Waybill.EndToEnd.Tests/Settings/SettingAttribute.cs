namespace Waybill.EndToEnd.Tests;

/// <summary>Names the settings of a connection that a test shows to change what goes over the wire, or to be refused.</summary>
/// <remarks><see cref="SettingsTable"/> fails when a property of <see cref="Waybill.Gateway.ConnectionPolicySettings"/> has no test.</remarks>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SettingAttribute(params string[] names) : Attribute
{
    internal IReadOnlyList<string> Names { get; } = names;
}
