namespace Waybill.As2.AspNetCore.Tests;

/// <summary>Every legal name works on the whole way, and comes back in the receipt as it came.</summary>
public sealed class NameTests
{
    [Theory]
    [Requirement("AS2-ID-004", "AS2-ID-005", "AS2-ID-008", "AS2-MDN-004", "AS2-CERT-003")]
    [InlineData("A S 2", "\"A S 2\"")]
    [InlineData("a b c !", "\"a b c !\"")]
    [InlineData("a\"b", "\"a\\\"b\"")]
    [InlineData("a\\b", "\"a\\\\b\"")]
    [InlineData("abc", "\"abc\"")]
    [InlineData("abc", "abc")]
    [InlineData("company [ test ]", "\"company [ test ]\"")]
    [InlineData("< >", "\"< >\"")]
    [InlineData("#", "#")]
    [InlineData("acme;", "acme;")]
    [InlineData("../x", "../x")]
    [InlineData("<script>", "<script>")]
    [InlineData("'; drop", "\"'; drop\"")]
    public async Task A_name_with_blanks_or_quotes_comes_back_swapped_and_names_the_recipient(string bare, string onWire)
    {
        await using var gateway = await Gateway.StartAsync(us: bare);

        var reply = await gateway.PostAsync((await Sendable.PackAsync()).With("AS2-To", onWire));

        var receipt = await reply.ReceiptAsync();
        Assert.Equal(200, reply.Status);
        Assert.Equal(As2Name.Parse(onWire).Value, As2Name.Parse(reply.Headers["AS2-From"]!).Value);
        Assert.Equal("acme", reply.Headers["AS2-To"]);
        Assert.Equal(bare, receipt.FinalRecipient);
        Assert.True(receipt.IsSignatureGood);
        Assert.Single(gateway.Stored, s => s.Failure is As2Failure.None);
    }

    [Fact]
    [Requirement("AS2-ID-007")]
    public async Task Every_sign_may_stand_in_a_name_first_last_and_alone()
    {
        var template = await Sendable.PackAsync();
        foreach (var sign in "!#$%&'()*+,-./:;<=>?@[]^_`{|}~\"\\")
        {
            var name = As2Name.Create($"{sign}a{sign}").Value!;
            await using var gateway = await Gateway.StartAsync(partner: name.Value);

            var reply = await gateway.PostAsync(template.With("AS2-From", name.ToHeaderValue()));

            Assert.Equal(200, reply.Status);
            Assert.Equal(name.ToHeaderValue(), reply.Headers["AS2-To"]);
            Assert.Single(gateway.Stored, s => s.Failure is As2Failure.None);
        }
    }

    [Fact]
    public async Task A_name_of_signs_alone_still_makes_receipts_with_an_id()
    {
        await using var gateway = await Gateway.StartAsync(us: "(((");

        var reply = await gateway.PostAsync((await Sendable.PackAsync()).With("AS2-To", "((("));

        Assert.Equal(200, reply.Status);
        Assert.EndsWith("@waybill>", reply.Headers["Message-ID"], StringComparison.Ordinal);
    }
}
