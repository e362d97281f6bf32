using Waybill.As2.AspNetCore;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>The wire body's copy, as the AS2 address hands it out.</summary>
internal sealed class BodyCopy(WireCopy wire) : IAs2BodyCopy
{
    internal WireCopy Wire => wire;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => wire.WriteAsync(bytes, cancellationToken);

    public void NoKeyFits() => wire.NoKeyFits();

    public ValueTask DisposeAsync() => wire.DisposeAsync();
}

/// <summary>The connection a message is judged by, and the book that holds its keys.</summary>
internal sealed class ConnectionLease(As2Connection connection, BookLease book) : IDisposable
{
    internal As2Connection Connection => connection;

    public void Dispose() => book.Dispose();
}
