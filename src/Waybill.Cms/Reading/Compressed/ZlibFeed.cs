using System.Buffers;
using System.Buffers.Binary;

namespace Waybill.Cms;

/// <summary>The deflate bytes of a zlib stream (RFC 1950) that fills an octet string: without the two header octets and the four of the check value.</summary>
/// <remarks>
/// The inflater does not say where its stream ended, so the last deflate octet is handed out alone. An inflater that is done asks for nothing:
/// if it never asked for that octet, the stream ended before it; if it asks for more after it, the stream is cut.
/// </remarks>
internal sealed class ZlibFeed(BerOctetStream octets) : PullStream
{
    private const int BufferBytes = 64 * 1024;
    private const int HeaderBytes = 2;
    private const int CheckBytes = 4;
    private const int HeldBytes = 1 + CheckBytes;

    private byte[]? buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private int start;
    private int end;
    private bool opened;
    private bool octetsEnded;
    private bool gaveLast;
    private bool askedPastLast;

    /// <summary>Octets taken from the octet string so far.</summary>
    public long Taken => octets.Length;

    /// <summary>Whether the inflater took every octet, and needed every one.</summary>
    public bool IsExact => gaveLast && !askedPastLast;

    /// <summary>The Adler-32 at the end. Known when <see cref="IsExact"/>.</summary>
    public uint CheckValue { get; private set; }

    /// <inheritdoc/>
    protected override async ValueTask<int> PullAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (end - start <= HeldBytes && !octetsEnded)
        {
            await FillAsync(cancellationToken);
        }

        if (!opened)
        {
            Open();
            return await PullAsync(destination, cancellationToken);
        }

        if (gaveLast)
        {
            askedPastLast = true;
            return 0;
        }

        var ready = end - start - HeldBytes;
        if (ready == 0)
        {
            CheckValue = BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(start + 1, CheckBytes));
            gaveLast = true;
        }

        var given = Math.Min(Math.Max(ready, 1), destination.Length);
        buffer.AsMemory(start, given).CopyTo(destination);
        start += given;
        return given;
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        if (Interlocked.Exchange(ref buffer, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        var room = buffer.AsMemory(end);
        var read = await octets.ReadAsync(room, cancellationToken);
        octetsEnded = read < room.Length;
        end += read;
    }

    private void Open()
    {
        var header = buffer.AsSpan(start, end - start);
        if (header.Length < HeaderBytes + HeldBytes)
        {
            throw InflatingStream.BadCompression("The compressed content is too short for a zlib stream.");
        }

        // RFC 1950 §2.2: method 8 with a window of at most 32 KiB, a preset dictionary nobody could know, check bits.
        if ((header[0] & 0x0F) != 8 || header[0] >> 4 > 7 || (header[1] & 0x20) != 0 || BinaryPrimitives.ReadUInt16BigEndian(header) % 31 != 0)
        {
            throw InflatingStream.BadCompression("The compressed content is not a zlib stream.");
        }

        start += HeaderBytes;
        opened = true;
    }
}
