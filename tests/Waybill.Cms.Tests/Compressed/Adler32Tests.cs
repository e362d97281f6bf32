namespace Waybill.Cms.Tests.Compressed;

public sealed class Adler32Tests
{
    [Fact]
    public void Every_length_and_split_gives_the_sum_of_the_definition()
    {
        var random = TestBytes.Random(32, 3000);
        var highest = Enumerable.Repeat((byte)0xFF, 20_000).ToArray();
        foreach (var bytes in new[] { random, highest, new byte[3000] })
        {
            for (var length = 0; length < 800; length++)
            {
                Assert.Equal(CompressedBytes.Adler(bytes.AsSpan(0, length)), Sum(bytes.AsSpan(0, length), length));
            }

            foreach (var piece in new[] { 1, 15, 16, 17, 351, 352, 353, 5553 })
            {
                Assert.Equal(CompressedBytes.Adler(bytes), Sum(bytes, piece));
            }
        }
    }

    [Fact]
    public void A_known_text_has_its_known_sum()
        => Assert.Equal(0x11E60398u, Sum("Wikipedia"u8, 4));

    private static uint Sum(ReadOnlySpan<byte> bytes, int piece)
    {
        var sum = new Adler32();
        while (!bytes.IsEmpty)
        {
            var take = Math.Min(piece, bytes.Length);
            sum.Append(bytes[..take]);
            bytes = bytes[take..];
        }

        return sum.Value;
    }
}
