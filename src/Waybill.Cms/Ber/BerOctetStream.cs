namespace Waybill.Cms;

/// <summary>The octets of a content OCTET STRING in any BER form: primitive, or constructed of strings, definite or indefinite, nested.</summary>
/// <remarks>RFC 5652 §5.2.1 and §6.1: senders that stream write constructed strings. Time is linear in the input, whatever the chunk size.</remarks>
internal sealed class BerOctetStream
{
    private const byte OctetString = 0x04;

    private readonly BerReader reader;
    private long remaining;
    private int depth;

    private BerOctetStream(BerReader reader, BerHeader header)
    {
        this.reader = reader;
        Take(header);
    }

    /// <summary>Octets given out so far.</summary>
    public long Length { get; private set; }

    /// <summary>Octets the input claims to follow in the primitive string at hand: at the start of a primitive one, all of them.</summary>
    public long Remaining => remaining;

    /// <summary>Reads the string's header.</summary>
    /// <param name="reader">Stands before the string.</param>
    /// <param name="tag">Its tag as if primitive: 04, or 80 when it is tagged [0] IMPLICIT.</param>
    /// <param name="cancellationToken">Stops waiting for input.</param>
    public static async ValueTask<BerOctetStream> OpenAsync(BerReader reader, byte tag, CancellationToken cancellationToken)
    {
        var header = await reader.ReadHeaderAsync(cancellationToken);
        return header.Tag == tag ? new(reader, header) : throw BerReader.Malformed("The content is not an octet string.");
    }

    /// <summary>Fills <paramref name="destination"/>. Fewer bytes than asked mean the string is at its end and closed.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (filled < destination.Length)
        {
            filled += TakeBuffered(destination.Span[filled..]);
            if (filled == destination.Length)
            {
                break;
            }

            if (remaining > 0)
            {
                var most = (int)Math.Min(remaining, destination.Length - filled);
                var read = await reader.ReadBytesAsync(destination.Slice(filled, most), cancellationToken);
                remaining -= read;
                filled += read;
            }
            else if (depth == 0)
            {
                break;
            }
            else if (await reader.AtEndAsync(cancellationToken))
            {
                await reader.LeaveAsync("An octet string", cancellationToken);
                depth--;
            }
            else
            {
                TakeChild(await reader.ReadHeaderAsync(cancellationToken));
            }
        }

        Length += filled;
        return filled;
    }

    // Chunk after chunk while they are buffered: a wait for each would cost more than decrypting it.
    private int TakeBuffered(Span<byte> destination)
    {
        var filled = 0;
        while (filled < destination.Length)
        {
            if (remaining > 0)
            {
                var read = reader.ReadBuffered(destination.Slice(filled, (int)Math.Min(remaining, destination.Length - filled)));
                if (read is 0)
                {
                    break;
                }

                remaining -= read;
                filled += read;
            }
            else if (depth > 0 && reader.TryReadChild(out var header))
            {
                TakeChild(header);
            }
            else
            {
                break;
            }
        }

        return filled;
    }

    private void TakeChild(BerHeader header)
    {
        if (header.Tag != OctetString)
        {
            throw BerReader.Malformed("A constructed octet string holds something that is not an octet string.");
        }

        Take(header);
    }

    private void Take(BerHeader header)
    {
        if (!header.IsConstructed)
        {
            remaining = header.Length;
            return;
        }

        if (++depth > reader.Limits.MaxDepth)
        {
            throw new CmsException(CmsProblem.LimitExceeded, "Octet strings are nested too deep.");
        }

        reader.Enter(header);
    }
}
