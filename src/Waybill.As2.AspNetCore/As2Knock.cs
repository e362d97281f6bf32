using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.As2.AspNetCore;

/// <summary>A message or receipt whose header was read and whose body was not: what a host needs to know whether its sender may come in.</summary>
/// <remarks>Valid until the callback it was handed to returns.</remarks>
/// <threadsafety>For one callback at a time.</threadsafety>
public sealed class As2Knock
{
    internal As2Knock(As2MessageHeaders headers, As2Agreement agreement, As2Transfer transfer, DateTimeOffset at)
        => (Headers, Agreement, Lines, RemoteAddress, ClientCertificate, At) = (headers, agreement, transfer.Headers, transfer.RemoteAddress, transfer.ClientCertificate, at);

    /// <summary>Names, Message-ID and the rest of the header.</summary>
    public As2MessageHeaders Headers { get; }

    /// <summary>What was agreed for its names.</summary>
    public As2Agreement Agreement { get; }

    /// <summary>Every header line as it arrived, Authorization among them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Lines { get; }

    /// <summary>Who sent it, as far as the connection shows.</summary>
    public IPAddress? RemoteAddress { get; }

    /// <summary>The certificate the client proved to have the key of in its handshake; null when it showed none. Whether it is one to be trusted is the host's to say.</summary>
    public X509Certificate2? ClientCertificate { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }
}
