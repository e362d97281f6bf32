using System.Text.Json;

namespace Waybill.Server.Tests.Echo;

/// <summary>Each way Echo can behave, over real HTTP, to the state, the cause and the sentence the journal shows.</summary>
public sealed class EchoModeTests(EchoHost host) : IClassFixture<EchoHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, string, string> Failures => new()
    {
        { "wrong_certificate", "receipt_invalid", "receipt_invalid", "agreement", "The signature is not by a certificate configured for the partner." },
        { "bad_mic", "mic_mismatch", "mic_mismatch", "agreement", "MIC" },
        { "decrypt_error", "rejected", "rejected_decryption_failed", "agreement", "decryption-failed" },
        { "signature_error", "rejected", "rejected_authentication_failed", "agreement", "authentication-failed" },
        { "silence", "failed", "no_answer", "partner", "Nothing moved for 5 seconds." },
        { "status_401", "failed", "http_401", "agreement", "The partner answered 401." },
        { "status_503", "failed", "http_503", "partner", "The partner answered 503." },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_message_that_goes_wrong_shows_its_state_its_cause_and_a_sentence(string mode, string state, string cause, string blame, string sentence)
    {
        var sent = await host.SendAsync(mode);

        var found = await host.UntilAsync(Id(sent), "delivered", "rejected", "mic_mismatch", "receipt_invalid", "failed");

        var exchange = found.GetProperty("exchange");
        Assert.Equal((state, cause, blame), (Text(exchange, "state"), Text(exchange, "cause"), Text(exchange, "blame")));
        Assert.True(exchange.GetProperty("isTest").GetBoolean());
        Assert.Contains(sentence, Text(found.GetProperty("attempts").EnumerateArray().Last(), "sentence"), StringComparison.Ordinal);
        Assert.False(sent.TryGetProperty("reply", out _));
    }

    public static TheoryData<string, string, string, string> Refusals => new()
    {
        { "foreign_signature", "unknown_signer", "agreement", "" },
        { "wrong_key", "no_key", "agreement", "" },
        { "weak", "forbidden_encryption", "agreement", "3des" },
        { "unknown_name", "unknown_relationship", "agreement", "AS2-From differs from the partner 'WAYBILL-ECHO' by one letter." },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_message_of_Echo_that_we_refuse_shows_why(string mode, string cause, string blame, string detail)
    {
        var sent = await host.SendAsync(mode);

        Assert.Equal("delivered", Text((await host.UntilAsync(Id(sent), "delivered")).GetProperty("exchange"), "state"));
        var exchange = (await host.ReplyAsync(Text(sent, "reply"))).GetProperty("exchange");
        Assert.Equal(("in", "refused", cause, blame), (Text(exchange, "direction"), Text(exchange, "state"), Text(exchange, "cause"), Text(exchange, "blame")));
        Assert.Contains(detail, Text(exchange, "detail"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_good_order_is_delivered_and_acknowledged_by_a_997_that_is_accepted()
    {
        var sent = await host.SendAsync("good");

        var found = await host.UntilAsync(Id(sent), "delivered");
        Assert.Equal(found.GetProperty("mic").GetString(), found.GetProperty("receivedMic").GetString());
        Assert.True(Assert.Single(found.GetProperty("receipts").EnumerateArray()).GetProperty("isAuthentic").GetBoolean());
        var reply = await host.ReplyAsync(Text(sent, "reply"));
        Assert.Equal(("accepted", "echo", "answered"), (Text(reply.GetProperty("exchange"), "state"), Text(reply.GetProperty("exchange"), "connection"), Text(reply.GetProperty("exchange"), "receipt")));
        Assert.Equal(["encrypted", "signed"], reply.GetProperty("layers").EnumerateArray().Select(static l => Text(l, "type")));
        var envelope = await EnvelopeAsync(reply);
        var order = Assert.Single(found.GetProperty("envelopes").EnumerateArray());
        Assert.Equal(("X12", "997"), (Text(envelope, "standard"), Text(envelope, "type")));
        Assert.Equal((Text(order, "receiver"), Text(order, "sender")), (Text(envelope, "sender"), Text(envelope, "receiver")));
        var text = await host.Client.GetStringAsync(new Uri(host.Address, reply.GetProperty("documents")[0].GetProperty("href").GetString()), Ct);
        Assert.Contains($"AK1*PO*{Text(order, "groupControl")}~AK2*850*0001~AK5*A~AK9*A*1*1*1~", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_of_its_own_connection_closes_the_message_and_the_997_comes_too()
    {
        var sent = await host.SendAsync("asynchronous");

        var found = await host.UntilAsync(Id(sent), "delivered");
        Assert.False(Assert.Single(found.GetProperty("receipts").EnumerateArray()).GetProperty("isSynchronous").GetBoolean());
        var reply = (await host.ReplyAsync(Text(sent, "reply"))).GetProperty("exchange");
        Assert.Equal(("accepted", "echo-later"), (Text(reply, "state"), Text(reply, "connection")));
    }

    [Fact]
    public async Task A_late_receipt_makes_the_message_overdue_and_still_closes_it()
    {
        var sent = await host.SendAsync("late");

        var overdue = (await host.UntilAsync(Id(sent), "overdue")).GetProperty("exchange");
        Assert.Equal(("receipt_overdue", "partner"), (Text(overdue, "cause"), Text(overdue, "blame")));
        var found = await host.UntilAsync(Id(sent), "delivered");
        Assert.False(found.GetProperty("exchange").TryGetProperty("cause", out _));
        Assert.Contains(found.GetProperty("timeline").EnumerateArray(), static t => Text(t, "text").Contains("did not come in time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_taken_once_and_noted_as_a_duplicate()
    {
        var sent = await host.SendAsync("duplicate");

        var reply = await host.ReplyAsync(Text(sent, "reply"));
        while (reply.GetProperty("attempts").GetArrayLength() is 0)
        {
            await Task.Delay(50, Ct);
            reply = await host.ReplyAsync(Text(sent, "reply"));
        }

        Assert.Equal("accepted", Text(reply.GetProperty("exchange"), "state"));
        Assert.Equal("duplicate", Text(Assert.Single(reply.GetProperty("attempts").EnumerateArray()), "kind"));
        Assert.Single((await host.GetAsync($"exchanges?direction=in&id={Text(sent, "reply")}")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_document_that_is_no_X12_is_taken_without_an_acknowledgement()
    {
        var sent = await host.SendAsync("good", "<order/>");

        await host.UntilAsync(Id(sent), "delivered");
        Assert.False(sent.TryGetProperty("reply", out _));
    }

    [Fact]
    public async Task Every_mode_that_is_told_of_has_its_words()
    {
        var modes = (await host.GetAsync("echo")).GetProperty("modes").EnumerateArray().ToArray();

        Assert.Equal(Enum.GetValues<EchoMode>().Length, modes.Length);
        Assert.All(modes, static m => Assert.EndsWith(".", Text(m, "about"), StringComparison.Ordinal));
        Assert.Equal(modes.Length, modes.Select(static m => Text(m, "mode")).Distinct().Count());
    }

    private async Task<JsonElement> EnvelopeAsync(JsonElement exchange)
    {
        while (exchange.GetProperty("envelopes").GetArrayLength() is 0)
        {
            await Task.Delay(50, Ct);
            exchange = await host.GetAsync("exchanges/" + Text(exchange.GetProperty("exchange"), "id"));
        }

        return Assert.Single(exchange.GetProperty("envelopes").EnumerateArray());
    }

    private static string Id(JsonElement sent) => Text(sent, "id");

    private static string Text(JsonElement json, string member) => json.TryGetProperty(member, out var text) ? text.ToString() : "";
}
