using System.Text;

namespace Waybill.Mime;

/// <summary>The synchronous core: it is fed, it never reads. One call gives one event or asks for more bytes.</summary>
internal sealed class MimeScanner(MimeLimits limits, Func<MimeHeaders, int, bool>? descend)
{
    private readonly List<byte[]> _boundaries = [];

    /// <summary>Headers of the entity at each depth; the last is the part being read.</summary>
    private readonly List<MimeHeaders> _open = [];

    private readonly Queue<MimeEventKind> _pending = [];

    private Place _place = Place.Headers;
    private bool _lineStart;
    private int _headersRead;
    private int _parts;
    private int _delimiterLength;

    private enum Place
    {
        Headers,
        Preamble,
        Content,
        Epilogue,
        Done,
    }

    internal MimeEventKind Kind { get; private set; }

    internal int Depth { get; private set; }

    internal MimeHeaders Headers { get; private set; } = MimeHeaders.Empty;

    internal bool MissingCloseDelimiter { get; private set; }

    /// <summary>Starts below headers that came from elsewhere.</summary>
    internal void Begin(MimeHeaders headers)
    {
        Enter(headers, 0);
        Emit(MimeEventKind.Headers);
    }

    /// <summary>Takes the next event from the front of <paramref name="input"/>.</summary>
    /// <param name="input">What is buffered; the event's bytes are its first <paramref name="length"/>.</param>
    /// <param name="isLast">Whether nothing follows.</param>
    /// <param name="offset">Where <paramref name="input"/> starts, for errors and fields.</param>
    /// <param name="length">Bytes the event takes.</param>
    /// <returns>False when more bytes are needed first.</returns>
    internal bool TryAdvance(ReadOnlyMemory<byte> input, bool isLast, long offset, out int length)
    {
        if (_pending.TryDequeue(out var waiting))
        {
            length = waiting is MimeEventKind.PartEnd ? 0 : _delimiterLength;
            Emit(waiting);
            if (waiting is MimeEventKind.PartEnd)
            {
                _open.RemoveAt(_open.Count - 1);
            }

            return true;
        }

        length = 0;
        return _place switch
        {
            Place.Headers => TryHeaders(input, isLast, offset, out length),
            Place.Done => TryEnd(),
            _ => TryBody(input.Span, isLast, offset, out length),
        };
    }

    private bool TryHeaders(ReadOnlyMemory<byte> input, bool isLast, long offset, out int length)
    {
        length = HeaderBlock.Length(input.Span, _boundaries, isLast, ref _headersRead);
        if (length > limits.MaxHeaderBytes || (length < 0 && input.Length > limits.MaxHeaderBytes))
        {
            throw new MimeException(MimeProblem.HeaderTooLarge, $"A part's headers are longer than {limits.MaxHeaderBytes} bytes.", offset);
        }

        if (length < 0)
        {
            length = 0;
            return false;
        }

        _headersRead = 0;

        // A copy: headers outlive the buffer they arrived in.
        var headers = MimeHeaders.Parse(input[..length].ToArray(), offset);
        if (headers.Count > limits.MaxHeaderFields)
        {
            throw new MimeException(MimeProblem.TooManyHeaders, $"A part has more than {limits.MaxHeaderFields} header fields.", offset);
        }

        Enter(headers, offset);
        Emit(MimeEventKind.Headers);
        return true;
    }

    private void Enter(MimeHeaders headers, long offset)
    {
        var depth = _boundaries.Count;
        _open.Add(headers);
        _lineStart = true;
        if (headers.ContentType is { IsMultipart: true, Boundary: { } boundary } && (descend is null || descend(headers, depth)))
        {
            if (depth >= limits.MaxDepth)
            {
                throw new MimeException(MimeProblem.TooDeep, $"Multiparts are nested deeper than {limits.MaxDepth}.", offset);
            }

            _boundaries.Add(Encoding.ASCII.GetBytes("--" + boundary));
            _place = Place.Preamble;
        }
        else
        {
            _place = Place.Content;
        }
    }

    private bool TryBody(ReadOnlySpan<byte> input, bool isLast, long offset, out int length)
    {
        length = 0;
        var match = DelimiterSearch.Find(input, _boundaries, _lineStart, isLast);
        if (match.At > 0)
        {
            length = match.At;
            _lineStart = false;
            Emit(_place switch
            {
                Place.Preamble => MimeEventKind.Preamble,
                Place.Epilogue => MimeEventKind.Epilogue,
                _ => MimeEventKind.Content,
            });
            return true;
        }

        if (match.Result is DelimiterFound.No or DelimiterFound.Undecided)
        {
            return isLast && input.IsEmpty && TryFinish();
        }

        CloseDownTo(match.Level);

        // The delimiter's bytes stay at the front of the input until the ends of the parts before it are given.
        _delimiterLength = match.End;
        if (match.Result is DelimiterFound.Open)
        {
            if (++_parts > limits.MaxParts)
            {
                throw new MimeException(MimeProblem.TooManyParts, $"The message has more than {limits.MaxParts} parts.", offset);
            }

            _place = Place.Headers;
            _pending.Enqueue(MimeEventKind.Delimiter);
        }
        else
        {
            _boundaries.RemoveAt(_boundaries.Count - 1);
            _place = Place.Epilogue;
            _lineStart = false;
            _pending.Enqueue(MimeEventKind.CloseDelimiter);
        }

        return TryAdvance(default, isLast, offset, out length);
    }

    /// <summary>Ends every part below the multipart a delimiter belongs to; inner multiparts that are still open were cut.</summary>
    private void CloseDownTo(int level)
    {
        MissingCloseDelimiter |= _boundaries.Count - 1 > level;
        _boundaries.RemoveRange(level + 1, _boundaries.Count - level - 1);
        for (var open = _open.Count - 1; open > level; open--)
        {
            _pending.Enqueue(MimeEventKind.PartEnd);
        }
    }

    private bool TryFinish()
    {
        MissingCloseDelimiter |= _boundaries.Count > 0;
        _boundaries.Clear();
        for (var open = _open.Count - 1; open > 0; open--)
        {
            _pending.Enqueue(MimeEventKind.PartEnd);
        }

        _place = Place.Done;
        return TryAdvance(default, isLast: true, 0, out _);
    }

    private bool TryEnd()
    {
        Emit(MimeEventKind.End);
        return true;
    }

    private void Emit(MimeEventKind kind)
    {
        Kind = kind;
        Depth = Math.Max(0, _open.Count - 1);
        Headers = _open.Count > 0 ? _open[^1] : MimeHeaders.Empty;
    }
}
