namespace Waybill.As2.AspNetCore;

/// <summary>A copy of a body, taken as it arrives: <see cref="As2Options.CopyBody"/>. Disposed when the message is finished; what is to stay, its maker keeps.</summary>
/// <threadsafety>For one body.</threadsafety>
public interface IAs2BodyCopy : IAsyncDisposable
{
    /// <summary>Takes the next bytes; the memory is the caller's again when the task ends. What it throws is a fault of ours: the partner is told to come back.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>The message is encrypted for no key of ours. Comes with its first bytes.</summary>
    void NoKeyFits();

    /// <summary>Keeps every byte from the first, to be read back while more come, until <see cref="OpenedAsync"/>. False where that cannot be done: then opening holds up the sender.</summary>
    bool Follow() => false;

    /// <summary>Reads bytes that were taken, beside <see cref="WriteAsync"/>; as many as are there and fit.</summary>
    ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException("This copy cannot be read back.");

    /// <summary>All bytes came.</summary>
    /// <param name="isOpened">Whether the message was opened beside; false: the copy is all there is of it.</param>
    ValueTask OpenedAsync(bool isOpened) => ValueTask.CompletedTask;
}
