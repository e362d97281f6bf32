using System.Formats.Asn1;

namespace Waybill.Cms;

/// <summary>Re-encodes BER as DER as far as structure goes: definite lengths, whole strings, sorted sets.</summary>
internal static class DerEncoding
{
    private const int MaxDepth = 16;

    /// <returns>False when <paramref name="ber"/> is not BER or nested deeper than 16.</returns>
    public static bool TryEncode(ReadOnlyMemory<byte> ber, out byte[] der)
    {
        try
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            var reader = new AsnReader(ber, AsnEncodingRules.BER);
            Copy(reader, writer, 0);
            reader.ThrowIfNotEmpty();
            der = writer.Encode();
            return true;
        }
        catch (AsnContentException)
        {
            der = [];
            return false;
        }
    }

    private static void Copy(AsnReader reader, AsnWriter writer, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new AsnContentException("Nested too deeply.");
        }

        var tag = reader.PeekTag();
        if (tag.HasSameClassAndValue(Asn1Tag.PrimitiveOctetString))
        {
            writer.WriteOctetString(reader.ReadOctetString());
        }
        else if (tag.HasSameClassAndValue(Asn1Tag.PrimitiveBitString))
        {
            var bits = reader.ReadBitString(out var unused);
            writer.WriteBitString(bits, unused);
        }
        else if (!tag.IsConstructed)
        {
            // AsnWriter checks tag and length only, and writes the shortest length.
            var content = reader.PeekContentBytes();
            reader.ReadEncodedValue();
            writer.WriteEncodedValue(Primitive(tag, content.Span));
        }
        else if (tag.HasSameClassAndValue(Asn1Tag.SetOf))
        {
            using (writer.PushSetOf())
            {
                CopyAll(reader.ReadSetOf(skipSortOrderValidation: true), writer, depth);
            }
        }
        else if (tag.TagClass is TagClass.Universal && tag.TagValue != Asn1Tag.Sequence.TagValue)
        {
            throw new AsnContentException("A string in pieces that no attribute uses.");
        }
        else
        {
            using (writer.PushSequence(tag))
            {
                CopyAll(reader.ReadSequence(tag), writer, depth);
            }
        }
    }

    private static void CopyAll(AsnReader reader, AsnWriter writer, int depth)
    {
        while (reader.HasData)
        {
            Copy(reader, writer, depth + 1);
        }
    }

    private static byte[] Primitive(Asn1Tag tag, ReadOnlySpan<byte> content)
    {
        var carrier = new AsnWriter(AsnEncodingRules.DER);
        carrier.WriteOctetString(content, tag.TagClass is TagClass.Universal ? null : tag);
        var encoded = carrier.Encode();
        if (tag.TagClass is TagClass.Universal)
        {
            encoded[0] = (byte)tag.TagValue;
        }

        return encoded;
    }
}
