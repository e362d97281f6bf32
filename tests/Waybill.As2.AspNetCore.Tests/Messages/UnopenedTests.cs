using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Waybill.Testing;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>A sender that asks for its receipt later is not held up by opening.</summary>
public sealed class UnopenedTests
{
    private const int Lag = 4096;

    private static readonly byte[] Large = RandomNumberGenerator.GetBytes(600_000);

    [Fact]
    [Requirement("AS2-HTTP-016")]
    public async Task What_comes_faster_than_it_is_opened_is_answered_when_it_is_stored_and_opened_afterwards()
    {
        var held = new TaskCompletionSource();
        await using var place = await Place.StartAsync(o => o.BeforeOpening = ct => new(held.Task.WaitAsync(ct)));
        var message = await LaterAsync();

        var reply = await place.Gateway.PostAsync(message);

        // Opening has not seen a single byte.
        Assert.False(held.Task.IsCompleted);
        Assert.Equal((200, 0), (reply.Status, reply.Body.Length));
        Assert.Empty(place.Gateway.Stored);
        var stored = Assert.Single(place.Unopened);
        Assert.Equal(SHA256.HashData(message.Body.Span), stored.Sha256);
        Assert.Equal(message.Body.ToArray(), stored.Body);
        Assert.Contains(place.Gateway.Log.Lines, l => l.Id is 1011);

        var arrival = await place.OpenAsync(stored);
        Assert.Equal((As2Failure.None, stored.ReceivedAt), (arrival.Failure, arrival.ReceivedAt));
        Assert.Equal([Large], arrival.Payloads);
        Assert.Equal(message.Sent.Mic, (await arrival.ReceiptAsync()).Mic);
        Assert.Contains(place.Gateway.Log.Lines, l => l.Id is 1001);
    }

    [Fact]
    public async Task What_is_opened_as_fast_as_it_comes_is_judged_before_it_is_answered()
    {
        await using var place = await Place.StartAsync(o => o.MaxOpeningLag = 64 << 20);

        // Without a length nobody knows beforehand whether it can fall behind.
        var reply = await place.PostChunkedAsync(await LaterAsync());

        Assert.Equal((200, 0), (reply.Status, reply.Body.Length));
        Assert.Empty(place.Unopened);
        Assert.Equal([Large], Assert.Single(place.Gateway.Stored).Payloads);
        Assert.Equal([true], place.Copies.Select(c => c.WasOpened));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sender_that_waits_for_its_receipt_waits_for_opening(bool isShort)
    {
        var reads = 0;
        await using var place = await Place.StartAsync(o =>
        {
            o.MaxOpeningLag = isShort ? 1 << 20 : Lag;
            o.BeforeOpening = _ =>
            {
                reads++;
                return default;
            };
        });

        // The receipt is asked for at once; or it is not, but all that comes is less than what opening may lag.
        var reply = await place.Gateway.PostAsync(isShort ? await LaterAsync() : await TestMessage.BuildAsync("S", o => o, Large, TestContext.Current.CancellationToken));

        Assert.Equal(200, reply.Status);
        Assert.Equal(0, reads);
        Assert.Empty(place.Unopened);
        Assert.Single(place.Gateway.Stored);
    }

    [Fact]
    public async Task What_is_cut_while_opening_lags_is_neither_stored_nor_answered()
    {
        var held = new TaskCompletionSource();
        await using var place = await Place.StartAsync(o => o.BeforeOpening = ct => new(held.Task.WaitAsync(ct)));
        var message = await LaterAsync();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, place.Gateway.Port, TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync(message.ToBytes().AsMemory(0, 300_000), TestContext.Current.CancellationToken);
        }

        // It is over when the copy is given back.
        await place.UntilCopiesEndAsync();
        Assert.Empty(place.Unopened);
        Assert.Empty(place.Gateway.Stored);
    }

    [Fact]
    public async Task A_message_for_whose_names_nothing_is_agreed_any_more_is_not_handed_over()
    {
        await using var place = await Place.StartAsync();
        var message = (await LaterAsync()).With("AS2-From", "somebody");
        using var body = new MemoryStream(message.Body.ToArray());
        Assert.False(await place.Opener().OpenAsync(
            new(message.Headers, body, DateTimeOffset.UnixEpoch), (_, _) => throw new InvalidOperationException("handed over"), TestContext.Current.CancellationToken));
    }

    private static Task<TestMessage> LaterAsync()
        => TestMessage.BuildAsync("S", o => o with { Receipt = Sendable.Signed("http://127.0.0.1:1/as2") }, Large, TestContext.Current.CancellationToken);

