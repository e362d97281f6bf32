namespace Waybill.As2;

/// <summary>A message ready to be posted, as often as needed with the same bytes (RFC 4130 §5.5).</summary>
/// <remarks>Holds the content key of an encrypted message, and its compressed bytes in scratch storage until disposed.</remarks>
/// <threadsafety>Immutable until disposed; any number of streams may be open at a time. Dispose after the last of them.</threadsafety>
public sealed class As2Package : IAsyncDisposable
{
    private readonly Segment _body;
    private readonly Segment _micEntity;
    private readonly IQuarantineObject? _scratch;
    private bool _disposed;

    internal As2Package(
        IReadOnlyList<KeyValuePair<string, string>> headers, Segment body, Segment micEntity, Mic mic, IReadOnlyList<string> warnings, IQuarantineObject? scratch)
        => (Headers, _body, _micEntity, Mic, Warnings, _scratch) = (headers, body, micEntity, mic, warnings, scratch);

    /// <summary>The header lines in order, but for <c>Host</c>, <c>Content-Length</c> and <c>Authorization</c>, which belong to the connection.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>Exact length of the body, in bytes.</summary>
    public long Length => _body.Length;

    /// <summary>What an honest receipt carries (RFC 4130 §7.3.1).</summary>
    public Mic Mic { get; }

    /// <summary>What is allowed but may bring trouble, one sentence each; empty when there is nothing to say.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The body from its first byte, read asynchronously. Each reading compares the documents with the length and SHA-256 they had while packing.</summary>
    /// <exception cref="IOException">Also from reading: a document changed. The body then never reaches its end.</exception>
    /// <exception cref="ObjectDisposedException">The package was disposed.</exception>
    public ValueTask<Stream> OpenAsync(CancellationToken cancellationToken = default) => OpenAsync(_body, cancellationToken);

    /// <summary>The bytes the MIC is over, to look for what a partner hashed instead.</summary>
    /// <exception cref="IOException">As for <see cref="OpenAsync(CancellationToken)"/>.</exception>
    /// <exception cref="ObjectDisposedException">The package was disposed.</exception>
    public ValueTask<Stream> OpenMicEntityAsync(CancellationToken cancellationToken = default) => OpenAsync(_micEntity, cancellationToken);

    /// <summary>Deletes what is in scratch storage.</summary>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return _scratch?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private ValueTask<Stream> OpenAsync(Segment segment, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return segment.OpenAsync(cancellationToken);
    }
}
