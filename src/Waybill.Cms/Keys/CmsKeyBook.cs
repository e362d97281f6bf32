namespace Waybill.Cms;

/// <summary>Our decryption keys, in the order they are tried. Opened before the first message, held until the book is disposed.</summary>
/// <remarks>The book owns its keys unless it is told otherwise: disposing it disposes them. Replace a book by publishing a new one and disposing the old when its last reader is done;
/// a reader that meets a disposed book gets <see cref="ObjectDisposedException"/>.</remarks>
/// <threadsafety>Immutable until disposed.</threadsafety>
public sealed class CmsKeyBook : IDisposable
{
    private readonly CmsPrivateKey[] _keys;
    private readonly bool _ownsKeys;
    private bool _disposed;

    /// <summary>Takes over the keys.</summary>
    public CmsKeyBook(IEnumerable<CmsPrivateKey> keys)
        : this(keys, ownsKeys: true)
    {
    }

    /// <summary>Takes over the keys, or uses keys that others have too.</summary>
    /// <param name="keys">In the order they are tried.</param>
    /// <param name="ownsKeys">Whether they are disposed with the book. Else they must live longer.</param>
    public CmsKeyBook(IEnumerable<CmsPrivateKey> keys, bool ownsKeys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _keys = [.. keys];
        _ownsKeys = ownsKeys;
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

    /// <summary>Disposes every key that is its own. The shared <see cref="Empty"/> book has none and stays usable.</summary>
    public void Dispose()
    {
        if (_keys.Length is 0)
        {
            return;
        }

        _disposed = true;
        foreach (var key in _ownsKeys ? _keys : [])
        {
            key.Dispose();
        }
    }
}
