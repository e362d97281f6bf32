using Waybill.Cms;

namespace Waybill.As2;

/// <summary>The bytes of a sent message that a partner could have hashed. Streams are opened on demand, read once and disposed.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record MicVariantSources
{
    /// <summary>Opens the bytes our MIC is over.</summary>
    public required Func<CancellationToken, ValueTask<Stream>> Entity { get; init; }

    /// <summary>Whether <see cref="Entity"/> begins with its header block. Default true; false for a plain message, whose MIC is over the body alone (RFC 4130 §7.3.1).</summary>
    public bool EntityHasHeaders { get; init; } = true;

    /// <summary>For a plain message the header block, with its empty line, that a partner may have put before the body. Default empty.</summary>
    public ReadOnlyMemory<byte> EntityHeaders { get; init; }

    /// <summary>Opens the entity before compression, where <see cref="Entity"/> is the compressed one; null when there is none.</summary>
    public Func<CancellationToken, ValueTask<Stream>>? BeforeCompression { get; init; }

    /// <summary>Opens the compressed entity, where <see cref="Entity"/> is the one before; null when there is none.</summary>
    public Func<CancellationToken, ValueTask<Stream>>? AfterCompression { get; init; }

    /// <summary>Opens the whole HTTP body; null when it is not at hand.</summary>
    public Func<CancellationToken, ValueTask<Stream>>? HttpBody { get; init; }

    /// <summary>Whether the message was signed: then the standard leaves no doubt about the bytes, and only another digest is acceptable. Default true.</summary>
    public bool IsSigned { get; init; } = true;

    /// <summary>Which old digests are acceptable. Default <see cref="CmsPolicy.Strict"/>.</summary>
    public CmsPolicy Policy { get; init; } = CmsPolicy.Strict;
}
