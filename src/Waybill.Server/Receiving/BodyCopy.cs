using Waybill.As2.AspNetCore;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>The wire body's copy, as the AS2 address hands it out.</summary>
internal sealed class BodyCopy(WireCopy wire) : IAs2BodyCopy
{
    internal WireCopy Wire => wire;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => wire.WriteAsync(bytes, cancellationToken);

    public void NoKeyFits() => wire.NoKeyFits();

    public bool Follow() => wire.Follow();

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) => wire.ReadAsync(offset, buffer, cancellationToken);

    public ValueTask OpenedAsync(bool isOpened) => wire.OpenedAsync(isOpened);

    public ValueTask DisposeAsync() => wire.DisposeAsync();
}

/// <summary>A body that is stored already: only whether a key fits is new.</summary>
internal sealed class StoredBodyCopy : IAs2BodyCopy
{
    /// <summary>No key of ours fits: the body is to stay.</summary>
    internal bool HasNoKey { get; private set; }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void NoKeyFits() => HasNoKey = true;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>The connection a message is judged by, and the book that holds its keys.</summary>
internal sealed class ConnectionLease(As2Connection connection, BookLease book) : IDisposable
{
    internal As2Connection Connection => connection;

    public void Dispose() => book.Dispose();
}
