using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.As2.AspNetCore;

/// <summary>One POST to an AS2 address while it is being read: the header lines and the body, nothing judged yet.</summary>
/// <remarks>Valid until the callback it was handed to returns.</remarks>
/// <threadsafety>For one callback at a time.</threadsafety>
public sealed class As2Transfer
{
    private readonly ArrivingBody _body;

    internal As2Transfer(IReadOnlyList<KeyValuePair<string, string>> headers, string from, string to, ArrivingBody body, IPAddress? remote)
    {
        Headers = headers;
        From = from;
        To = to;
        _body = body;
        RemoteAddress = remote;
    }

    /// <summary>Every header line as it arrived, repeats included.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The value of the one AS2-From header, quotes included.</summary>
    public string From { get; }

    /// <summary>The value of the one AS2-To header, quotes included.</summary>
    public string To { get; }

    /// <summary>The body, forward only and asynchronous only. A lost connection, a bad chunk or too many bytes throw from a read, never end it quietly.</summary>
    public Stream Body => _body;

    /// <summary>Who sent it, as far as the connection shows.</summary>
    public IPAddress? RemoteAddress { get; }

    /// <summary>Bytes of the body read so far.</summary>
    public long BodyLength => _body.Position;

    /// <summary>SHA-256 of the body as it arrived.</summary>
    /// <exception cref="InvalidOperationException">The body has not been read to its end.</exception>
    public ReadOnlyMemory<byte> BodySha256 => _body.Sha256;

    /// <summary>What takes the body's bytes as they are read; null for nothing.</summary>
    internal IAs2BodyCopy? Copy => _body.Copy;

    internal Func<ValueTask>? After { get; private set; }

    /// <summary>The client's certificate of the TLS handshake; null when it showed none.</summary>
    internal X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Answers without reading the body.</summary>
    internal bool IsTurnedAway { get; set; }

    /// <summary>The length the sender said beforehand, in bytes; null when it said none.</summary>
    internal long? DeclaredLength { get; init; }

    /// <summary>Reads what is left of the body. To be awaited before anything is stored as received.</summary>
    /// <exception cref="IOException">The body was cut, malformed or too large. Let it go through: the endpoint answers.</exception>
    public ValueTask ReadToEndAsync(CancellationToken cancellationToken) => _body.DrainAsync(cancellationToken);

    internal void CopyTo(IAs2BodyCopy copy) => _body.Copy = copy;

    /// <summary>Runs <paramref name="action"/> once the answer is finished (RFC 4130 §7.2: an asynchronous receipt starts after it).</summary>
    public void OnAnswered(Func<ValueTask> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (After is not { } before)
        {
            After = action;
            return;
        }

        After = async () =>
        {
            await before();
            await action();
        };
    }
}
