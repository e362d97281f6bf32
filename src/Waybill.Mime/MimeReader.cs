using System.Buffers;

namespace Waybill.Mime;

/// <summary>Reads an entity as a sequence of events with raw bytes and offsets; nothing is ever re-serialised.</summary>
/// <remarks>
/// <para>The bytes of all events, in order, are the input. Those between a <see cref="MimeEventKind.Delimiter"/> and the next delimiter of the same depth
/// are exactly the part that was signed (RFC 1847 §2.1).</para>
/// <para>Memory is one buffer, whatever the size. Bad input throws only <see cref="MimeException"/>.</para>
/// </remarks>
/// <threadsafety>One reader at a time.</threadsafety>
public sealed class MimeReader : IAsyncDisposable
{
    private const int BufferBytes = 128 * 1024;

    private readonly Stream _input;
    private readonly MimeScanner _scanner;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private int _eventLength;
    private long _bufferOffset;
    private bool _isLast;
    private bool _headersGiven;

    /// <summary>Reads an entity that starts with its own headers.</summary>
    /// <param name="input">Read to its end, not disposed.</param>
    /// <param name="limits">Null means <see cref="MimeLimits.Default"/>.</param>
    /// <param name="descend">Whether to split this multipart at this depth; null splits every one. A multipart that is not split is content.</param>
    /// <param name="offset">What <see cref="Offset"/> counts from.</param>
    public MimeReader(Stream input, MimeLimits? limits = null, Func<MimeHeaders, int, bool>? descend = null, long offset = 0)
    {
        ArgumentNullException.ThrowIfNull(input);
        limits ??= MimeLimits.Default;
        (_input, _bufferOffset, Offset) = (input, offset, offset);
        _scanner = new(limits, descend);
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(BufferBytes, limits.MaxHeaderBytes + 4096));
    }

    /// <summary>Reads a body whose headers came from elsewhere. The first event is <see cref="MimeEventKind.Headers"/> without bytes.</summary>
    /// <param name="body">Read to its end, not disposed.</param>
    /// <param name="headers">The entity's headers.</param>
    /// <param name="limits">Null means <see cref="MimeLimits.Default"/>.</param>
    /// <param name="descend">Whether to split this multipart at this depth; null splits every one.</param>
    /// <param name="offset">What <see cref="Offset"/> counts from.</param>
    public MimeReader(Stream body, MimeHeaders headers, MimeLimits? limits = null, Func<MimeHeaders, int, bool>? descend = null, long offset = 0)
        : this(body, limits, descend, offset)
    {
        ArgumentNullException.ThrowIfNull(headers);
        _scanner.Begin(headers);
        _headersGiven = true;
    }

    /// <summary>What the reader stands on.</summary>
    public MimeEventKind Kind { get; private set; }

    /// <summary>The event's raw bytes; valid until the next read.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(_start, _eventLength);

    /// <summary>Where <see cref="Bytes"/> starts, in bytes from the start of the input.</summary>
    public long Offset { get; private set; }

    /// <summary>0 = the entity itself, 1 = a part of the outermost multipart, and so on. Delimiters, preamble and epilogue carry the depth of their multipart.</summary>
    public int Depth { get; private set; }

    /// <summary>The headers of the part the event belongs to.</summary>
    public MimeHeaders Headers { get; private set; } = MimeHeaders.Empty;

    /// <summary>True once a multipart ended without its closing delimiter: the message was cut. A missing line end after it is no cut.</summary>
    public bool MissingCloseDelimiter => _scanner.MissingCloseDelimiter;

    /// <summary>Moves to the next event.</summary>
    /// <returns>False once the reader stands on <see cref="MimeEventKind.End"/>.</returns>
    /// <exception cref="MimeException">A bound was passed.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancel = default)
    {
        if (Kind is MimeEventKind.End)
        {
            return false;
        }

        _start += _eventLength;
        _eventLength = 0;
        if (_headersGiven)
        {
            _headersGiven = false;
            Stand(MimeEventKind.Headers);
            return true;
        }

        int length;
        while (!_scanner.TryAdvance(_buffer.AsMemory(_start, _end - _start), _isLast, _bufferOffset + _start, out length))
        {
            await FillAsync(cancel).ConfigureAwait(false);
        }

        _eventLength = length;
        Stand(_scanner.Kind);
        return Kind is not MimeEventKind.End;
    }

    /// <summary>The current leaf's content as a stream, still in its transfer encoding. Call it when standing on the leaf's <see cref="MimeEventKind.Headers"/>.</summary>
    /// <remarks>Reading it moves this reader; when it gave 0 the reader stands on what follows the content.</remarks>
    public Stream ReadContent() => new MimeContentStream(this);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            (_buffer, _start, _end, _eventLength) = ([], 0, 0, 0);
            Kind = MimeEventKind.End;
        }

        return ValueTask.CompletedTask;
    }

    private void Stand(MimeEventKind kind)
        => (Kind, Depth, Headers, Offset) = (kind, _scanner.Depth, _scanner.Headers, _bufferOffset + _start);

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _bufferOffset += _start;
            (_start, _end) = (0, _end - _start);
        }

        var read = await _input.ReadAsync(_buffer.AsMemory(_end), cancel).ConfigureAwait(false);
        _end += read;
        _isLast = read is 0;
    }
}
