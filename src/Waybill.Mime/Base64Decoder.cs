namespace Waybill.Mime;

/// <summary>Base64 that passes over anything outside the alphabet (RFC 2045 §6.8) and needs no padding.</summary>
internal sealed class Base64Decoder : ITransferDecoder
{
    private static readonly sbyte[] Values = MakeValues();

    private int _bits;
    private int _count;

    public int Decode(ReadOnlySpan<byte> input, Span<byte> output, bool isLast)
    {
        var written = 0;
        foreach (var character in input)
        {
            if (character is (byte)'=')
            {
                // Padding ends a group; several encodings one after the other were seen, so more may follow.
                written += Flush(output[written..]);
                continue;
            }

            var value = Values[character];
            if (value < 0)
            {
                continue;
            }

            _bits = (_bits << 6) | (byte)value;
            if (++_count is 4)
            {
                output[written++] = (byte)(_bits >> 16);
                output[written++] = (byte)(_bits >> 8);
                output[written++] = (byte)_bits;
                (_bits, _count) = (0, 0);
            }
        }

        return isLast ? written + Flush(output[written..]) : written;
    }

    private int Flush(Span<byte> output)
    {
        var (bits, count) = (_bits, _count);
        (_bits, _count) = (0, 0);
        switch (count)
        {
            case 3:
                output[0] = (byte)(bits >> 10);
                output[1] = (byte)(bits >> 2);
                return 2;
            case 2:
                output[0] = (byte)(bits >> 4);
                return 1;
            default:
                return 0;
        }
    }

    private static sbyte[] MakeValues()
    {
        var values = new sbyte[256];
        Array.Fill(values, (sbyte)-1);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var i = 0; i < alphabet.Length; i++)
        {
            values[alphabet[i]] = (sbyte)i;
        }

        return values;
    }
}
