using System.Reflection;

namespace Waybill.Gateway.Tests.Sending;

/// <summary>A journal whose first claim of something is committed, and the word of it lost: as when the connection to a database ends within a commit.</summary>
public class DeafJournal : DispatchProxy
{
    private IJournal? _inner;
    private bool _hasLost;

    internal static IJournal Around(IJournal inner)
    {
        var proxy = Create<IJournal, DeafJournal>();
        ((DeafJournal)(object)proxy)._inner = inner;
        return proxy;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
#pragma warning disable CA2012 // What reflection gives is consumed once, by the method it is passed to.
        => targetMethod!.Name is nameof(IOutboundJournal.ClaimAsync) && !_hasLost
            ? LostAsync((ValueTask<IReadOnlyList<SendWork>>)targetMethod.Invoke(_inner, args)!)
            : targetMethod.Invoke(_inner, args);
#pragma warning restore CA2012

    private async ValueTask<IReadOnlyList<SendWork>> LostAsync(ValueTask<IReadOnlyList<SendWork>> claiming)
    {
        var claimed = await claiming;
        _hasLost = claimed.Count > 0;
        return _hasLost ? throw new JournalException("The connection was lost within the commit.") : claimed;
    }
}
