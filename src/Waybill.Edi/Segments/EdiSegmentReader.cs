using System.Buffers;

namespace Waybill.Edi;

/// <summary>Reads a stream of interchanges segment by segment: X12, EDIFACT and TRADACOMS, several in a row, with whatever stands around them.</summary>
/// <remarks>
/// <para>Each interchange says itself what divides it: ISA by position, UNA, or the defaults. Line ends and indentation between segments mean nothing.</para>
/// <para>Memory is one pooled buffer of no more than a segment's bound, time is linear, and nothing a partner writes throws. A segment longer than
/// <see cref="EdiLimits.MaxSegmentBytes"/> is cut. The binary content of X12 BIN and BDS is passed over by its length.</para>
/// </remarks>
/// <threadsafety>One reader at a time.</threadsafety>
public sealed class EdiSegmentReader : IDisposable
{
    private const int FirstBufferBytes = 16 * 1024;

    private readonly Stream _input;
    private readonly EdiLimits _limits;
    private byte[] _buffer;
    private bool _isLast;
    private bool _inside;
    private bool _scanning;
    private bool _binaryKnown;

    // Places in the buffer: the segment, its kept bytes, the byte after its terminator, the end of what was read, and where the terminator is looked for next, which may lie further still.
    private int _start;
    private int _length;
    private int _kept;
    private int _next;
    private int _end;
    private long _search;
    private long _bufferOffset;

    /// <summary>Reads a stream from where it stands.</summary>
    /// <param name="input">Read to its end, or as far as <see cref="EdiLimits.MaxGapBytes"/> allows; not disposed.</param>
    /// <param name="limits">Null means <see cref="EdiLimits.Default"/>.</param>
    public EdiSegmentReader(Stream input, EdiLimits? limits = null)
        : this(input, limits ?? EdiLimits.Default, ArrayPool<byte>.Shared.Rent(FirstBufferBytes), 0)
    {
    }

    /// <summary>Reads a stream whose first bytes stand in a rented buffer already.</summary>
    internal EdiSegmentReader(Stream input, EdiLimits limits, byte[] rented, int length)
    {
        ArgumentNullException.ThrowIfNull(input);
        (_input, _limits, _buffer, _end) = (input, limits, rented, length);
    }

    private enum Step
    {
        Segment,
        NeedBytes,
        End,
    }

    /// <summary>The standard of the interchange it stands in, or stood in last.</summary>
    public EdiStandard Standard { get; private set; }

    /// <summary>What divides the interchange it stands in, or stood in last.</summary>
    public EdiDelimiters Delimiters { get; private set; }

    /// <summary>The segment it stands on; valid until the next read.</summary>
    public EdiSegment Current => new(_buffer.AsSpan(_start, _length), Delimiters);

    /// <summary>Where <see cref="Current"/> starts, in bytes from where reading began.</summary>
    public long Offset { get; private set; }

    /// <summary>Where it ends, its terminator included.</summary>
    public long EndOffset { get; private set; }

    /// <summary>Whether <see cref="Current"/> begins an interchange (ISA, UNB, STX).</summary>
    public bool IsInterchangeStart { get; private set; }

    /// <summary>Whether <see cref="Current"/> is longer than the bound, so that only its first bytes are there.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether the input ended before the terminator of <see cref="Current"/>.</summary>
    public bool IsUnterminated { get; private set; }

    /// <summary>Bytes that are no EDI and no blanks, between the last segment and <see cref="Current"/> or the end.</summary>
    public long SkippedBytes { get; private set; }

    /// <summary>Whether reading ended because no interchange was found within <see cref="EdiLimits.MaxGapBytes"/>; what follows was not read.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>Goes to the next segment.</summary>
    /// <param name="ct">Stops waiting for bytes.</param>
    /// <returns>False at the end.</returns>
    public ValueTask<bool> ReadAsync(CancellationToken ct = default)
    {
        SkippedBytes = 0;
        var step = Advance();
        return step is Step.NeedBytes ? FillAndAdvanceAsync(ct) : new(step is Step.Segment);
    }

    /// <summary>Gives the buffer back. The input stays open.</summary>
    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        (_start, _length, _next, _end) = (0, 0, 0, 0);
        (_isLast, _scanning) = (true, false);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask<bool> FillAndAdvanceAsync(CancellationToken ct)
    {
        while (true)
        {
            MakeRoom();
            var read = await _input.ReadAsync(_buffer.AsMemory(_end), ct).ConfigureAwait(false);
            _end += read;
            _isLast = read is 0;
            var step = Advance();
            if (step is not Step.NeedBytes)
            {
                return step is Step.Segment;
            }
        }
    }

    private Step Advance()
    {
        if (!_scanning && Begin() is not Step.Segment and var step)
        {
            _length = 0;
            return step;
        }

        return FindEnd();
    }

