namespace Waybill.Gateway;

public abstract partial class ConnectionPolicySettings
{
    /// <summary>What follows when a document in has a file name that came from this partner before, or that cannot be used as it is. However that is, no file is ever replaced. Default <see cref="FileNameRule.Rename"/>.</summary>
    public FileNameRule FileNameRule { get; set; }

    /// <summary>Days for which a file name counts as one that came before. Default 90.</summary>
    public int FileNameDays { get; set; } = 90;
}

/// <summary>What follows when a file name came before, or is not legal.</summary>
public enum FileNameRule
{
    /// <summary>The document is stored under a name of its own; the partner is told nothing.</summary>
    Rename = 0,

    /// <summary>The same, with a warning in the receipt.</summary>
    Warn = 1,

    /// <summary>The message is refused, with an error in the receipt.</summary>
    Refuse = 2,
}
