using System.Buffers;

namespace Waybill.Cms;

/// <summary>Pulls BER elements from a forward-only stream through one pooled buffer: headers one by one, small elements whole, content in batches.</summary>
/// <remarks>
/// Entered elements form a stack of bounds, so that no element may reach past the one around it, and every end-of-contents is demanded.
/// No length the input claims is ever allocated. Not thread safe. The input is not disposed.
/// </remarks>
internal sealed class BerReader(Stream input, CmsLimits limits) : IDisposable
{
    private const int BufferBytes = 128 * 1024;

    // Below this a read goes through the buffer, so that the headers of the next small chunks come along.
    private const int DirectReadBytes = 32 * 1024;

    private const int MaxScopes = 64;

    private readonly Stack<Scope> scopes = new();
    private byte[]? buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private int start;
    private int end;

    // How much of the buffer was ever written to.
    private int used;

    private readonly record struct Scope(long Bound, bool IsIndefinite);

    public CmsLimits Limits { get; } = limits;

    /// <summary>Bytes consumed since the start of the input.</summary>
    public long Position { get; private set; }

    private long Bound => scopes.TryPeek(out var scope) ? scope.Bound : long.MaxValue;

    private byte[] Buffer => buffer ?? throw new ObjectDisposedException(nameof(BerReader));

    public static CmsException Malformed(string message) => new(CmsProblem.Malformed, message);

    public static CmsException Truncated() => new(CmsProblem.Truncated, "The input ends inside the CMS object.");

    /// <summary>The next header, not consumed.</summary>
    public ValueTask<BerHeader> PeekHeaderAsync(CancellationToken cancellationToken)
        => BerHeader.TryParse(Buffer.AsSpan(start, end - start), out var header) ? new(Checked(header)) : FillAndPeekAsync(cancellationToken);

    /// <summary>The next header, consumed.</summary>
    public ValueTask<BerHeader> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        if (BerHeader.TryParse(Buffer.AsSpan(start, end - start), out var header))
        {
            Checked(header);
            Consume(header.HeaderLength);
            return new(header);
        }