    /// <summary>Finds where the next segment starts.</summary>
    private Step Begin()
    {
        while (!GaveUp)
        {
            SkipBlanks();
            var rest = _buffer.AsSpan(_next, _end - _next);
            if (rest.IsEmpty)
            {
                return _isLast ? Step.End : Step.NeedBytes;
            }

            if (_inside && rest[0] == Delimiters.Segment)
            {
                _next++;
                continue;
            }

            IsInterchangeStart = false;
            _search = 0;
            if (!_inside || InterchangeStart.MayBeAt(rest))
            {
                if (!_inside && !_isLast && rest.Length < 3 && Blanks.ByteOrderMark.StartsWith(rest))
                {
                    return Step.NeedBytes;
                }

                switch (InterchangeStart.TryRead(rest, _isLast, _inside && Standard is EdiStandard.Edifact ? Delimiters : null, out var start))
                {
                    case null:
                        return Step.NeedBytes;
                    case true:
                        Enter(start);
                        break;
                    case false when !_inside:
                        Skip(rest);
                        continue;
                    default:
                        break;
                }
            }

            (_start, _kept, _scanning, _binaryKnown) = (_next, 0, true, false);
            _search += _start;
            Offset = _bufferOffset + _start;
            return Step.Segment;
        }

        return Step.End;
    }

    private void SkipBlanks()
    {
        _next += Blanks.CountAt(_buffer.AsSpan(_next, _end - _next));
        if (!_inside && _buffer.AsSpan(_next, _end - _next).StartsWith(Blanks.ByteOrderMark))
        {
            _next += Blanks.ByteOrderMark.Length;
            _next += Blanks.CountAt(_buffer.AsSpan(_next, _end - _next));
        }
    }

    private void Enter(in InterchangeStart start)
    {
        (Standard, Delimiters, IsInterchangeStart, _inside) = (start.Standard, start.Delimiters, !start.IsBare, true);
        _next += start.Before;
        // ISA holds its own terminator where that is a line end and the sender wraps lines: its end is where its elements end.
        _search = start.Length;
    }

    private void Skip(ReadOnlySpan<byte> rest)
    {
        var length = 1 + InterchangeStart.NextIn(rest[1..]);
        _next += length;
        SkippedBytes += length;
        GaveUp = SkippedBytes > _limits.MaxGapBytes;
    }

    private Step FindEnd()
    {
        while (_search < _end)
        {
            var from = (int)_search;
            var at = SegmentScan.Find(_buffer.AsSpan(from, _end - from), Delimiters.Segment, Delimiters.Release, out var resume);
            if (at < 0)
            {
                _search = from + resume;
                break;
            }

            at += from;
            if (!_binaryKnown && Standard is EdiStandard.X12 && _kept is 0)
            {
                _binaryKnown = true;
                if (BinarySegment.EndOf(new(_buffer.AsSpan(_start, at - _start), Delimiters)) is var end && _start + end > at)
                {
                    _search = _start + end;
                    continue;
                }
            }

            return Finish(at, at, isUnterminated: false);
        }

        if (_isLast)
        {
            return Finish(_start + Blanks.TrimEnd(_buffer.AsSpan(_start, _end - _start)).Length, _end, isUnterminated: true);
        }

        if (_kept is 0 && _end - _start > _limits.MaxSegmentBytes)
        {
            _kept = _limits.MaxSegmentBytes;
        }

        return Step.NeedBytes;
    }

    private Step Finish(int textEnd, int end, bool isUnterminated)
    {
        IsUnterminated = isUnterminated;
        IsCut = _kept > 0 || end - _start > _limits.MaxSegmentBytes;
        _length = IsCut ? _limits.MaxSegmentBytes : textEnd - _start;
        _next = isUnterminated ? end : end + 1;
        _scanning = false;
        EndOffset = _bufferOffset + _next;
        var segment = Current;
        if (Standard switch { EdiStandard.X12 => segment.Is("IEA"u8), EdiStandard.Edifact => segment.Is("UNZ"u8), _ => segment.Is("END"u8) })
        {
            _inside = false;
        }

        return Step.Segment;
    }

    /// <summary>Makes place for more bytes: what is done goes, then what is past the bound, then the buffer grows.</summary>
    private void MakeRoom()
    {
        if (_scanning && _kept > 0)
        {
            var keepEnd = _start + _kept;
            var drop = (int)Math.Min(_search, _end) - keepEnd;
            _buffer.AsSpan(keepEnd + drop, _end - keepEnd - drop).CopyTo(_buffer.AsSpan(keepEnd));
            (_end, _search, _bufferOffset) = (_end - drop, _search - drop, _bufferOffset + drop);
        }

        if (_end < _buffer.Length)
        {
            return;
        }

        var from = _scanning ? _start : _next;
        if (from > 0)
        {
            _buffer.AsSpan(from, _end - from).CopyTo(_buffer);
            (_start, _next, _end, _search, _bufferOffset) = (_start - from, _next - from, _end - from, _search - from, _bufferOffset + from);
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * _buffer.Length, _limits.MaxSegmentBytes + (long)FirstBufferBytes));
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
