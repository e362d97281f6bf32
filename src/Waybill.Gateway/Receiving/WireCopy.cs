namespace Waybill.Gateway;

/// <summary>The body of a message as it came over the wire, in a draft of the payload store. A large one is dropped on the way, unless it was to be kept, no key of ours fits, or it is all there is of the message yet.</summary>
/// <threadsafety>For one body; <see cref="ReadAsync"/> beside <see cref="WriteAsync"/>.</threadsafety>
public sealed class WireCopy : IAsyncDisposable
{
    /// <summary>Bodies up to this are always kept: 1 MiB.</summary>
    public const long AlwaysKept = 1 << 20;

    private readonly IPayloadStore _payloads;
    private IPayloadDraft? _draft;
    private volatile bool _keepsAll;
    private bool _isFollowed;
    private bool _isDropped;

    /// <param name="payloads">Where it goes.</param>
    /// <param name="keepsAll">Keeps it however large it is.</param>
    public WireCopy(IPayloadStore payloads, bool keepsAll) => (_payloads, _keepsAll) = (payloads, keepsAll);

    /// <summary>What is to be made lasting; null when it was dropped, or empty.</summary>
    internal IPayloadDraft? Draft => _draft;

    /// <summary>Takes the next bytes.</summary>
    /// <exception cref="IOException">The store has no room or cannot be written.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        if (_isDropped)
        {
            return;
        }

        var isLarge = (_draft?.Length ?? 0) + bytes.Length > AlwaysKept;
        if (isLarge && !_keepsAll && !_isFollowed)
        {
            await DropAsync();
            return;
        }

        _draft ??= await _payloads.CreateAsync(ct);
        _draft.IsLikelyKept = _keepsAll || !isLarge;
        await _draft.WriteAsync(bytes, ct);
    }

    /// <summary>Without a key nothing of the message is left but these bytes, and with the key they can be opened again.</summary>
    public void NoKeyFits() => _keepsAll = true;

    /// <summary>Keeps every byte until <see cref="OpenedAsync"/>; from the first on, so nothing may have been dropped.</summary>
    public bool Follow() => _isFollowed = !_isDropped;

    /// <summary>Reads bytes that were taken.</summary>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken ct) => _draft is null ? 0 : await _draft.ReadAsync(offset, buffer, ct);

    /// <summary>All bytes came.</summary>
    /// <param name="isOpened">Whether the message was opened beside; false: this is all there is of it.</param>
    public async ValueTask OpenedAsync(bool isOpened)
    {
        _isFollowed = false;
        _keepsAll |= !isOpened;
        if (!_keepsAll && _draft?.Length > AlwaysKept)
        {
            await DropAsync();
        }
    }

    /// <summary>Deletes it unless it was committed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_draft is { } draft)
        {
            _draft = null;
            await draft.DisposeAsync();
        }
    }

    private ValueTask DropAsync()
    {
        _isDropped = true;
        return DisposeAsync();
    }
}
