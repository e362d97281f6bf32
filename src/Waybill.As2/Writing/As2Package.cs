namespace Waybill.As2;

/// <summary>A message ready to be posted, as often as needed with the same bytes (RFC 4130 §5.5).</summary>
/// <remarks>Holds the content key of an encrypted message, and its compressed bytes in scratch storage until disposed.</remarks>
/// <threadsafety>Immutable until disposed; any number of streams may be open at a time. Dispose after the last of them.</threadsafety>
public sealed class As2Package : IAsyncDisposable
{
    internal As2Package()
    {
    }

    /// <summary>The header lines in order, but for <c>Host</c>, <c>Content-Length</c> and <c>Authorization</c>, which belong to the connection.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>Exact length of the body, in bytes.</summary>
    public long Length { get; }

    /// <summary>What an honest receipt carries (RFC 4130 §7.3.1).</summary>
    public Mic Mic => throw new NotSupportedException("Messages are not packed yet.");

    /// <summary>What is allowed but may bring trouble, one sentence each; empty when there is nothing to say.</summary>
    public IReadOnlyList<string> Warnings { get; } = [];

    /// <summary>The body from its first byte. Each read checks the documents against the length and SHA-256 they had while packing.</summary>
    /// <exception cref="IOException">Also from reading: a document changed. The body then never reaches its end.</exception>
    public ValueTask<Stream> OpenAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException("Messages are not packed yet.");

    /// <summary>The bytes the MIC is over, to look for what a partner hashed instead.</summary>
    /// <exception cref="IOException">As for <see cref="OpenAsync"/>.</exception>
    public ValueTask<Stream> OpenMicEntityAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException("Messages are not packed yet.");

    /// <summary>Deletes what is in scratch storage.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
