using Waybill.As2;
using Waybill.Cli.Keys;

namespace Waybill.Cli.Sending;

/// <summary>What <c>waybill send</c> was asked for, checked. Owns the keys.</summary>
internal sealed record SendSettings : IDisposable
{
    public required Uri Url { get; init; }

    /// <summary>Paths, at least one.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Media type of every file; null tells it by how each begins.</summary>
    public string? ContentType { get; init; }

    public required KeyRing Keys { get; init; }

    public required As2SendOptions Message { get; init; }

    public bool Chunked { get; init; }

    public required TimeSpan Timeout { get; init; }

    /// <summary>Where what went over the wire is kept; null keeps nothing.</summary>
    public string? SaveFolder { get; init; }

    public void Dispose() => Keys.Dispose();
}
