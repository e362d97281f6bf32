using System.Net;
using System.Net.Sockets;
using Waybill.Testing;

namespace Waybill.As2.Http.Tests;

/// <summary>Whether the connection failed or the message did: the first costs the message no attempt.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A_name_nobody_knows() => await ShowsAsync(TransferFault.Name, new Uri("http://nobody.invalid/as2"), neverConnected: true);

    [Fact]
    public async Task A_port_where_nobody_listens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        await ShowsAsync(TransferFault.Connect, new Uri($"http://127.0.0.1:{port}/as2"), neverConnected: true);
    }

    [Fact]
    public async Task A_port_that_takes_no_more_connections()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        listener.Listen(0);
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        var waiting = Enumerable.Range(0, 4).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp)).ToList();
        try
        {
            // Nobody accepts: once the queue is full, a connection is neither taken nor refused.
            foreach (var socket in waiting)
            {
                _ = socket.ConnectAsync(IPAddress.IPv6Loopback, port, TestContext.Current.CancellationToken).AsTask();
            }

            await ShowsAsync(
                TransferFault.Connect, new Uri($"http://[::1]:{port}/as2"), neverConnected: true,
                new() { ConnectTimeout = TimeSpan.FromMilliseconds(300), SilenceTimeout = TimeSpan.FromSeconds(20) });
        }
        finally
        {
            waiting.ForEach(s => s.Dispose());
        }
    }

    [Fact]
    public async Task Plain_http_where_a_secure_connection_was_wanted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerPlainlyAsync(listener);

        await ShowsAsync(TransferFault.Tls, new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/as2"), neverConnected: true);
        await answering;
    }

    [Fact]
    public async Task A_host_that_must_not_be_connected_to()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await ShowsAsync(TransferFault.Address, partner.Address, neverConnected: true, new() { Guard = new AddressGuard() });
        Assert.Empty(partner.Requests);
    }

    [Fact]
    public async Task Silence_and_a_lost_connection_say_nothing_about_what_the_partner_has()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Silence, _ => PartnerAnswer.Reset, _ => PartnerAnswer.Of(200) with { CutAfter = 20 }, _ => PartnerAnswer.Of(500));
        await ShowsAsync(TransferFault.Silence, partner.Address, neverConnected: false, new() { SilenceTimeout = TimeSpan.FromMilliseconds(300) });
        await ShowsAsync(TransferFault.Cut, partner.Address, neverConnected: false);
        await ShowsAsync(TransferFault.Cut, partner.Address, neverConnected: false);
        await ShowsAsync(TransferFault.None, partner.Address, neverConnected: false);
    }

    private static async Task AnswerPlainlyAsync(TcpListener listener)
    {
        using var socket = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await socket.SendAsync("HTTP/1.1 400 This is no TLS\r\n\r\n"u8.ToArray());
    }

    private static async Task ShowsAsync(TransferFault fault, Uri url, bool neverConnected, As2HttpOptions? options = null)
    {
        using var sender = new As2HttpSender(options);
        var attempt = await sender.PostAsync(url, [], 3, _ => new(new MemoryStream("abc"u8.ToArray())), TestContext.Current.CancellationToken);

        Assert.Equal((fault, neverConnected), (attempt.Fault, attempt.NeverConnected));
        Assert.Equal(fault is TransferFault.None, attempt.Status is not null);
        Assert.NotNull(attempt.Problem);
    }

    [Fact]
    public async Task A_partner_that_resets_as_soon_as_it_is_connected_to_is_worth_another_try_each_time()
    {
        var ct = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var resetting = ResetAllAsync(listener, stop.Token);
        using var sender = new As2HttpSender();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/as2");
        var body = new byte[100_000];

        // HttpClient gives a reset in other exceptions the earlier it comes, a bare SocketException among them.
        for (var time = 0; time < 300; time++)
        {
            var attempt = await sender.PostAsync(url, [new("AS2-From", "acme"), new("AS2-To", "globex")], body.Length, _ => new(new MemoryStream(body)), ct);
            Assert.Equal((AttemptOutcome.TryAgain, null), (attempt.Outcome, attempt.Status));
        }

        await stop.CancelAsync();
        await resetting;
    }

    private static async Task ResetAllAsync(TcpListener listener, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptSocketAsync(stop);
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
