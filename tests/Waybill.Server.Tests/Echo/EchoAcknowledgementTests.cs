using System.Text;
using Waybill.Edi;

namespace Waybill.Server.Tests.Echo;

/// <summary>The 997, read again by the reader of the gateway and by position.</summary>
public sealed class EchoAcknowledgementTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 12, 30, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sample_order_is_whole_and_its_acknowledgement_answers_it_field_by_field()
    {
        var order = EchoDocument.Order("ACME", At);
        var report = await ReadAsync(order);
        Assert.Empty(report.Oddities);
        Assert.Equal("850", Assert.Single(report.Documents).Type);

        var bytes = await WriteAsync(order);

        var text = Encoding.ASCII.GetString(bytes);
        var number = (At.ToUnixTimeSeconds() % 1_000_000_000).ToString("D9", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(106, text.IndexOf('~', StringComparison.Ordinal) + 1);
        Assert.StartsWith($"ISA*00*          *00*          *ZZ*WAYBILL-ECHO   *ZZ*ACME           *261124*1230*U*00401*{number}*0*T*>~", text, StringComparison.Ordinal);
        Assert.Contains($"GS*FA*WAYBILL-ECHO*ACME*20261124*1230*1*X*004010~ST*997*0001~AK1*PO*{number.TrimStart('0')}~AK2*850*0001~AK5*A~AK9*A*1*1*1~SE*6*0001~GE*1*1~IEA*1*{number}~", text, StringComparison.Ordinal);
        var acknowledgement = await ReadAsync(bytes);
        Assert.Empty(acknowledgement.Oddities);
        var document = Assert.Single(acknowledgement.Documents);
        Assert.Equal(("997", "WAYBILL-ECHO", "ACME", number), (document.Type, document.Sender!.Id, document.Receiver!.Id, document.Interchange!.Control));
        Assert.True(document.Interchange.IsTest);
    }

    [Fact]
    public async Task Several_groups_and_documents_are_answered_one_by_one_and_those_that_do_not_fit_are_rejected()
    {
        const string text = "ISA|00|          |00|          |01|0123456789     |14|THEIRS         |261124|0101|^|00501|000000042|1|P|:'"
            + "GS|PO|US|THEM|20261124|0101|7|X|005010'ST|850|0001'BEG|x'SE|3|0001'ST|850|0002'SE|9|0002'ST|850|0003'SE|2|0009'GE|3|7'"
            + "GS|IN|US2|THEM|20261124|0101|8|X|005010'ST|810|11'SE|2|11'GE|1|8'IEA|2|000000042'";

        var bytes = await WriteAsync(Encoding.ASCII.GetBytes(text));

        var written = Encoding.ASCII.GetString(bytes);
        Assert.StartsWith("ISA|00|          |00|          |14|THEIRS         |01|0123456789     |261124|1230|^|00501|", written, StringComparison.Ordinal);
        Assert.Contains("GS|FA|THEM|US|20261124|1230|1|X|005010'ST|997|0001'AK1|PO|7'AK2|850|0001'AK5|A'AK2|850|0002'AK5|R|4'AK2|850|0003'AK5|R|3'AK9|P|3|3|1'SE|10|0001'GE|1|1'", written, StringComparison.Ordinal);
        Assert.Contains("GS|FA|THEM|US2|20261124|1230|2|X|005010'ST|997|0001'AK1|IN|8'AK2|810|11'AK5|A'AK9|A|1|1|1'SE|6|0001'GE|1|2'IEA|2|", written, StringComparison.Ordinal);
        var report = await ReadAsync(bytes);
        Assert.Empty(report.Oddities);
        Assert.Equal(["997", "997"], report.Documents.Select(static d => d.Type));
    }

    [Fact]
    public async Task Two_interchanges_are_answered_by_two_with_numbers_of_their_own()
    {
        byte[] twice = [.. EchoDocument.Order("ACME", At), .. EchoDocument.Order("ACME", At)];

        var report = await ReadAsync(await WriteAsync(twice));

        Assert.Equal(2, report.Documents.Select(static d => d.Interchange!.Control).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<order/>")]
    [InlineData("UNB+UNOC:3+A+B+261124:0101+1'UNZ+0+1'")]
    public async Task What_is_no_X12_is_not_acknowledged(string text)
    {
        using var document = new MemoryStream(Encoding.ASCII.GetBytes(text));
        Assert.Empty(await EchoInterchange.ReadAsync(document, Ct));
    }

    [Theory]
    [InlineData("ISA*")]
    [InlineData("ISA*00*          *00*          *ZZ*A              *ZZ*B              *261124*0101*U*00401*000000001*0*T*>~")]
    [InlineData("ISA*00*          *00*          *ZZ*A              *ZZ*B              *261124*0101*U*00401*000000001*0*T*>~GS*PO~ST*850~BEG~")]
    [InlineData("ISA*00*          *00*          *ZZ*A              *ZZ*B              *261124*0101*U*00401*000000001*0*T*>~SE*1~GE*1*1~IEA~ST*850*1~GS~")]
    public async Task A_broken_interchange_is_no_fault(string text)
    {
        using var document = new MemoryStream(Encoding.ASCII.GetBytes(text));
        var found = await EchoInterchange.ReadAsync(document, Ct);
        if (found.Count > 0)
        {
            Assert.Equal(found.Count, (await ReadAsync(EchoAcknowledgement.Write(found, At))).InterchangeCount);
        }
    }

    private static async Task<byte[]> WriteAsync(byte[] document)
    {
        using var stream = new MemoryStream(document);
        return EchoAcknowledgement.Write(await EchoInterchange.ReadAsync(stream, Ct), At);
    }

    private static async Task<EnvelopeReport> ReadAsync(byte[] document)
    {
        using var stream = new MemoryStream(document);
        return await EnvelopeReader.ReadAsync(stream, ct: Ct);
    }
}
