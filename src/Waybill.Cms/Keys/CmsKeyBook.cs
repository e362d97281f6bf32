namespace Waybill.Cms;

/// <summary>Our decryption keys, in the order they are tried. Opened before the first message, held until the book is disposed.</summary>
/// <remarks>The book owns its keys: disposing it disposes them. Replace a book by publishing a new one and disposing the old when its last reader is done;
/// a reader that meets a disposed book gets <see cref="ObjectDisposedException"/>.</remarks>
/// <threadsafety>Immutable until disposed.</threadsafety>
public sealed class CmsKeyBook : IDisposable
{
    private readonly CmsPrivateKey[] _keys;
    private bool _disposed;

    /// <summary>Takes over the keys.</summary>
    public CmsKeyBook(IEnumerable<CmsPrivateKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _keys = [.. keys];
    }

    /// <summary>A book without keys: every envelope is <see cref="CmsProblem.NoKey"/>.</summary>
    public static CmsKeyBook Empty { get; } = new([]);

    /// <summary>In the order they are tried.</summary>
    /// <exception cref="ObjectDisposedException">The book was disposed.</exception>
    public IReadOnlyList<CmsPrivateKey> Keys
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _keys;
        }
    }

    /// <summary>Disposes every key. The shared <see cref="Empty"/> book has none and stays usable.</summary>
    public void Dispose()
    {
        if (_keys.Length is 0)
        {
            return;
        }

        _disposed = true;
        foreach (var key in _keys)
        {
            key.Dispose();
        }
    }
}
