namespace Waybill.Certificates.Tests;

public sealed class ShareLinksTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly ShareLinks Links = new(TestBytes.Random(7, ShareLinks.KeyBytes));

    [Fact]
    public void A_token_leads_to_its_subject_until_it_expires()
    {
        var link = new ShareLink("connection/globex-acme", Now.AddDays(7));
        var token = Links.Make(link);

        Assert.Matches("^[A-Za-z0-9_-]+$", token);
        Assert.Equal(link, Links.Check(token, Now));
        Assert.Equal(link, Links.Check(token, Now.AddDays(7).AddSeconds(-1)));
        Assert.Null(Links.Check(token, Now.AddDays(7)));
        Assert.Null(new ShareLinks(TestBytes.Random(8, ShareLinks.KeyBytes)).Check(token, Now));
    }

    [Fact]
    public void Every_change_of_a_token_ends_it()
    {
        var token = Links.Make(new("acme", Now.AddDays(7)));
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(token);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(Links.Check(System.Buffers.Text.Base64Url.EncodeToString(changed), Now));
        }

        foreach (var other in new[] { "", "A", token[..^1], token + "A", "not a token", new string('A', 5000), token + "==" + token })
        {
            Assert.Null(Links.Check(other, Now));
        }
    }

    [Fact]
    public void Keys_and_subjects_have_their_lengths()
    {
        Assert.Throws<ArgumentException>(() => new ShareLinks(new byte[16]));
        Assert.Throws<ArgumentException>(() => Links.Make(new("", Now)));
        Assert.Throws<ArgumentException>(() => Links.Make(new(new string('a', 257), Now)));
    }
}
