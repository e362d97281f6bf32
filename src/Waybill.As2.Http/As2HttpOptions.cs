using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.As2.Http;

/// <summary>How messages and receipts are posted. One set for one <see cref="As2HttpSender"/>.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record As2HttpOptions
{
    /// <summary>Longest wait for a connection. Default 30 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time in which no byte moves in either direction; a partner may open and check a large message before it answers. Default 5 minutes.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Largest answer body taken, in bytes. Default 1 MiB: a receipt has a few KiB.</summary>
    public int MaxAnswerBytes { get; init; } = 1 << 20;

    /// <summary>Sends the body in chunks instead of with its length. Default false: old peers cannot read chunks.</summary>
    public bool Chunked { get; init; }

    /// <summary>Asks for 100 Continue before the body is sent. Default false: some peers never answer it.</summary>
    public bool ExpectContinue { get; init; }

    /// <summary>Goes through the proxy the environment names. Default false. Not together with <see cref="Guard"/>: a proxy would connect where nothing is checked.</summary>
    public bool UseProxy { get; init; }

    /// <summary>Goes through this proxy; it must not stand beside <see cref="Guard"/>. Default none.</summary>
    public As2Proxy? Proxy { get; init; }

    /// <summary>How servers are recognised over https and how we show who we are. Default: the system's authorities, TLS 1.2 and 1.3, no certificate of ours.</summary>
    public As2TlsOptions Tls { get; init; } = new();

    /// <summary>Told every server certificate, taken or not, for who wants to show it. Must not throw and not keep the certificate. Default null.</summary>
    public Action<X509Certificate2>? CertificateSeen { get; init; }

    /// <summary>Told every secure connection that was made. Must not throw and not touch the stream's data. Default null.</summary>
    public Action<SslStream>? SecureMade { get; init; }

    /// <summary>Checks the address of every connection; null connects anywhere, for URLs that an operator configured. Set it for URLs a partner names.</summary>
    public AddressGuard? Guard { get; init; }

    /// <summary>The clock behind the timeouts. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