    private sealed record Opened(As2Failure Failure, DateTimeOffset ReceivedAt, byte[][] Payloads, As2Committed Planned)
    {
        internal Task<ReadReceipt> ReceiptAsync()
        {
            var written = Planned.Receipt!.Receipt;
            return new Reply(200, "", Mime.MimeHeaders.FromPairs(written.Headers), written.Body.ToArray()).ReceiptAsync();
        }
    }

    private sealed record Stored(IReadOnlyList<KeyValuePair<string, string>> Lines, byte[] Body, byte[] Sha256, DateTimeOffset ReceivedAt);

    /// <summary>A gateway that stores what is not opened.</summary>
    private sealed class Place : IAsyncDisposable
    {
        private As2Options _options = null!;

        internal Gateway Gateway { get; private set; } = null!;

        internal ConcurrentQueue<Stored> Unopened { get; } = new();

        internal ConcurrentQueue<MemoryCopy> Copies { get; } = new();

        internal static async Task<Place> StartAsync(Action<As2Options>? configure = null)
        {
            var place = new Place();
            place.Gateway = await Gateway.StartAsync(configure: o =>
            {
                o.MaxOpeningLag = Lag;
                o.CopyBody = (_, _, _) =>
                {
                    var copy = new MemoryCopy();
                    place.Copies.Enqueue(copy);
                    return new(copy);
                };
                o.CommitUnopened = (unopened, _) =>
                {
                    place.Unopened.Enqueue(new(unopened.Lines, ((MemoryCopy)unopened.Copy).ToArray(), unopened.BodySha256.ToArray(), unopened.ReceivedAt));
                    return new(unopened.Planned);
                };
                configure?.Invoke(o);
                place._options = o;
            });
            return place;
        }

        internal As2LateOpener Opener() => new(_options, Gateway.Log);

        internal async Task<Opened> OpenAsync(Stored stored)
        {
            Opened? opened = null;
            using var body = new MemoryStream(stored.Body);
            Assert.True(await Opener().OpenAsync(
                new(stored.Lines, body, stored.ReceivedAt),
                async (arrival, ct) =>
                {
                    await using var content = await arrival.Payloads[0].OpenAsync(ct);
                    using var whole = new MemoryStream();
                    await content.CopyToAsync(whole, ct);
                    opened = new(arrival.Failure, arrival.ReceivedAt, [whole.ToArray()], arrival.Planned);
                },
                TestContext.Current.CancellationToken));
            return opened!;
        }

        internal async Task<Reply> PostChunkedAsync(TestMessage message)
        {
            var ct = TestContext.Current.CancellationToken;
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Gateway.Port, ct);
            var head = string.Concat(message.Headers.Select(h => $"{h.Key}: {h.Value}\r\n"));
            await client.GetStream().WriteAsync(System.Text.Encoding.Latin1.GetBytes(
                $"POST /as2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{head}Transfer-Encoding: chunked\r\n\r\n{message.Body.Length:x}\r\n"), ct);
            await client.GetStream().WriteAsync(message.Body, ct);
            await client.GetStream().WriteAsync("\r\n0\r\n\r\n"u8.ToArray(), ct);
            using var whole = new MemoryStream();
            await client.GetStream().CopyToAsync(whole, ct);
            return Reply.Parse(whole.ToArray());
        }

        internal async Task UntilCopiesEndAsync()
        {
            for (var tries = 0; Copies.IsEmpty || !Copies.All(c => c.IsDisposed); tries++)
            {
                Assert.True(tries < 3000, "The copy was not given back.");
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }
        }

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }

    private sealed class MemoryCopy : IAs2BodyCopy
    {
        private readonly Lock _gate = new();
        private readonly MemoryStream _bytes = new();

        internal bool? WasOpened { get; private set; }

        internal bool IsDisposed { get; private set; }

        internal byte[] ToArray()
        {
            lock (_gate)
            {
                return _bytes.ToArray();
            }
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                _bytes.Write(bytes.Span);
                return ValueTask.CompletedTask;
            }
        }

        public void NoKeyFits()
        {
        }

        public bool Follow() => true;

        public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                var there = _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length)[(int)offset..];
                there = there[..Math.Min(there.Length, buffer.Length)];
                there.CopyTo(buffer.Span);
                return new(there.Length);
            }
        }

        public ValueTask OpenedAsync(bool isOpened)
        {
            WasOpened = isOpened;
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
