using System.Text;
using CsCheck;

namespace Waybill.Edi.Tests;

public sealed class XmlHeadTests
{
    private const string Ubl = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- an invoice -->
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <cbc:UBLVersionID>2.1</cbc:UBLVersionID><cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
          <cbc:ID>INV-42</cbc:ID><Party><cbc:ID>deeper</cbc:ID></Party>
        </Invoice>
        """;

    [Fact]
    public async Task A_UBL_document_says_its_root_version_and_number()
    {
        foreach (var cut in new[] { int.MaxValue, 1 })
        {
            var report = await Summary.ReadAsync(Encoding.UTF8.GetBytes("\ufeff" + Ubl), cut);
            Assert.Equal(EdiStandard.Xml, report.Standard);
            var document = Assert.Single(report.Documents);
            Assert.Equal(("Invoice", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", "2.1", "INV-42"), (document.Type, document.Namespace, document.Version, document.Number));
            Assert.Empty(report.Oddities);
        }
    }

    [Fact]
    public async Task A_number_that_is_no_direct_child_is_not_the_document_s()
        => Assert.Null((await Summary.ReadAsync("<Order><Buyer><ID>7</ID></Buyer></Order>")).Documents[0].Number);

    [Fact]
    public async Task Cross_industry_and_headed_documents_are_known_too()
    {
        Assert.Equal("R-1", (await Summary.ReadAsync("<CrossIndustryInvoice><Context/><ExchangedDocument><ID> R-1 </ID></ExchangedDocument></CrossIndustryInvoice>")).Documents[0].Number);
        var headed = (await Summary.ReadAsync(
            "<StandardBusinessDocument><StandardBusinessDocumentHeader><Sender><Identifier>s</Identifier></Sender><Receiver><Identifier>r</Identifier></Receiver>"
            + "<DocumentIdentification><InstanceIdentifier>i</InstanceIdentifier></DocumentIdentification></StandardBusinessDocumentHeader></StandardBusinessDocument>")).Documents[0];
        Assert.Equal(("s", "r", "i"), (headed.Sender!.Id, headed.Receiver!.Id, headed.Control));
    }

    [Fact]
    public async Task A_cXML_order_is_read_although_it_names_a_document_type()
    {
        var report = await Summary.ReadAsync("""
            <?xml version="1.0"?>
            <!DOCTYPE cXML SYSTEM "http://localhost:1/cXML.dtd">
            <cXML payloadID="1@acme" version="1.2.014"><Header><From><Credential domain="DUNS"><Identity>111</Identity></Credential></From><To><Credential domain="DUNS"><Identity>222</Identity></Credential></To></Header>
            <Request><OrderRequest><OrderRequestHeader orderID="PO-9"/></OrderRequest></Request></cXML>
            """);
        var document = Assert.Single(report.Documents);
        Assert.Equal(("cXML", "1.2.014", "PO-9", "1@acme", "111", "222"), (document.Type, document.Version, document.Number, document.Control, document.Sender!.Id, document.Receiver!.Id));
        Assert.Empty(report.Oddities);
    }

    [Fact]
    public async Task No_entity_is_expanded_and_none_is_loaded()
    {
        foreach (var declared in new[] { "<!ENTITY e \"boom\">", "<!ENTITY e SYSTEM \"file:///etc/passwd\">", "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY e \"&a;&a;&a;&a;&a;\">" })
        {
            var report = await Summary.ReadAsync($"<!DOCTYPE Order [{declared}]><Order><ID>&e;</ID></Order>");
            Assert.Null(Assert.Single(report.Documents).Number);
            Assert.StartsWith("The XML cannot be read beyond line 1,", Assert.Single(report.Oddities).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_the_first_64_KiB_are_read()
    {
        await using var stream = new RepeatingStream("<Order><ID>1</ID>"u8.ToArray(), "<Line>some text</Line>"u8.ToArray(), 1L << 40, "</Order>"u8.ToArray());
        var report = await EnvelopeReader.ReadAsync(stream, ct: TestContext.Current.CancellationToken);
        Assert.Equal("1", Assert.Single(report.Documents).Number);
        Assert.Empty(report.Oddities);
        Assert.Equal(64 * 1024, stream.Position);
        var late = await Summary.ReadAsync($"<Order><Note>{new string('x', 70_000)}</Note><ID>1</ID></Order>");
        Assert.Null(Assert.Single(late.Documents).Number);
        Assert.Empty(late.Oddities);
    }

    [Theory]
    [InlineData("<", 0), InlineData("<Order", 0), InlineData("<Order><ID>1</ID>", 1), InlineData("<Order><ID>1</ID></Ordre>", 1), InlineData("<?xml version='1.0' encoding='klingon'?><Order/>", 0), InlineData("<!-- -->", 0), InlineData("<Order/>x", 1)]
    public async Task What_is_no_XML_is_said(string text, int documents)
    {
        var report = await Summary.ReadAsync(text);
        Assert.Equal(documents, report.Documents.Count);
        Assert.Equal("The XML cannot be read beyond line ", Assert.Single(report.Oddities).Text[..35]);
    }

    [Fact]
    public Task No_change_to_a_document_throws() => Gen.Select(Gen.Int[0, Ubl.Length - 1], Gen.Byte).Array[1, 8].SampleAsync(
        async changes =>
        {
            var bytes = Encoding.UTF8.GetBytes(Ubl);
            foreach (var (at, value) in changes)
            {
                bytes[at] = value;
            }

            Assert.InRange((await Summary.ReadAsync(bytes)).Documents.Count, 0, 1);
        },
        iter: 2000);
}
