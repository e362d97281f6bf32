namespace Waybill.Mime;

/// <summary>Quoted-printable (RFC 2045 §6.7): soft line breaks joined, blanks before a line end dropped, a stray <c>=</c> kept.</summary>
internal sealed class QuotedPrintableDecoder : ITransferDecoder
{
    /// <summary>What cannot be decided yet: an escape, or blanks that may stand before a line end. A line holds at most 76 characters; longer runs of blanks are given out.</summary>
    private readonly byte[] _held = new byte[128];

    private int _heldLength;

    public int Decode(ReadOnlySpan<byte> input, Span<byte> output, bool isLast)
    {
        var written = 0;
        foreach (var value in input)
        {
            written += Take(value, output[written..]);
        }

        return isLast ? written + Release(output[written..], dropBlanks: true) : written;
    }

    private int Take(byte value, Span<byte> output)
    {
        if (_heldLength > 0 && _held[0] is (byte)'=')
        {
            return TakeEscape(value, output);
        }

        switch (value)
        {
            case (byte)'=':
            {
                var written = Release(output, dropBlanks: false);
                Hold(value);
                return written;
            }

            case (byte)' ' or (byte)'\t' when _heldLength < _held.Length:
                Hold(value);
                return 0;
            case (byte)'\r' or (byte)'\n':
                _heldLength = 0;
                output[0] = value;
                return 1;
            default:
            {
                var written = Release(output, dropBlanks: false);
                output[written] = value;
                return written + 1;
            }
        }
    }

    private int TakeEscape(byte value, Span<byte> output)
    {
        // "=" blanks CR LF is a soft break; "=" hex hex is a byte; anything else was not an escape.
        var last = _held[_heldLength - 1];
        if (value is (byte)'\n')
        {
            _heldLength = 0;
            return 0;
        }

        if ((last is (byte)'=' or (byte)' ' or (byte)'\t') && (value is (byte)' ' or (byte)'\t' or (byte)'\r') && _heldLength < _held.Length)
        {
            Hold(value);
            return 0;
        }

        if (last is (byte)'=' && Uri.IsHexDigit((char)value))
        {
            Hold(value);
            return 0;
        }

        if (_heldLength is 2 && Uri.IsHexDigit((char)_held[1]) && Uri.IsHexDigit((char)value))
        {
            output[0] = (byte)((Convert.ToInt32(((char)_held[1]).ToString(), 16) << 4) | Convert.ToInt32(((char)value).ToString(), 16));
            _heldLength = 0;
            return 1;
        }

        var written = Release(output, dropBlanks: false);
        return written + Take(value, output[written..]);
    }

    private void Hold(byte value) => _held[_heldLength++] = value;

    private int Release(Span<byte> output, bool dropBlanks)
    {
        var length = dropBlanks && _heldLength > 0 && _held[0] is not (byte)'=' ? 0 : _heldLength;
        _held.AsSpan(0, length).CopyTo(output);
        _heldLength = 0;
        return length;
    }
}
