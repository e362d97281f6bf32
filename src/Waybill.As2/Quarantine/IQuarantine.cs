namespace Waybill.As2;

/// <summary>Where a message's bytes wait, out of reach, until its signature and policy are known to be good.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public interface IQuarantine
{
    /// <summary>Starts an empty object.</summary>
    /// <exception cref="IOException">The store has no room or cannot be written.</exception>
    ValueTask<IQuarantineObject> CreateAsync(CancellationToken cancellationToken);
}
