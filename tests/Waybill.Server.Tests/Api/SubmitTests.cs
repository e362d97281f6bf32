using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Waybill.Gateway;

namespace Waybill.Server.Tests.Api;

/// <summary>Documents go in: streamed, once, or with every reason why not.</summary>
public sealed class SubmitTests
{
    private static readonly byte[] Order = "ISA*00*          *00*          *ZZ*ACME~"u8.ToArray();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_becomes_one_document_and_201_says_where_it_is()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.PostAsync("/api/v1/exchanges?connection=globex&fileName=order.edi&subject=Order%204711", Body(Order), Token);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal("submitted", json.GetProperty("state").GetString());
        Assert.Equal($"/api/v1/exchanges/{json.GetProperty("id").GetString()}", answer.Headers.Location!.OriginalString);
        var detail = (await host.Journal.FindAsync(ExchangeId.Parse(json.GetProperty("id").GetString())!.Value, Token))!;
        Assert.Equal((ExchangeState.Submitted, "Order 4711", json.GetProperty("messageId").GetString()), (detail.Summary.State, detail.Summary.Subject, detail.Summary.MessageId));
        Assert.Equal(("order.edi", "application/edi-x12"), (Assert.Single(detail.Documents).FileName, detail.Documents[0].ContentType.ToLowerInvariant()));
        Assert.Equal(Order, await host.Client.GetByteArrayAsync($"/api/v1/exchanges/{detail.Summary.Id}/documents/1", Token));
    }

    [Fact]
    public async Task A_body_beyond_the_servers_usual_bound_is_streamed_in_chunks()
    {
        await using var host = await ApiHost.StartAsync();
        using var content = new StreamContent(new LongStream(40 << 20));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/exchanges?connection=globex") { Content = content };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await host.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(40 << 20, Assert.Single((await host.Journal.ListAsync(new(), null, 10, Token)).Items).Bytes);
    }

    [Fact]
    public async Task A_form_takes_several_files_in_order()
    {
        await using var host = await ApiHost.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("globex"), "connection" }, { Body(Order), "file", "a.edi" }, { Body("<b/>"u8.ToArray()), "file", "b.xml" } };

        using var answer = await host.Client.PostAsync("/api/v1/exchanges", form, Token);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString();
        Assert.Equal(["a.edi", "b.xml"], (await host.Journal.FindAsync(ExchangeId.Parse(id)!.Value, Token))!.Documents.Select(d => d.FileName));
        Assert.Equal("<b/>", await host.Client.GetStringAsync($"/api/v1/exchanges/{id}/documents/2", Token));
    }

    [Fact]
    public async Task Every_wrong_field_is_named_at_once_and_nothing_is_kept()
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/exchanges?connection=nobody&fileName=..%2Fx&contentType=nonsense&subject=a%0Ab") { Content = Body([1]) };
        request.Headers.Add("Idempotency-Key", new string('k', 201));

        using var answer = await host.Client.SendAsync(request, Token);

        var errors = await ProblemAsync(answer, 422);
        Assert.Equal(["Idempotency-Key", "connection", "contentType", "fileName", "subject"], errors.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        using var empty = await host.Client.PostAsync("/api/v1/exchanges", Body([]), Token);
        Assert.Equal(["body", "connection"], (await ProblemAsync(empty, 422)).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Empty((await host.Journal.ListAsync(new(), null, 10, Token)).Items);
        Assert.Empty(Directory.Exists(host.PayloadFolder) ? Directory.EnumerateFiles(host.PayloadFolder, "*", SearchOption.AllDirectories) : []);
    }

    [Fact]
    public async Task A_key_makes_a_request_safe_to_repeat_and_belongs_to_one_request()
    {
        await using var host = await ApiHost.StartAsync();

        using var first = await KeyedAsync(host, "k1", Order);
        using var second = await KeyedAsync(host, "k1", Order);
        using var other = await KeyedAsync(host, "k1", [.. Order, 1]);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(Token), await second.Content.ReadAsStringAsync(Token));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        await ProblemAsync(other, 422);
        Assert.Single((await host.Journal.ListAsync(new(), null, 10, Token)).Items);
    }

    [Fact]
    public async Task A_key_still_in_use_is_409()
    {
        await using var host = await ApiHost.StartAsync();
        var go = new TaskCompletionSource();
        var seen = new TaskCompletionSource();
        var slow = KeyedAsync(host, "k1", new GatedContent(seen, go.Task));
        try
        {
            await seen.Task;
            using var answer = await KeyedAsync(host, "k1", Order);
            await ProblemAsync(answer, 409);
        }
        finally
        {
            go.SetResult();
        }

        using var done = await slow;
        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
    }

    internal static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, int status)
    {
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        return problem;
    }

    private static Task<HttpResponseMessage> KeyedAsync(ApiHost host, string key, byte[] content) => KeyedAsync(host, key, Body(content));

    private static async Task<HttpResponseMessage> KeyedAsync(ApiHost host, string key, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/exchanges?connection=globex&fileName=order.edi") { Content = content };
        request.Headers.Add("Idempotency-Key", key);
        return await host.Client.SendAsync(request, Token);
    }

    private static ByteArrayContent Body(byte[] content) => new(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    /// <summary>Zeroes, without holding them.</summary>
    private sealed class LongStream(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(_left, count);
            buffer.AsSpan(offset, read).Clear();
            _left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>Sends so much that the server must be reading it, then waits.</summary>
    private sealed class GatedContent(TaskCompletionSource seen, Task go) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            // More than sockets and the server's own buffers hold: when it is written, the submitter has been reading.
            var block = new byte[1 << 20];
            for (var i = 0; i < 32; i++)
            {
                await stream.WriteAsync(block, Token);
            }

            seen.SetResult();
            await go;
            await stream.WriteAsync(block, Token);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
