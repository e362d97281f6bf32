using System.Buffers;
using System.Globalization;
using System.Text;

namespace Waybill.Mime.Tests;

public sealed class HeaderTests
{
    public static readonly TheoryData<string, string, string, string?> Types = new()
    {
        { "Application/PKCS7-MIME; SMIME-Type=Enveloped-Data", "application/pkcs7-mime", "smime-type", "Enveloped-Data" },
        { "multipart/signed; boundary=\"a;b\"; micalg=sha-256", "multipart/signed", "boundary", "a;b" },
        { "multipart/signed;micalg=sha1 ; boundary = xyz ;", "multipart/signed", "boundary", "xyz" },
        { "text/plain (a comment; charset=no); charset=utf-8 (yes)", "text/plain", "charset", "utf-8" },
        { "\"application/edi-x12; name=\\\"a\\\"\"", "application/edi-x12", "name", "a" },
        { "application/x; name*0=\"ab\"; name*1=cd", "application/x", "name", "abcd" },
        { "application/x; name*=UTF-8''%C3%A4%20b.edi; name=fallback", "application/x", "name", "ä b.edi" },
        { "application/x; name*0*=ISO-8859-1'de'%E4; name*1=b", "application/x", "name", "äb" },
        { "application/x; name=\"=?UTF-8?B?w6TigqwuZWRp?=\"", "application/x", "name", "ä€.edi" },
        { "application/x; name=\"a\\\"b\"", "application/x", "name", "a\"b" },
        { "nonsense", "application/octet-stream", "name", null },
        { "", "application/octet-stream", "name", null },
        { "a/b; =x; ;;; name", "a/b", "name", null },
    };

    [Theory, MemberData(nameof(Types))]
    [Requirement("AS2-HDR-019", "AS2-HDR-020")]
    public void A_content_type_is_read_in_every_spelling(string value, string mediaType, string parameter, string? expected)
    {
        var type = ContentType.Parse(value);
        Assert.Equal((mediaType, expected), (type.MediaType, type[parameter]));
    }

    [Fact]
    [Requirement("AS2-HDR-019")]
    public void Turkish_rules_do_not_reach_media_types()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal("multipart/signed", ContentType.Parse("MULTIPART/SIGNED; BOUNDARY=I").MediaType);
            Assert.Equal("I", ContentType.Parse("MULTIPART/SIGNED; BOUNDARY=I").Boundary);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(null, TransferEncoding.Binary)]
    [InlineData("Binary", TransferEncoding.Binary)]
    [InlineData("7bit", TransferEncoding.SevenBit)]
    [InlineData("BASE64 (said so)", TransferEncoding.Base64)]
    [InlineData("quoted-Printable", TransferEncoding.QuotedPrintable)]
    [InlineData("x-uuencode", TransferEncoding.Unknown)]
    [Requirement("AS2-HTTP-009", "AS2-HTTP-012")]
    public void A_missing_transfer_encoding_is_binary(string? value, TransferEncoding expected)
        => Assert.Equal(expected, MimeHeaders.Parse(Events.Bytes(value is null ? "" : $"content-transfer-encoding: {value}\r\n")).TransferEncoding);

    [Fact]
    [Requirement("AS2-HDR-020")]
    public void Folded_lines_are_joined_and_names_ignore_case()
    {
        var headers = MimeHeaders.Parse(Events.Bytes("Content-Type: multipart/signed;\r\n\tboundary=\"x\"\r\nno colon here\r\nSubject : a\n b\r\n\r\n"), 100);
        Assert.Equal("x", headers.ContentType.Boundary);
        Assert.Equal("a b", headers["SUBJECT"]);
        Assert.Equal((100L, 48), (headers[0].Offset, headers[0].Length));
        Assert.Equal(2, headers.Count);
    }

    [Theory]
    [InlineData("a b.edi"), InlineData("a\"b.edi"), InlineData("ä€.edi"), InlineData("a;b.edi"), InlineData("plain.edi"), InlineData("a\\b.edi"), InlineData("=?UTF-8?B?w6Q=?=.edi")]
    [Requirement("AS2-FN-002")]
    public void A_file_name_that_was_written_is_read_back(string name)
        => Assert.Equal(name, ContentDisposition.Parse(ContentDisposition.WriteAttachment(name)).FileName);

    [Theory]
    [InlineData("attachment; filename=\"=?UTF-8?B?w6TigqwuZWRp?=\"", "ä€.edi")]
    [InlineData("attachment; filename=a b.edi", "a b.edi")]
    [InlineData("attachment; filename=\"\u00c3\u00a4.edi\"", "ä.edi")]
    [InlineData("attachment", null)]
    [Requirement("AS2-FN-002")]
    public void File_names_of_old_peers_are_read(string value, string? expected) => Assert.Equal(expected, ContentDisposition.Parse(value).FileName);

    [Theory]
    [InlineData("a\r\nX: y"), InlineData("a\r\n z"), InlineData("a\0b"), InlineData("Köln")]
    [Requirement("AS2-HTTP-031", "AS2-SEC-007")]
    public void A_value_that_would_start_another_header_is_refused(string value)
        => Assert.Throws<ArgumentException>(() => MimeHeaderWriter.Write(new ArrayBufferWriter<byte>(), "Subject", value));

    [Fact]
    [Requirement("AS2-HTTP-031")]
    public void A_long_value_stays_on_one_line()
    {
        var output = new ArrayBufferWriter<byte>();
        MimeHeaderWriter.Write(output, "Content-Type", new string('a', 2000));
        Assert.Equal($"Content-Type: {new string('a', 2000)}\r\n", Encoding.ASCII.GetString(output.WrittenSpan));
    }

    [Theory, InlineData("Bestellung Köln"), InlineData("plain"), InlineData("ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß€"), InlineData("=?not a word")]
    [Requirement("AS2-HDR-014")]
    public void Text_beyond_ascii_travels_as_encoded_words(string text)
    {
        var written = EncodedWord.Encode(text);
        Assert.True(Ascii.IsValid(written));
        Assert.Equal(text, EncodedWord.Decode(written));
        Assert.All(written.Split(' '), word => Assert.True(!word.StartsWith("=?UTF-8", StringComparison.Ordinal) || word.Length <= 75));
    }

    [Fact]
    [Requirement("AS2-STRUCT-021")]
    public void Boundaries_are_legal_and_never_the_same()
    {
        var made = Enumerable.Range(0, 1000).Select(_ => MimeBoundary.Create()).ToList();
        Assert.Equal(1000, made.Distinct().Count());
        Assert.All(made, boundary => Assert.True(MimeBoundary.IsValid(boundary)));
        Assert.False(MimeBoundary.IsValid("ends with "));
        Assert.False(MimeBoundary.IsValid(new string('b', 71)));
    }

    [Fact]
    public void Trimming_leaves_the_last_byte_of_a_letter()
    {
        // "à" and "Å" end with the bytes A0 and 85, which are blanks as characters.
        Assert.Equal("voil\u00c3\u00a0", MimeHeaders.Parse(Encoding.Latin1.GetBytes("Subject: \tvoil\u00c3\u00a0 \r\n\r\n"))["Subject"]);
        Assert.Equal("\u00c3\u0085", MimeHeaders.FromPairs([KeyValuePair.Create("Subject", " \u00c3\u0085\t")])["Subject"]);
    }
}
