namespace Waybill.Cms;

/// <summary>Identifier and length octets of one BER element.</summary>
/// <param name="Identifier">First identifier octet: class, constructed bit and, below 31, the number.</param>
/// <param name="Length">Content length in bytes; <see cref="Indefinite"/> when end-of-contents octets close it.</param>
/// <param name="HeaderLength">How many bytes identifier and length take.</param>
internal readonly record struct BerHeader(byte Identifier, long Length, int HeaderLength)
{
    public const long Indefinite = -1;

    /// <summary>Five identifier octets, one length octet and the 126 that may follow it.</summary>
    public const int MaxBytes = 5 + 1 + 126;

    private const byte Constructed = 0x20;

    public bool IsConstructed => (Identifier & Constructed) != 0;

    public bool IsIndefinite => Length == Indefinite;

    public bool IsEndOfContents => Identifier == 0 && Length == 0;

    /// <summary>The identifier as if primitive: constructed strings are the same type.</summary>
    public byte Tag => (byte)(Identifier & ~Constructed);

    /// <summary>Parses the header at the start of <paramref name="bytes"/>; false when more bytes are needed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out BerHeader header)
    {
        header = default;
        if (bytes.Length < 2)
        {
            return false;
        }

        var at = 1;
        if ((bytes[0] & 0x1F) == 0x1F)
        {
            // Numbers above 30 mean nothing in CMS, but may stand inside attributes: passed over, never read.
            do
            {
                if (at >= bytes.Length)
                {
                    return false;
                }

                if (at > 4)
                {
                    throw BerReader.Malformed("An identifier is longer than five octets.");
                }
            }
            while ((bytes[at++] & 0x80) != 0);
            if (at >= bytes.Length)
            {
                return false;
            }
        }

        var first = bytes[at++];
        long length = first;
        if (first == 0x80)
        {
            length = (bytes[0] & Constructed) != 0 ? Indefinite : throw BerReader.Malformed("A primitive element has an indefinite length.");
        }
        else if (first > 0x80)
        {
            if (!TryParseLongLength(bytes, ref at, first & 0x7F, out length))
            {
                return false;
            }
        }

        if (bytes[0] == 0 && length != 0)
        {
            throw BerReader.Malformed("End-of-contents octets have a length.");
        }

        header = new(bytes[0], length, at);
        return true;
    }

    private static bool TryParseLongLength(ReadOnlySpan<byte> bytes, ref int at, int octets, out long length)
    {
        length = 0;
        if (octets == 0x7F)
        {
            throw BerReader.Malformed("A length starts with the reserved octet FF.");
        }

        if (bytes.Length - at < octets)
        {
            return false;
        }

        // BER allows leading zeroes, as many as the length of the length can name.
        foreach (var value in bytes.Slice(at, octets))
        {
            if (length > long.MaxValue >> 8)
            {
                throw BerReader.Malformed("A length is 2^63 or more.");
            }

            length = (length << 8) | value;
        }

        at += octets;
        return true;
    }
}
