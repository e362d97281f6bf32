using System.Text;
using Waybill.As2;

namespace Waybill.Testing.Tests;

public sealed class TestMessageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Structures => [.. TestMessage.Structures];

    [Theory]
    [MemberData(nameof(Structures))]
    public async Task Each_structure_has_its_layers_and_its_document(string structure)
    {
        await using var opened = await OpenAsync(await TestMessage.BuildAsync(structure, cancellationToken: Token));
        Assert.Equal(structure, string.Concat(opened.Verdict.Layers.Select(l => l.Kind.ToString()[0] is 'C' ? 'Z' : l.Kind.ToString()[0])));
        await using var content = await Assert.Single(opened.Verdict.Payloads).OpenAsync(Token);
        using var document = new MemoryStream();
        await content.CopyToAsync(document, Token);
        Assert.Equal(TestMessage.Document.ToArray(), document.ToArray());
    }

    [Fact]
    public async Task Another_structure_is_refused() => await Assert.ThrowsAsync<ArgumentException>(() => TestMessage.BuildAsync("SS", cancellationToken: Token));

    [Fact]
    public async Task A_flipped_bit_and_a_cut_are_found_by_the_receiver()
    {
        var message = await TestMessage.BuildAsync("S", cancellationToken: Token);
        var text = Encoding.Latin1.GetString(message.Body.Span);
        foreach (var (bent, failure) in new[]
        {
            (message, As2Failure.None), (message.Flip(text.IndexOf("PO1*1", StringComparison.Ordinal)), As2Failure.DigestMismatch), (message.Cut(-200), As2Failure.BadMime), (message.Cut(0), As2Failure.BadMime),
        })
        {
            await using var opened = await OpenAsync(bent);
            Assert.Equal(failure is As2Failure.None, opened.Verdict.IsAccepted);
            if (failure is As2Failure.DigestMismatch)
            {
                Assert.Equal(failure, opened.Verdict.Failure);
            }
        }
    }

    [Fact]
    public async Task Bits_are_turned_and_bytes_left_out_from_either_end()
    {
        var message = await TestMessage.BuildAsync("", document: "0123456789"u8.ToArray(), cancellationToken: Token);
        string Text(TestMessage m) => Encoding.ASCII.GetString(m.Body.Span);
        Assert.Equal("1123456789", Text(message.Flip(0)));
        Assert.Equal("0123456788", Text(message.Flip(-1)));
        Assert.Equal("0123456709", Text(message.Flip(8, 8)));
        Assert.Equal("012", Text(message.Cut(3)));
        Assert.Equal("012345678", Text(message.Cut(-1)));
        Assert.Equal("0123456789", Text(message));
    }

    [Fact]
    public async Task A_header_is_replaced_added_twice_or_taken_out()
    {
        var message = await TestMessage.BuildAsync("S", cancellationToken: Token);
        Assert.Equal(["nobody"], message.With("as2-to", "nobody").ToMimeHeaders().All("AS2-To"));
        Assert.Equal(["globex", "nobody"], message.Add("AS2-To", "nobody").ToMimeHeaders().All("AS2-To"));
        Assert.Null(message.With("AS2-To", null).ToMimeHeaders()["AS2-To"]);
    }

    [Fact]
    public async Task Both_ways_onto_the_wire_carry_the_same_message()
    {
        var message = await TestMessage.BuildAsync(cancellationToken: Token);
        await using var partner = FakePartner.Start(r => PartnerAnswer.Receipt(r));
        using var client = new HttpClient();
        using var response = await client.SendAsync(message.ToHttpRequest(partner.Address), Token);
        using var raw = new System.Net.Sockets.TcpClient();
        await raw.ConnectAsync("127.0.0.1", partner.Address.Port, Token);
        await raw.GetStream().WriteAsync(message.ToBytes(), Token);
        using var answer = new StreamReader(raw.GetStream(), Encoding.Latin1);
        Assert.StartsWith("HTTP/1.1 200", await answer.ReadToEndAsync(Token), StringComparison.Ordinal);

        Assert.Equal(2, partner.Requests.Count);
        Assert.All(partner.Requests, r => Assert.Equal(message.Body.ToArray(), r.Body.ToArray()));
        Assert.All(message.Headers, h => Assert.All(partner.Requests, r => Assert.Equal(h.Value, r.Header(h.Key))));
    }

    private static ValueTask<PartnerMessage> OpenAsync(TestMessage message)
    {
        var whole = message.ToBytes();
        var head = Encoding.Latin1.GetString(whole, 0, whole.AsSpan().IndexOf("\r\n\r\n"u8) + 4);
        return PartnerIdentity.Default.OpenAsync(new(head, message.Body), Token);
    }
}
