using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Sends notices as mail.</summary>
internal sealed class SmtpChannel(SmtpTarget target, TimeProvider time) : INoticeChannel
{
    public async ValueTask SendAsync(Notice notice, CancellationToken ct)
    {
        using var mail = MailOf(notice);
        using var client = new SmtpClient { Timeout = 30_000 };
        try
        {
            await client.ConnectAsync(target.Host, target.Port, target.Security, ct);
            if (target.User is not "")
            {
                await client.AuthenticateAsync(target.User, target.Password, ct);
            }

            await client.SendAsync(mail, ct);
        }
        catch (Exception fault) when (fault is CommandException or ProtocolException or AuthenticationException or SslHandshakeException or ServiceNotConnectedException or SocketException or IOException
            or InvalidOperationException or NotSupportedException)
        {
            throw new NoticeException(SentenceOf(fault), fault);
        }

        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception fault) when (fault is CommandException or ProtocolException or SocketException or IOException or OperationCanceledException)
        {
            // It was taken before: how the conversation ends is all the same.
        }
    }

    private MimeMessage MailOf(Notice notice)
    {
        var mail = new MimeMessage();
        mail.From.Add(MailboxAddress.Parse(target.From));
        mail.To.AddRange(target.To.Select(static t => MailboxAddress.Parse(t)));
        mail.Subject = "[Waybill] " + notice.Title;
        // The same for every attempt: a mail server that had it before may drop it.
        mail.MessageId = $"{notice.Id}@waybill.invalid";
        mail.Date = time.GetUtcNow();
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Body = new TextPart("plain") { Text = TextOf(notice) };
        return mail;
    }

    private static string TextOf(Notice notice)
    {
        var alert = notice.Alert;
        string?[] lines =
        [
            alert.Text, "",
            $"kind        {alert.Kind}", $"about       {alert.Subject}", $"severity    {Words<AlertSeverity>.Of(alert.Severity)}",
            notice.Connection is null ? null : $"connection  {notice.Connection}", notice.Partner is null ? null : $"partner     {notice.Partner}",
            $"raised      {alert.RaisedAt:yyyy-MM-dd HH:mm:ss} UTC{(alert.Count > 1 ? FormattableString.Invariant($", {alert.Count} times since") : "")}",
            notice.IsResolved && alert.ResolvedAt is { } end ? $"resolved    {end:yyyy-MM-dd HH:mm:ss} UTC" : null,
        ];
        return string.Join("\r\n", lines.Where(static l => l is not null).Select(static l => Notice.OneLine(l!))) + "\r\n";
    }

    /// <summary>What a server says may repeat what it was told: of an authentication only that it failed is kept.</summary>
    private string SentenceOf(Exception fault) => fault switch
    {
        AuthenticationException => $"{target.Host} does not take the user name and password.",
        SslHandshakeException => $"{target.Host} shows a certificate that is not trusted, or speaks no TLS at this port.",
        SmtpCommandException refused => FormattableString.Invariant($"{target.Host} answered {(int)refused.StatusCode} {Notice.OneLine(refused.Message)}"),
        SocketException none => $"{target.Host} cannot be reached: {none.SocketErrorCode}.",
        NotSupportedException => $"{target.Host} does not offer what is asked for: STARTTLS or a way to sign in.",
        _ => $"{target.Host} broke off the conversation.",
    };
}

/// <summary>A mail server and who gets the mail.</summary>
internal sealed record SmtpTarget(string Host, int Port, SecureSocketOptions Security, string User, string Password, string From, IReadOnlyList<string> To);
