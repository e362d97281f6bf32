using Xunit.v3;

namespace Waybill.TestKit;

/// <summary>Names the conformance requirements a test holds us to, by id (<c>AS2-MIC-005</c>).</summary>
/// <remarks>docs/conformance.md is printed from these; <c>-trait requirement=AS2-MIC-005</c> runs the tests of one id.</remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class RequirementAttribute(params string[] ids) : Attribute, ITraitAttribute
{
    public IReadOnlyList<string> Ids { get; } = ids;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [.. Ids.Select(id => KeyValuePair.Create("requirement", id))];
}
