using System.Buffers;
using System.Security.Cryptography;

namespace Waybill.Cms;

/// <summary>The content of an envelope in the clear, unauthenticated; then the tail, to the end of the input.</summary>
/// <remarks>Large reads are decrypted into the caller's buffer, small ones out of a pooled one. A failed read leaves nothing to go on with.</remarks>
internal abstract class DecryptingStream(CmsReader reader, BerOctetStream octets, bool isRealKey) : ReadOnlyStream
{
    /// <summary>How much is fed to the cipher at once.</summary>
    protected const int BatchBytes = 128 * 1024;

    // A call into the cipher has a price: below this it is paid once a batch, for a copy.
    private const int DirectBytes = 64 * 1024;

    private byte[]? _clear;
    private int _start;
    private int _end;
    private int _dirty;
    private bool _done;
    private bool _failed;
    private bool _disposed;

    /// <summary>What the end showed; Unread until 0 was given.</summary>
    public EnvelopeOutcome Outcome { get; private set; }

    protected BerOctetStream Octets => octets;

    protected BerReader Ber => reader.Ber;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_failed)
        {
            throw new InvalidOperationException("Reading this content failed before.");
        }

        // Only a read that came to its end leaves the object where the next one can go on.
        _failed = true;
        var read = buffer.IsEmpty ? 0 : await ReadSomeAsync(buffer, cancellationToken);
        _failed = false;
        return read;
    }

    /// <summary>Decrypts the next bytes into <paramref name="room"/>, which holds at least <see cref="DirectBytes"/>.</summary>
    /// <returns>How many; may be 0. False as second value when the content is at its end, after which it is not called again.</returns>
    protected abstract ValueTask<(int Count, bool More)> DecryptAsync(Memory<byte> room, CancellationToken cancellationToken);

    /// <summary>What content and tail were worth, if the key was the right one. Called when everything was read.</summary>
    protected abstract EnvelopeOutcome Judge();

    /// <summary>Tag of the attributes nothing rests on, after which the object ends.</summary>
    protected abstract byte LastAttributes { get; }

    protected async ValueTask<ReadOnlyMemory<byte>?> TryCollectAsync(byte identifier, string what, CancellationToken cancellationToken)
        => !await Ber.AtEndAsync(cancellationToken) && (await Ber.PeekHeaderAsync(cancellationToken)).Identifier == identifier
            ? await Ber.CollectElementAsync(Ber.Limits.MaxElementBytes, what, cancellationToken)
            : (ReadOnlyMemory<byte>?)null;

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        GiveBack(ref _clear, _dirty);
        base.Dispose(disposing);
    }

    /// <summary>Wipes what was used of a pooled buffer and gives it back.</summary>
    protected static void GiveBack(ref byte[]? buffer, int used)
    {
        if (Interlocked.Exchange(ref buffer, null) is { } rented)
        {
            CryptographicOperations.ZeroMemory(rented.AsSpan(0, used));
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private async ValueTask<int> ReadSomeAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_start == _end && !_done)
        {
            var direct = buffer.Length >= DirectBytes;
            var room = direct ? buffer : _clear ??= ArrayPool<byte>.Shared.Rent(BatchBytes);
            var (count, more) = await DecryptAsync(room, cancellationToken);
            if (!more)
            {
                await CloseAsync(cancellationToken);
            }

            if (direct && count > 0)
            {
                return count;
            }

            if (!direct)
            {
                (_start, _end, _dirty) = (0, count, Math.Max(_dirty, count));
            }
        }

        var take = Math.Min(buffer.Length, _end - _start);
        _clear.AsSpan(_start, take).CopyTo(buffer.Span);
        _start += take;
        if (take is 0)
        {
            Outcome = isRealKey ? Judge() : EnvelopeOutcome.BadKey;
        }

        return take;
    }

    private async ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        await TryCollectAsync(LastAttributes, "The unprotected attributes", cancellationToken);
        await Ber.LeaveAsync("The envelope", cancellationToken);
        await reader.FinishAsync(cancellationToken);
        _done = true;
    }
}
