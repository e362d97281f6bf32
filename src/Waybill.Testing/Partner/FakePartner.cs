using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace Waybill.Testing;

/// <summary>An AS2 partner on a real loopback socket that does what its script says: give receipts of any kind, stay silent, cut, crawl.</summary>
/// <remarks>One connection carries one request. Answers are taken from the script in order; when it is used up, its last one repeats.
/// It speaks plain HTTP/1.1 from raw bytes, so it can also say what no web server would.</remarks>
/// <threadsafety>All members may be used from any thread.</threadsafety>
/// <example><code>
/// await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(503), _ => PartnerAnswer.Silence);
/// await client.PostAsync(partner.Address, content);
///
/// await using var honest = FakePartner.Start(request => PartnerAnswer.Receipt(request));
/// await using var other = FakePartner.Start(request => PartnerAnswer.Receipt(request, script: new() { Mic = ReceiptMic.Wrong }));
/// </code></example>
public sealed class FakePartner : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<PartnerRequest> requests = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly ReceiptPoster poster = new();
    private readonly Func<PartnerRequest, PartnerAnswer>[] script;
    private readonly PartnerTls? tls;
    private readonly Task accepting;
    private int next = -1;

    private FakePartner(Func<PartnerRequest, PartnerAnswer>[] script, PartnerTls? tls)
    {
        (this.script, this.tls) = (script, tls);
        listener.Start();
        Address = new Uri($"{(tls is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/as2");
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens, on a free port of 127.0.0.1.</summary>
    public Uri Address { get; }

    /// <summary>The requests received whole so far, in order of arrival.</summary>
    public IReadOnlyList<PartnerRequest> Requests => [.. requests];

    /// <summary>The asynchronous receipts posted so far, with what came of each.</summary>
    public IReadOnlyList<PostedReceipt> Receipts => poster.Posted;

    /// <summary>Waits until so many asynchronous receipts were posted in all, well or not.</summary>
    /// <returns><see cref="Receipts"/> then.</returns>
    public Task<IReadOnlyList<PostedReceipt>> WaitForReceiptsAsync(int count, CancellationToken cancellationToken = default) => poster.WaitAsync(count, cancellationToken);

    /// <summary>Starts listening.</summary>
    /// <param name="script">What to answer, one step a request; a step sees the request, so it can write a receipt for it.</param>
    /// <exception cref="ArgumentException">The script is empty.</exception>
    public static FakePartner Start(params Func<PartnerRequest, PartnerAnswer>[] script) => Start(tls: null, script);

    /// <summary>Starts listening for https.</summary>
    /// <param name="tls">Who it is there; null is plain http.</param>
    /// <param name="script">What to answer, one step a request.</param>
    /// <exception cref="ArgumentException">The script is empty.</exception>
    public static FakePartner Start(PartnerTls? tls, params Func<PartnerRequest, PartnerAnswer>[] script)
        => script is { Length: > 0 } ? new(script, tls) : throw new ArgumentException("A script needs at least one answer.", nameof(script));

    /// <summary>Closes every connection, silent ones too, and waits until all are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        // Stopping the listener before its accept loop has ended would race with the loop's next accept.
        await accepting;
        listener.Stop();
        await Task.WhenAll(connections);
        poster.Dispose();
        stop.Dispose();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptSocketAsync(stop.Token)));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException)
        {
            // Disposing ends the listening.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        PreparedReceipt? prepared = null;
        using var owned = socket;

        // A script may block: it must not keep others from being let in.
        await Task.Yield();
        try
        {
            socket.NoDelay = true;
            var stream = await OpenAsync(new NetworkStream(socket, ownsSocket: false));
            await using (stream)
            {
                if (await new RequestReader(stream).ReadAsync(stop.Token) is { } read)
                {
                    var request = stream is SslStream secure
                        ? read with { TlsVersion = secure.SslProtocol, ClientCertificate = secure.RemoteCertificate?.GetCertHashString(HashAlgorithmName.SHA256) }
                        : read;
                    requests.Enqueue(request);
                    var step = Math.Min(Interlocked.Increment(ref next), script.Length - 1);
                    var answer = script[step](request);
                    prepared = answer.Prepare is { } prepare ? await prepare(stop.Token) : null;
                    if (prepared is { Script.Delivery: ReceiptDelivery.BeforeAnswer })
                    {
                        await poster.PostAsync(prepared, stop.Token);
                    }

                    await AnswerAsync(socket, stream, answer, prepared?.Answer ?? answer.Bytes);
                }
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException or InvalidDataException or AuthenticationException)
        {
            // The caller went away or the test is over: what arrived is in Requests.
        }

        if (prepared is { Script.Delivery: ReceiptDelivery.AfterAnswer })
        {
            // The caller sees the end of the answer first: a receipt never waits for a connection.
            socket.Close();
            await poster.PostAsync(prepared, stop.Token);
        }
    }

    private async Task<Stream> OpenAsync(NetworkStream plain)
    {
        if (tls is null)
        {
            return plain;
        }

        var secure = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsServerAsync(tls.Server(), stop.Token);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }

    private async Task AnswerAsync(Socket socket, Stream stream, PartnerAnswer answer, ReadOnlyMemory<byte> whole)
    {
        var bytes = answer.CutAfter is { } cut ? whole[..Math.Min(cut, whole.Length)] : whole;
        var piece = Math.Max(1, answer.PieceBytes ?? bytes.Length);
        for (var at = 0; at < bytes.Length; at += piece)
        {
            if (answer.Pause > TimeSpan.Zero)
            {
                await Task.Delay(answer.Pause, TimeProvider.System, stop.Token);
            }

            await stream.WriteAsync(bytes[at..Math.Min(at + piece, bytes.Length)], stop.Token);
        }

        if (answer.Hang)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
        }

        if (answer.CutAfter is not null)
        {
            // Closing with a linger of zero sends a reset, as a crashed peer or a firewall does.
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
    }
}
