namespace Waybill.Gateway;

/// <summary>How a change that somebody asked for ended. Only <see cref="Done"/> has changed anything.</summary>
public abstract record ConfigurationResult
{
    private ConfigurationResult()
    {
    }

    /// <summary>It is so, and already counts in this process.</summary>
    /// <param name="View">The resource now; null when it was removed.</param>
    /// <param name="IsNew">Whether it was not there before.</param>
    public sealed record Done(ResourceView? View, bool IsNew) : ConfigurationResult;

    /// <summary>The configuration would not be right with it.</summary>
    /// <param name="Findings">Everything that was found about it, errors and warnings.</param>
    public sealed record Refused(IReadOnlyList<Finding> Findings) : ConfigurationResult;

    /// <summary>There is no such resource, or no such kind.</summary>
    public sealed record NotFound : ConfigurationResult;

    /// <summary>Somebody changed it meanwhile.</summary>
    /// <param name="Now">The resource now; null when it is gone.</param>
    public sealed record PreconditionFailed(ResourceView? Now) : ConfigurationResult;

    /// <summary>It is there already.</summary>
    /// <param name="Now">The resource.</param>
    public sealed record AlreadyThere(ResourceView Now) : ConfigurationResult;

    /// <summary>Others need it, or it still has work.</summary>
    /// <param name="By">Who needs it.</param>
    /// <param name="Sentence">In words.</param>
    public sealed record InUse(IReadOnlyList<ResourceUse> By, string Sentence) : ConfigurationResult;

    /// <summary>It stands in the settings of the program and is changed there.</summary>
    public sealed record ReadOnly(string Sentence) : ConfigurationResult;
}
