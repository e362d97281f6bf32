using Waybill.Cms;

namespace Waybill.As2;

/// <summary>A message ready to be posted, as often as needed with the same bytes (RFC 4130 §5.5).</summary>
/// <remarks>Holds the content key of an encrypted message, and its compressed bytes in scratch storage until disposed.</remarks>
/// <threadsafety>Immutable until disposed; any number of streams may be open at a time. Dispose after the last of them.</threadsafety>
public sealed class As2Package : IAsyncDisposable
{
    private readonly PackageParts _parts;
    private readonly IQuarantineObject? _scratch;
    private bool _disposed;

    internal As2Package(PackageParts parts, IReadOnlyList<string> warnings, IQuarantineObject? scratch) => (_parts, Warnings, _scratch) = (parts, warnings, scratch);

    /// <summary>The header lines in order, but for <c>Host</c>, <c>Content-Length</c> and <c>Authorization</c>, which belong to the connection.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _parts.Headers;

    /// <summary>Exact length of the body, in bytes.</summary>
    public long Length => _parts.Body.Length;

    /// <summary>What an honest receipt carries (RFC 4130 §7.3.1).</summary>
    public Mic Mic => _parts.Mic;

    /// <summary>What is allowed but may bring trouble, one sentence each; empty when there is nothing to say, and for a restored package.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Restores a package from its recipe.</summary>
    /// <param name="recipe">From <see cref="ToRecipe"/>.</param>
    /// <param name="openDocument">Opens the document with this number, from 0 in the order they were packed, from its first byte.</param>
    /// <param name="openScratch">Opens the compressed bytes where they were kept; null compresses again, which costs time and needs the same library for the same bytes.</param>
    public static As2Package FromRecipe(As2Recipe recipe, Func<int, CancellationToken, ValueTask<Stream>> openDocument, Func<CancellationToken, ValueTask<Stream>>? openScratch = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(openDocument);
        return new(recipe.Parts(openDocument, openScratch), [], scratch: null);
    }

    /// <summary>The package in a form that can be stored: without the documents, and with the content key apart.</summary>
    public As2Recipe ToRecipe() => As2Recipe.Of(_parts);

    /// <summary>The body from its first byte, read asynchronously. Each reading compares the documents with the length and SHA-256 they had while packing.</summary>
    /// <exception cref="ContentChangedException">Also from reading: a document changed. The body then never reaches its end.</exception>
    /// <exception cref="IOException">A document cannot be read; or the content key is no longer kept.</exception>
    /// <exception cref="ObjectDisposedException">The package was disposed.</exception>
    public ValueTask<Stream> OpenAsync(CancellationToken cancellationToken = default) => OpenAsync(_parts.Body, cancellationToken);

    /// <summary>The bytes the MIC is over, to look for what a partner hashed instead.</summary>
    /// <exception cref="IOException">As for <see cref="OpenAsync(CancellationToken)"/>.</exception>
    /// <exception cref="ObjectDisposedException">The package was disposed.</exception>
    public ValueTask<Stream> OpenMicEntityAsync(CancellationToken cancellationToken = default) => OpenAsync(_parts.MicEntity, cancellationToken);

    /// <summary>Reads every document once and compares it with what was packed. To be done before a second attempt: a content key and nonce must never meet other plaintext.</summary>
    /// <exception cref="ContentChangedException">One changed.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    public async ValueTask CheckDocumentsAsync(CancellationToken cancellationToken = default)
    {
        foreach (var segment in Inputs(_parts.Body, new(ReferenceEqualityComparer.Instance)))
        {
            var stream = await OpenAsync(segment, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                await stream.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Everything a partner could have hashed instead of the MIC's bytes; the whole body is among it unless the content key is gone.</summary>
    /// <param name="policy">Which old digests are acceptable; null is <see cref="CmsPolicy.Strict"/>.</param>
    public MicVariantSources ToMicVariantSources(CmsPolicy? policy = null) => new()
    {
        Entity = OpenMicEntityAsync,
        EntityHasHeaders = _parts.PlainHeaders is null,
        EntityHeaders = _parts.PlainHeaders,
        BeforeCompression = Opener(_parts.BeforeCompression),
        AfterCompression = Opener(_parts.AfterCompression),
        HttpBody = _parts.Body is LockedSegment ? null : OpenAsync,
        IsSigned = _parts.IsSigned,
        Policy = policy ?? CmsPolicy.Strict,
    };

    /// <summary>Deletes what is in scratch storage.</summary>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return _scratch?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private static IEnumerable<CheckedSegment> Inputs(Segment segment, HashSet<Segment> seen)
    {
        if (!seen.Add(segment))
        {
            yield break;
        }

        // Stored compressed bytes stand for what they were made of: only what will really be read is checked.
        if (segment is CheckedSegment read)
        {
            yield return read;
            yield break;
        }

        foreach (var input in segment.Children.SelectMany(c => Inputs(c, seen)))
        {
            yield return input;
        }
    }

    private Func<CancellationToken, ValueTask<Stream>>? Opener(Segment? segment) => segment is null ? null : ct => OpenAsync(segment, ct);

    private ValueTask<Stream> OpenAsync(Segment segment, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return segment.OpenAsync(cancellationToken);
    }
}
