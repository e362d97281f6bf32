namespace Waybill.Gateway;

/// <summary>The body of a message as it came over the wire, in a draft of the payload store. A large one is dropped on the way, unless it was to be kept or no key of ours fits.</summary>
/// <threadsafety>For one body.</threadsafety>
public sealed class WireCopy : IAsyncDisposable
{
    /// <summary>Bodies up to this are always kept: 1 MiB.</summary>
    public const long AlwaysKept = 1 << 20;

    private readonly IPayloadStore _payloads;
    private IPayloadDraft? _draft;
    private bool _keepsAll;
    private bool _isDropped;

    /// <param name="payloads">Where it goes.</param>
    /// <param name="keepsAll">Keeps it however large it is.</param>
    public WireCopy(IPayloadStore payloads, bool keepsAll) => (_payloads, _keepsAll) = (payloads, keepsAll);

    /// <summary>Takes the next bytes.</summary>
    /// <exception cref="IOException">The store has no room or cannot be written.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        if (_isDropped)
        {
            return;
        }

        if (!_keepsAll && (_draft?.Length ?? 0) + bytes.Length > AlwaysKept)
        {
            _isDropped = true;
            await DisposeAsync();
            return;
        }

        _draft ??= await _payloads.CreateAsync(ct);
        await _draft.WriteAsync(bytes, ct);
    }

    /// <summary>Without a key nothing of the message is left but these bytes, and with the key they can be opened again.</summary>
    public void NoKeyFits() => _keepsAll = true;

    /// <summary>What is to be made lasting; null when it was dropped, or empty.</summary>
    internal IPayloadDraft? Draft => _draft;

    /// <summary>Deletes it unless it was committed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_draft is { } draft)
        {
            _draft = null;
            await draft.DisposeAsync();
        }
    }
}
