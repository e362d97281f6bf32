using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Waybill.As2.Http;

/// <summary>Posts AS2 messages and receipts: one attempt a call, never redirected, never with <c>Expect</c> unless asked, the answer bounded.</summary>
/// <remarks>What the network and the partner do is a value; only cancellation, faults of the given body and headers that cannot be sent are exceptions.
/// Holds its connections: make one and keep it.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed partial class As2HttpSender : IDisposable
{
    private readonly As2HttpOptions _options;
    private readonly TlsClient _tls;
    private readonly HttpMessageInvoker _http;

    /// <summary>Makes a sender with connections of its own.</summary>
    /// <exception cref="ArgumentException">A proxy and an address guard together.</exception>
    public As2HttpSender(As2HttpOptions? options = null)
    {
        _options = options ?? new As2HttpOptions();
        _tls = new(_options);
        if (_options is { UseProxy: true, Guard: not null } or { Proxy: not null, Guard: not null })
        {
            throw new ArgumentException("An address guard is worth nothing behind a proxy.", nameof(options));
        }

        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = _options.Proxy?.ToWebProxy(),
            UseProxy = _options.UseProxy || _options.Proxy is not null,
            SslOptions = _tls.Client(),
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = _options.ConnectTimeout,
            // A partner that moves its name to another machine is followed within minutes.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // Tracing headers would tell partners of our inside, and some refuse what they do not know.
            ActivityHeadersPropagator = null,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        };
        if (_options.Guard is { } guard)
        {
            handler.ConnectCallback = (context, ct) => guard.ConnectAsync(context.DnsEndPoint, ct);
        }

        if (_options.SecureMade is { } made)
        {
            handler.PlaintextStreamFilter = (context, _) =>
            {
                if (context.PlaintextStream is SslStream secure)
                {
                    made(secure);
                }

                return new(context.PlaintextStream);
            };
        }

        _http = new HttpMessageInvoker(handler);
    }

    /// <summary>Posts a body once.</summary>
    /// <param name="url">An absolute http or https URL; its query is kept, its fragment is not sent.</param>
    /// <param name="headers">Lines in order, without those of HTTP's framing.</param>
    /// <param name="length">Exact length of the body, in bytes.</param>
    /// <param name="open">Opens the body from its first byte; the stream is disposed.</param>
    /// <param name="ct">Ends the attempt with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The URL or a header line cannot be sent.</exception>
    /// <exception cref="IOException">The given body could not be read.</exception>
    public ValueTask<As2HttpAttempt> PostAsync(Uri url, IReadOnlyList<KeyValuePair<string, string>> headers, long length, Func<CancellationToken, ValueTask<Stream>> open, CancellationToken ct = default)
        => CallAsync(HttpMethod.Post, url, headers, (open, length), ct);

    /// <summary>Makes any other call once: what belongs to posting messages without being one, as asking for a token.</summary>
    /// <param name="method">Of the request.</param>
    /// <param name="url">An absolute http or https URL; its query is kept, its fragment is not sent.</param>
    /// <param name="headers">Lines in order, without those of HTTP's framing.</param>
    /// <param name="body">The whole body; null sends none.</param>
    /// <param name="ct">Ends the call with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The URL or a header line cannot be sent.</exception>
    public ValueTask<As2HttpAttempt> RequestAsync(HttpMethod method, Uri url, IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte>? body = null, CancellationToken ct = default)
        => CallAsync(method, url, headers, body is { } bytes ? (_ => new(new MemoryStream(bytes.ToArray(), writable: false)), bytes.Length) : null, ct);

    private async ValueTask<As2HttpAttempt> CallAsync(
        HttpMethod method, Uri url, IReadOnlyList<KeyValuePair<string, string>> headers, (Func<CancellationToken, ValueTask<Stream>> Open, long Length)? body, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (url is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            throw new ArgumentException("An AS2 address is an absolute http or https URL.", nameof(url));
        }

        using var silence = new CancellationTokenSource(_options.SilenceTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, silence.Token);
        using var content = body is { } given ? new PulledContent(given.Open, given.Length, _options.Chunked, () => silence.CancelAfter(_options.SilenceTimeout)) : null;
        using var request = new HttpRequestMessage(method, url) { Content = content, Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.ExpectContinue = _options.ExpectContinue && content is not null ? true : null;
        request.Headers.TransferEncodingChunked = _options.Chunked && content is not null ? true : null;
        if (_options.Proxy?.AuthorizationFor(url) is { } known)
        {
            request.Headers.TryAddWithoutValidation("Proxy-Authorization", known);
        }

        OutgoingHeaders.Put(request, headers);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            return await ReadAsync(response, silence, either.Token);
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return As2HttpAttempt.NotAnswered(TransferFault.Silence, $"Nothing moved for {_options.SilenceTimeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} seconds.");
        }
        catch (OperationCanceledException late) when (late.InnerException is TimeoutException && !ct.IsCancellationRequested)
        {
            return As2HttpAttempt.NotAnswered(
                TransferFault.Connect, $"No connection could be made within {_options.ConnectTimeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} seconds.");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException && !ct.IsCancellationRequested)
        {
            return content?.InputFault is { } ours ? throw new IOException("The body to be sent could not be read.", ours) : FailedBy(fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _tls.Dispose();
    }

    private static As2HttpAttempt FailedBy(Exception fault)
    {
        if (Cause<RefusedAddressException>(fault) is { } refused)
        {
            return As2HttpAttempt.NotAnswered(TransferFault.Address, refused.Message);
        }

        if (Cause<RefusedCertificateException>(fault) is { } stranger)
        {
            return As2HttpAttempt.NotAnswered(TransferFault.Tls, stranger.Message);
        }

        if (TlsClient.AlertIn(fault) is { } alert)
        {
            return As2HttpAttempt.NotAnswered(TransferFault.Tls, alert);
        }

        var error = (fault as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        var words = error is HttpRequestError.Unknown ? fault.GetBaseException().Message : $"{Words(error)} ({fault.GetBaseException().Message})";
        return As2HttpAttempt.NotAnswered(KindOf(error), words);
    }

    private static TransferFault KindOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => TransferFault.Name,
        HttpRequestError.ConnectionError => TransferFault.Connect,
        HttpRequestError.SecureConnectionError => TransferFault.Tls,
        HttpRequestError.ProxyTunnelError => TransferFault.Proxy,
        _ => TransferFault.Cut,
    };

    private static string Words(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "The host's name is not known.",
        HttpRequestError.ConnectionError => "No connection could be made.",
        HttpRequestError.SecureConnectionError => "No secure connection could be made.",
        HttpRequestError.ProxyTunnelError => "The proxy did not let the connection through.",
        HttpRequestError.ResponseEnded => "The connection ended before the answer did.",
        HttpRequestError.InvalidResponse => "The answer is not valid HTTP.",
        HttpRequestError.ConfigurationLimitExceeded => "The answer's headers are too large.",
        _ => "The transfer failed.",
    };

    private static T? Cause<T>(Exception fault)
        where T : Exception
    {
        for (var at = fault; at is not null; at = at.InnerException)
        {
            if (at is T found)
            {
                return found;
            }
        }

        return null;
    }
}
