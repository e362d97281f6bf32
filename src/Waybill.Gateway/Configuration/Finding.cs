namespace Waybill.Gateway;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>It cannot stay so.</summary>
    Error = 0,

    /// <summary>It works, and an operator should change it.</summary>
    Warning = 1,
}

/// <summary>What was found in the configuration.</summary>
/// <param name="Field">Where: <c>connections/acme/urls/0</c> of a resource, <c>Waybill:Connections:0:Urls:0</c> of a settings file.</param>
/// <param name="Sentence">What is wrong and what to do; never a secret.</param>
/// <param name="Severity">How much it matters.</param>
public sealed record Finding(string Field, string Sentence, FindingSeverity Severity)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Sentence}";
}
