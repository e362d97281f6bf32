namespace Waybill.As2.AspNetCore;

/// <summary>A copy of a body, taken as it arrives: <see cref="As2Options.CopyBody"/>. Disposed when the message is finished; what is to stay, its maker keeps.</summary>
/// <threadsafety>For one body.</threadsafety>
public interface IAs2BodyCopy : IAsyncDisposable
{
    /// <summary>Takes the next bytes; the memory is the caller's again when the task ends. What it throws is a fault of ours: the partner is told to come back.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>The message is encrypted for no key of ours. Comes with its first bytes.</summary>
    void NoKeyFits();
}
