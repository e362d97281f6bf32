namespace Waybill.Gateway;

/// <summary>Takes everything that is found in a configuration, at once. The same rules serve the API, applied files, settings and the start.</summary>
/// <threadsafety>One thread at a time.</threadsafety>
public sealed class ConfigurationCheck
{
    private readonly List<Finding> _findings = [];
    private readonly HashSet<Finding> _known = [];

    /// <summary>In the order in which it was found.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>What cannot stay so.</summary>
    public IEnumerable<Finding> Errors => _findings.Where(static f => f.Severity is FindingSeverity.Error);

    /// <summary>What works and should be changed.</summary>
    public IEnumerable<Finding> Warnings => _findings.Where(static f => f.Severity is FindingSeverity.Warning);

    /// <summary>Whether anything cannot stay so.</summary>
    public bool HasErrors => Errors.Any();

    internal void Error(string field, string sentence) => Add(new Finding(field, sentence, FindingSeverity.Error));

    internal void Warn(string field, string sentence) => Add(new Finding(field, sentence, FindingSeverity.Warning));

    internal void Add(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            Add(finding);
        }
    }

    private void Add(Finding finding)
    {
        if (_known.Add(finding))
        {
            _findings.Add(finding);
        }
    }
}
