namespace Waybill.Cms.Tests;

/// <summary>One octet string written in every BER form senders are known for, and some they could invent.</summary>
internal static class BerForms
{
    private static readonly Dictionary<string, Func<byte, byte[], byte[]>> Forms = new(StringComparer.Ordinal)
    {
        ["primitive"] = (tag, octets) => Tlv(tag, octets),
        ["primitive with a long length"] = (tag, octets) => LongTlv(tag, octets),
        ["indefinite, chunks of 4096"] = (tag, octets) => Indefinite(tag, Chunks(octets, 4096)),
        ["indefinite, chunks of 1000"] = (tag, octets) => Indefinite(tag, Chunks(octets, 1000)),
        ["indefinite, chunks of 1"] = (tag, octets) => Indefinite(tag, Chunks(octets, 1)),
        ["definite constructed, chunks of 17"] = (tag, octets) => Tlv((byte)(tag | 0x20), Chunks(octets, 17)),
        ["zero-length chunks between"] = (tag, octets) => Indefinite(tag, [4, 0, 4, 0, .. Chunks(octets, 100), 4, 0x81, 0, 4, 0]),
        ["indefinite in indefinite"] = (tag, octets) => Indefinite(tag, Indefinite(4, Indefinite(4, Chunks(octets, 1000)))),
        ["definite in indefinite"] = (tag, octets) => Indefinite(tag, [.. Tlv(0x24, Chunks(octets[..20], 3)), .. Chunks(octets[20..], 512)]),
        ["indefinite in definite"] = (tag, octets) => Tlv((byte)(tag | 0x20), [.. Indefinite(4, Chunks(octets, 255)), .. Indefinite(4, [])]),
        ["definite in definite"] = (tag, octets) => Tlv((byte)(tag | 0x20), Tlv(0x24, Chunks(octets, 128))),
        ["long lengths everywhere"] = (tag, octets) => LongTlv((byte)(tag | 0x20), LongTlv(4, octets)),
    };

    public static IEnumerable<string> Names => Forms.Keys;

    public static byte[] Write(string form, byte tag, byte[] octets) => Forms[form](tag, octets);

    public static byte[] Tlv(byte tag, params byte[] content)
    {
        var length = content.Length;
        byte[] octets = length < 128 ? [(byte)length] : length < 65536 ? [0x82, (byte)(length >> 8), (byte)length]
            : [0x84, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length];
        return [tag, .. octets, .. content];
    }

    public static byte[] LongTlv(byte tag, byte[] content)
    {
        var length = content.Length;
        return [tag, 0x8A, 0, 0, 0, 0, 0, 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length, .. content];
    }

    public static byte[] Indefinite(byte tag, byte[] content) => [(byte)(tag | 0x20), 0x80, .. content, 0, 0];

    private static byte[] Chunks(byte[] octets, int size)
    {
        using var all = new MemoryStream();
        foreach (var chunk in octets.Chunk(size))
        {
            all.Write(Tlv(4, chunk));
        }

        return all.ToArray();
    }
}