        return FillAndReadAsync(cancellationToken);
    }

    /// <summary>Reads the header of a constructed element with this identifier and goes into it.</summary>
    public async ValueTask EnterAsync(byte identifier, string what, CancellationToken cancellationToken)
    {
        if (await AtEndAsync(cancellationToken))
        {
            // Outermost, the end is that of the input: nothing came at all.
            throw scopes.Count == 0 ? Truncated() : Malformed($"{what} is missing.");
        }

        var header = await ReadHeaderAsync(cancellationToken);
        if (header.Identifier != identifier)
        {
            throw Malformed($"{what} has the identifier {header.Identifier:X2} where {identifier:X2} belongs.");
        }

        Enter(header);
    }

    /// <summary>Goes into the element whose header was just read.</summary>
    public void Enter(BerHeader header)
    {
        if (scopes.Count == MaxScopes)
        {
            throw new CmsException(CmsProblem.LimitExceeded, "BER elements are nested too deep.");
        }

        scopes.Push(header.IsIndefinite ? new(Bound, IsIndefinite: true) : new(Position + header.Length, IsIndefinite: false));
    }

    /// <summary>Whether the entered element has no more children. At the outermost level: whether the input is at its end.</summary>
    public async ValueTask<bool> AtEndAsync(CancellationToken cancellationToken)
        => scopes.TryPeek(out var scope)
            ? scope.IsIndefinite ? (await PeekHeaderAsync(cancellationToken)).IsEndOfContents : Position == scope.Bound
            : start == end && !await FillAsync(cancellationToken);

    /// <summary>Leaves the entered element; it must have no more children. Its end-of-contents octets are read.</summary>
    public async ValueTask LeaveAsync(string what, CancellationToken cancellationToken)
    {
        if (!await AtEndAsync(cancellationToken))
        {
            throw Malformed($"{what} holds more than it should.");
        }

        if (scopes.Pop().IsIndefinite)
        {
            Consume((await PeekHeaderAsync(cancellationToken)).HeaderLength);
        }
    }

    /// <summary>Reads one element whole, header and end-of-contents included, as it stands: BER for <c>AsnReader</c>.</summary>
    /// <param name="max">Most bytes; more is <see cref="CmsProblem.LimitExceeded"/>.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="cancellationToken">Stops waiting for input.</param>
    public async ValueTask<ReadOnlyMemory<byte>> CollectElementAsync(int max, string what, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte>? element = null;
        var open = 0;
        do
        {
            var header = await PeekHeaderAsync(cancellationToken);

            // Never more than is there, whatever is claimed.
            element ??= new((int)Math.Clamp(header.HeaderLength + header.Length, 16, Math.Max(16, end - start)));
            if (header.IsEndOfContents && open == 0)
            {
                throw Malformed($"{what} is missing.");
            }

            var content = header.IsIndefinite ? 0 : header.Length;
            if (content > max - element.WrittenCount - header.HeaderLength)
            {
                throw new CmsException(CmsProblem.LimitExceeded, $"{what} is longer than {max} bytes.");
            }

            open += header.IsEndOfContents ? -1 : header.IsIndefinite ? 1 : 0;
            if (open > MaxScopes)
            {
                throw new CmsException(CmsProblem.LimitExceeded, "BER elements are nested too deep.");
            }

            await CopyAsync(element, header.HeaderLength + content, cancellationToken);
        }
        while (open > 0);
        return element.WrittenMemory;
    }

    /// <summary>Reads 1 to <paramref name="destination"/>.Length content bytes; the caller keeps count of what the element still holds.</summary>
    public ValueTask<int> ReadBytesAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        var buffered = ReadBuffered(destination.Span);
        return buffered > 0 ? new(buffered) : ReadFreshAsync(destination, cancellationToken);
    }

    /// <summary>The header of the next child if it is buffered; false also at the end of the entered element. Content in small chunks is not worth a wait each.</summary>
    public bool TryReadChild(out BerHeader header)
    {
        if (Position == Bound || !BerHeader.TryParse(Buffer.AsSpan(start, end - start), out header) || header.IsEndOfContents)
        {
            header = default;
            return false;
        }

        Checked(header);
        Consume(header.HeaderLength);
        return true;
    }

    /// <summary>As <see cref="ReadBytesAsync"/>, without waiting: 0 when nothing is buffered.</summary>
    public int ReadBuffered(Span<byte> destination)
    {
        var buffered = Math.Min(end - start, destination.Length);
        Buffer.AsSpan(start, buffered).CopyTo(destination);
        Consume(buffered);
        return buffered;
    }

    /// <summary>Reads the input to its end. What follows the object (line ends, zeroes) is ignored up to <see cref="CmsLimits.MaxTrailingBytes"/>.</summary>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        var objectEnd = Position;
        do
        {
            Consume(end - start);
            if (Position - objectEnd > Limits.MaxTrailingBytes)
            {
                throw new CmsException(CmsProblem.LimitExceeded, $"More than {Limits.MaxTrailingBytes} bytes follow the CMS object.");
            }
        }
        while (await FillAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { } rented)
        {
            // Content in the clear went through it. What was not used of it needs no wiping: for a small message that is most of it.
            rented.AsSpan(0, used).Clear();
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private async ValueTask<BerHeader> FillAndPeekAsync(CancellationToken cancellationToken)
    {
        BerHeader header;
        while (!BerHeader.TryParse(Buffer.AsSpan(start, end - start), out header))
        {
            if (!await FillAsync(cancellationToken))
            {
                throw Truncated();
            }
        }

        return Checked(header);
    }

    private async ValueTask<BerHeader> FillAndReadAsync(CancellationToken cancellationToken)
    {
        var header = await FillAndPeekAsync(cancellationToken);
        Consume(header.HeaderLength);
        return header;
    }

    private BerHeader Checked(BerHeader header)
    {
        var room = Bound - Position - header.HeaderLength;
        return room < 0 || header.Length > room ? throw Malformed("An element reaches past the end of the one around it.") : header;
    }

    private async ValueTask CopyAsync(ArrayBufferWriter<byte> to, long count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            if (start == end && !await FillAsync(cancellationToken))
            {
                throw Truncated();
            }

            var take = (int)Math.Min(count, end - start);
            to.Write(Buffer.AsSpan(start, take));
            Consume(take);
            count -= take;
        }
    }

    private async ValueTask<int> ReadFreshAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (destination.Length < DirectReadBytes)
        {
            return await FillAsync(cancellationToken) ? await ReadBytesAsync(destination, cancellationToken) : throw Truncated();
        }

        var read = await input.ReadAsync(destination, cancellationToken);
        Position += read;
        return read > 0 ? read : throw Truncated();
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (start == end)
        {
            start = end = 0;
        }
        else if (Buffer.Length - end < BerHeader.MaxBytes)
        {
            Buffer.AsSpan(start, end - start).CopyTo(Buffer);
            (start, end) = (0, end - start);
        }

        var read = await input.ReadAsync(Buffer.AsMemory(end), cancellationToken);
        end += read;
        used = Math.Max(used, end);
        return read > 0;
    }

    private void Consume(int count)
    {
        start += count;
        Position += count;
    }
}
