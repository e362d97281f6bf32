namespace Waybill.As2;

/// <summary>Bytes written once, sealed, then read as often as needed. Disposing one that was not kept deletes it.</summary>
/// <threadsafety>One writer. Once sealed, any number of readers; dispose only after the last of them.</threadsafety>
public interface IQuarantineObject : IAsyncDisposable
{
    /// <summary>Bytes written so far.</summary>
    long Length { get; }

    /// <summary>Appends; the memory is the caller's again when the task ends.</summary>
    /// <exception cref="InvalidOperationException">The object is sealed.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Ends the writing; sealing again does nothing.</summary>
    ValueTask SealAsync(CancellationToken cancellationToken);

    /// <summary>A read-only stream over exactly <paramref name="length"/> bytes from <paramref name="offset"/>.</summary>
    /// <exception cref="InvalidOperationException">The object is not sealed yet.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the object.</exception>
    ValueTask<Stream> OpenReadAsync(long offset, long length, CancellationToken cancellationToken);

    /// <summary>Lets the bytes outlive this handle: disposing no longer deletes them.</summary>
    /// <exception cref="NotSupportedException">This quarantine has no lasting place.</exception>
    void Keep();
}
