using System.Text;
using Waybill.Cli.Captures;
using Waybill.Testing;

namespace Waybill.Cli.Tests.Captures;

public sealed class CaptureReaderTests
{
    private const string Chunks = "POST /as2 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";

    public static TheoryData<string> Files => OpenAs2Captures.Files;

    [Fact]
    public void All_recorded_exchanges_are_here() => Assert.Equal(28, OpenAs2Captures.Cases.Count());

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_recorded_message_is_read_to_its_last_byte(string file)
    {
        var bytes = TestFiles.Bytes(file);
        foreach (var piece in new[] { 1, 7, int.MaxValue })
        {
            var (capture, body) = await ReadAsync(bytes, piece);
            Assert.Equal(file.Contains("request", StringComparison.Ordinal) ? CaptureKind.Request : CaptureKind.Response, capture.Kind);
            Assert.Equal(OpenAs2Captures.Body(bytes), body);
            Assert.Null(capture.Framed.Problem);
            Assert.Empty(capture.Notes);
            Assert.Equal(bytes.Length, capture.Input.Offset);
        }
    }

    [Theory]
    [InlineData("openas2/sign-sha256-sync/msg-1.request.raw", "chunked")]
    [InlineData("openas2/plain-async-unsigned/mdn-1.request.raw", "content-length")]
    [InlineData("openas2/sign-sha256-sync/msg-1.response.raw", "content-length")]
    public async Task A_message_cut_anywhere_in_its_body_is_noticed(string file, string framing)
    {
        var bytes = TestFiles.Bytes(file);
        var bodyStart = bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        for (var length = bodyStart; length < bytes.Length; length += 1 + (bytes.Length / 300))
        {
            var (capture, _) = await ReadAsync(bytes[..length]);
            Assert.Equal(framing, capture.Framed.Framing);
            Assert.NotNull(capture.Framed.Problem);
        }
    }

    [Theory]
    [InlineData("3\r\nabc\r\n0\r\n\r\n", "abc")]
    [InlineData("3;a=b\r\nabc\r\n00; x=\"y\" \r\n\r\n", "abc")]
    [InlineData("3 ; \r\nabc\r\nA\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n", "abc01234567890123456789")]
    [InlineData("3\nabc\n0\n\n", "abc")]
    [InlineData("0\r\n\r\n", "")]
    public async Task Chunks_are_joined(string body, string expected)
    {
        var (capture, content) = await ReadAsync(Encoding.Latin1.GetBytes(Chunks + body), 1);
        Assert.Equal(expected, Encoding.Latin1.GetString(content));
        Assert.Null(capture.Framed.Problem);
    }

    [Fact]
    public async Task Trailer_fields_are_read_and_are_not_content()
    {
        var (capture, content) = await ReadAsync(Encoding.Latin1.GetBytes(Chunks + "2\r\nhi\r\n0\r\nX-Digest: 1\r\nX-More: 2\r\n\r\n"));
        Assert.Equal("hi", Encoding.Latin1.GetString(content));
        Assert.Equal("2", Assert.IsType<ChunkedBody>(capture.Framed).Trailers["x-more"]);
    }

    [Theory]
    [InlineData("3\r\nabcd\r\n0\r\n\r\n")]
    [InlineData("5\r\nabc\r\n0\r\n\r\n")]
    [InlineData("3\r\nabc\r\nzz\r\n")]
    [InlineData("3\r\nabc\r\n0\r\n")]
    [InlineData("3\r\nabc\r\n-1\r\n\r\n")]
    [InlineData("3\r\nabc\r\nffffffffffffffff\r\n\r\n")]
    public async Task Broken_chunks_are_noticed(string body)
    {
        var (capture, _) = await ReadAsync(Encoding.Latin1.GetBytes(Chunks + body));
        Assert.NotNull(capture.Framed.Problem);
    }

    [Fact]
    public async Task A_capture_whose_chunks_were_already_joined_is_read_to_its_end()
    {
        var (capture, content) = await ReadAsync([.. Encoding.Latin1.GetBytes(Chunks), 0x30, 0x80, 0x06, 0x00]);
        Assert.Equal(4, content.Length);
        Assert.Single(capture.Notes);
    }

    [Fact]
    public async Task An_interim_response_is_passed_over()
    {
        var (capture, content) = await ReadAsync("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray());
        Assert.Equal("HTTP/1.1 200 OK", capture.StartLine);
        Assert.Equal("ok", Encoding.Latin1.GetString(content));
    }

    [Theory]
    [InlineData("Content-Type: text/plain\r\n\r\nhello", "Entity", "hello")]
    [InlineData("--b\r\n\r\nx\r\n--b--\r\n", "Multipart", "--b\r\n\r\nx\r\n--b--\r\n")]
    [InlineData("ISA*00*~", "Bytes", "ISA*00*~")]
    [InlineData("", "Bytes", "")]
    [InlineData("\r\n\r\nPOST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx", "Request", "x")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", "Response", "")]
    [InlineData("GET / HTTP/1.1\r\nHost: x", "Request", "")]
    public async Task A_file_is_taken_as_what_it_holds(string text, string kind, string body)
    {
        var (capture, content) = await ReadAsync(Encoding.Latin1.GetBytes(text), 1);
        Assert.Equal(kind, capture.Kind.ToString());
        Assert.Equal(body, Encoding.Latin1.GetString(content));
    }

    [Theory]
    [InlineData("-----BEGIN PKCS7-----\n", "\n-----END PKCS7-----\n")]
    [InlineData("", "\r\n")]
    [InlineData("", "")]
    public async Task Base64_of_a_CMS_object_is_decoded_with_or_without_its_frame(string before, string after)
    {
        byte[] cms = [0x30, 0x82, 0x02, 0x00, 0x06, .. TestBytes.Random(3, 600)];
        var text = Convert.ToBase64String(cms, after.Length > 0 ? Base64FormattingOptions.InsertLineBreaks : Base64FormattingOptions.None);
        foreach (var piece in new[] { 1, int.MaxValue })
        {
            var (capture, content) = await ReadAsync(Encoding.Latin1.GetBytes(before + text + after), piece);
            Assert.Equal(CaptureKind.Base64, capture.Kind);
            Assert.Equal(cms, content);
            Assert.Null(capture.Framed.Problem);
        }
    }

    [Fact]
    public async Task Base64_with_strange_characters_is_noticed()
    {
        var (capture, _) = await ReadAsync(Encoding.Latin1.GetBytes("MIICAAYJ\nMII!\n"));
        Assert.NotNull(capture.Framed.Problem);
    }

    [Fact]
    public async Task A_bare_CMS_object_is_told_by_its_first_bytes()
    {
        var (capture, content) = await ReadAsync(TestFiles.Bytes("ruby-as2/hello_world_1.pkcs7"));
        Assert.Equal(CaptureKind.Cms, capture.Kind);
        Assert.Equal(TestFiles.Bytes("ruby-as2/hello_world_1.pkcs7"), content);
    }

    private static async Task<(Capture Capture, byte[] Body)> ReadAsync(byte[] bytes, int piece = int.MaxValue)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var file = new BrokenStream(new MemoryStream(bytes), pieceBytes: piece);
        var capture = await CaptureReader.OpenAsync(file, cancel);
        using var body = new MemoryStream();
        await capture.Body.CopyToAsync(body, cancel);
        return (capture, body.ToArray());
    }
}
