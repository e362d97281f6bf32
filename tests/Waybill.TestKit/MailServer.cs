using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Waybill.TestKit;

/// <summary>A mail that was taken.</summary>
/// <param name="From">Of the envelope.</param>
/// <param name="To">Of the envelope.</param>
/// <param name="Text">Headers and body as they came.</param>
/// <param name="IsTls">Whether it came over TLS.</param>
/// <param name="User">Who had signed in; null: nobody.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Text, bool IsTls, string? User);

/// <summary>A mail server on a loopback port: as much of SMTP (RFC 5321, STARTTLS, AUTH PLAIN) as a client needs that sends one mail.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _running;

    /// <param name="certificate">Offers STARTTLS with it; null offers none.</param>
    public MailServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _running = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What was taken, in order.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = new();

    /// <summary>Answers to the next mails in place of 250, one each.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    /// <summary>Password that is taken of anybody; null offers no signing in.</summary>
    public string? Password { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = TalkAsync(client);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (Exception end) when (end is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, or did not like the certificate.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        var (isTls, user, from, to) = (false, (string?)null, "", new List<string>());
        var lines = new Lines(stream, _stop.Token);
        await lines.SayAsync("220 mail.test ESMTP");
        while (await lines.NextAsync() is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await lines.SayAsync($"250-mail.test{(_certificate is null || isTls ? "" : "\r\n250-STARTTLS")}{(Password is null ? "" : "\r\n250-AUTH PLAIN")}\r\n250 8BITMIME");
                    break;
                case "STARTTLS":
                    await lines.SayAsync("220 go ahead");
                    var tls = new SslStream(stream);
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                    (lines, isTls) = (new(tls, _stop.Token), true);
                    break;
                case "AUTH":
                    var given = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).Split('\0');
                    user = string.Equals(given[2], Password, StringComparison.Ordinal) ? given[1] : null;
                    await lines.SayAsync(user is null ? $"535 5.7.8 no: {given[2]}" : "235 welcome");
                    break;
                case "MAIL":
                    (from, to) = (Address(line), []);
                    await lines.SayAsync("250 ok");
                    break;
                case "RCPT":
                    to.Add(Address(line));
                    await lines.SayAsync("250 ok");
                    break;
                case "DATA":
                    await lines.SayAsync("354 go ahead");
                    var text = new StringBuilder();
                    while (await lines.NextAsync() is { } part and not ".")
                    {
                        text.Append(part.StartsWith('.') ? part[1..] : part).Append("\r\n");
                    }

                    if (Refusals.TryDequeue(out var refusal))
                    {
                        await lines.SayAsync(refusal);
                        break;
                    }

                    Mails.Enqueue(new(from, to, text.ToString(), isTls, user));
                    await lines.SayAsync("250 taken");
                    break;
                case "QUIT":
                    await lines.SayAsync("221 bye");
                    return;
                default:
                    await lines.SayAsync("250 ok");
                    break;
            }
        }
    }

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    /// <summary>Lines both ways, nothing read ahead of a change to TLS.</summary>
    private sealed class Lines(Stream stream, CancellationToken ct)
    {
        private readonly byte[] _one = new byte[1];

        internal async Task SayAsync(string line) => await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), ct);

        internal async Task<string?> NextAsync()
        {
            var line = new List<byte>();
            while (await stream.ReadAsync(_one, ct) > 0)
            {
                if (_one[0] is (byte)'\n')
                {
                    return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                }

                line.Add(_one[0]);
            }

            return null;
        }
    }
}
