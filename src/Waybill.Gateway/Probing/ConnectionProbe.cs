using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Waybill.As2.Http;

namespace Waybill.Gateway;

/// <summary>Looks whether the partner of a connection can be reached: name, connection, TLS, web server. It never sends a document, a token or a password.</summary>
/// <remarks>It goes the way messages go: through the same proxy, by the same rules of TLS, with our client certificate.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public static class ConnectionProbe
{
    private static readonly TimeSpan SoonOver = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    /// <summary>Looks at every address of the connection.</summary>
    /// <param name="connection">Of the book; it must be held until this returns.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Four steps for each address, in order; none when the connection has no address.</returns>
    public static async ValueTask<IReadOnlyList<ProbeStep>> RunAsync(OutboundConnection connection, TimeProvider time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(time);
        var steps = new List<ProbeStep>();
        foreach (var url in connection.Urls)
        {
            await LookAsync(new Looked(url, connection.Http, time), steps, ct);
        }

        return steps;
    }

    private static async ValueTask LookAsync(Looked looked, List<ProbeStep> steps, CancellationToken ct)
    {
        var target = looked.Way.Proxy?.Address ?? looked.Url;
        var through = looked.Way.Proxy is null ? "" : "The proxy: ";
        var name = await NameAsync(looked, target.IdnHost, through, ct);
        steps.Add(name);
        var connect = name.Result is ProbeResult.Failed ? looked.Skipped(ProbeKind.Connect) : await ConnectAsync(looked, target, through, ct);
        steps.Add(connect);
        if (connect.Result is not ProbeResult.Good)
        {
            steps.AddRange([looked.Skipped(ProbeKind.Tls), looked.Skipped(ProbeKind.Http)]);
            return;
        }

        var server = new ServerWatch();
        using var sender = new As2HttpSender(looked.Way with
        {
            ConnectTimeout = Shorter(looked.Way.ConnectTimeout), SilenceTimeout = Shorter(looked.Way.SilenceTimeout), Chunked = false, ExpectContinue = false, Guard = null,
            CertificateSeen = server.Seen, SecureMade = server.Made,
        });
        var answer = await sender.RequestAsync(HttpMethod.Head, looked.Plain, [], body: null, ct);
        steps.Add(Tls(looked, answer, server));
        steps.Add(steps[^1].Result is ProbeResult.Failed ? looked.Skipped(ProbeKind.Http) : Http(looked, answer));
    }

    private static async ValueTask<ProbeStep> NameAsync(Looked looked, string host, string through, CancellationToken ct)
    {
        if (IPAddress.TryParse(host, out _))
        {
            return looked.Step(ProbeKind.Name, ProbeResult.Good, $"{through}{host} is an address and no name.") with { Addresses = [host] };
        }

        try
        {
            var addresses = (await Dns.GetHostAddressesAsync(host, ct)).Select(static a => a.ToString()).ToList();
            return addresses is []
                ? looked.Step(ProbeKind.Name, ProbeResult.Failed, $"{through}the name {host} stands for no address.")
                : looked.Step(ProbeKind.Name, ProbeResult.Good, $"{through}{host} is {string.Join(", ", addresses)}.") with { Addresses = addresses };
        }
        catch (SocketException fault)
        {
            return looked.Step(ProbeKind.Name, ProbeResult.Failed, $"{through}the name {host} is not known ({fault.Message}). Check its spelling and this machine's name server.");
        }
    }

    private static async ValueTask<ProbeStep> ConnectAsync(Looked looked, Uri target, string through, CancellationToken ct)
    {
        var port = target.Port.ToString(CultureInfo.InvariantCulture);
        using var late = new CancellationTokenSource(Shorter(looked.Way.ConnectTimeout), looked.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(target.IdnHost, target.Port, either.Token);
            return looked.Step(ProbeKind.Connect, ProbeResult.Good, $"{through}port {port} takes connections.");
        }
        catch (SocketException fault)
        {
            return looked.Step(ProbeKind.Connect, ProbeResult.Failed, $"{through}nobody takes a connection on port {port} ({fault.Message}). Ask for the port, and whether our address is let through.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return looked.Step(ProbeKind.Connect, ProbeResult.Failed, $"{through}port {port} does not answer: a firewall may drop what comes from here. Ask whether our address is let through.");
        }
    }

    private static ProbeStep Tls(Looked looked, As2HttpAttempt answer, ServerWatch server)
    {
        if (looked.Url.Scheme is not "https")
        {
            return looked.Step(ProbeKind.Tls, answer.Fault is TransferFault.Proxy ? ProbeResult.Failed : ProbeResult.Warning, "The address is http: what the partner's server says can be read and changed on its way.");
        }

        var certificate = server.Certificate;
        var step = answer.Fault is TransferFault.Tls or TransferFault.Proxy or TransferFault.Connect || certificate is null
            ? looked.Step(ProbeKind.Tls, ProbeResult.Failed, answer.Problem ?? "No secure connection could be made.")
            : certificate.NotAfter - looked.Time.GetUtcNow() < SoonOver
                ? looked.Step(ProbeKind.Tls, ProbeResult.Warning, $"{server.Protocol}. The certificate of the partner's server ({certificate.Subject}) ends on {certificate.NotAfter:yyyy-MM-dd}.")
                : looked.Step(ProbeKind.Tls, ProbeResult.Good, $"{server.Protocol}. The partner's server is known ({certificate.Subject}); its certificate is valid until {certificate.NotAfter:yyyy-MM-dd}.");
        return step with { Certificate = certificate, Protocol = server.Protocol };
    }

    private static ProbeStep Http(Looked looked, As2HttpAttempt answer)
    {
        if (answer.Status is not { } status)
        {
            return looked.Step(ProbeKind.Http, ProbeResult.Failed, $"No web server answers: {answer.Problem}");
        }

        var (result, sentence) = status switch
        {
            407 => (ProbeResult.Failed, "The proxy asks for a user, or for another one (407)."),
            404 or 410 => (ProbeResult.Warning, $"A web server answers, and says {status} to a look: it may know this path for messages alone. Check the path."),
            401 or 403 => (ProbeResult.Good, $"A web server answers. It asks who we are ({status}): whether it believes us is seen with the first message."),
            >= 500 and not 501 => (ProbeResult.Warning, $"A web server answers, and has a fault of its own ({status})."),
            >= 300 and <= 399 => (ProbeResult.Warning, $"A web server answers, and sends us elsewhere ({status}): messages do not follow. Ask for the address behind it."),
            _ => (ProbeResult.Good, $"A web server answers ({status})."),
        };
        return looked.Step(ProbeKind.Http, result, sentence) with { Status = status };
    }

    private static TimeSpan Shorter(TimeSpan wait) => wait < LongestWait ? wait : LongestWait;

    /// <summary>One address, the way there, and the clock.</summary>
    private sealed record Looked(Uri Url, As2HttpOptions Way, TimeProvider Time)
    {
        /// <summary>What may be shown: a query can hold a key.</summary>
        internal Uri Plain { get; } = new(Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));

        internal ProbeStep Step(ProbeKind kind, ProbeResult result, string sentence) => new(Plain, kind, result, sentence.Length > 0 ? char.ToUpperInvariant(sentence[0]) + sentence[1..] : sentence);

        internal ProbeStep Skipped(ProbeKind kind) => Step(kind, ProbeResult.Skipped, "Not looked at: the step before failed.");
    }
}
