namespace Waybill.Cli.Output;

/// <summary>What a check came to. The names are what scripts read.</summary>
internal enum CheckResult
{
    /// <summary>Not checked: something to check it with is missing.</summary>
    Unchecked = 0,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It holds, by means that no longer protect, or with something to look at.</summary>
    Weak,

    /// <summary>Not as it should be.</summary>
    Bad,
}
