using System.Net;
using Waybill.As2;
using Waybill.As2.AspNetCore;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Where Echo receives: opens the message with its key, checks our signature, answers as the message's mode wants. Nothing is kept.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class EchoDoor(IConnections connections, EchoMessages messages, EchoPosts posts, EchoStranger stranger, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private const int MostBytes = 64 << 20;
    private const int MostAtOnce = 32;

    /// <summary>How long after the gateway's patience, or its deadline, Echo goes on: enough for the gateway to see that the time is over.</summary>
    private static readonly TimeSpan Beyond = TimeSpan.FromSeconds(5);

    internal void Configure(As2TransportOptions options)
    {
        options.Receive = ReceiveAsync;
        options.MaxBodyBytes = MostBytes;
        options.MaxConcurrentMessages = MostAtOnce;
        options.Time = time;
    }

    /// <summary>Echo is there for this machine, once it is set up; for everybody else the address does not exist.</summary>
    internal Task GateAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(EchoNames.Path, StringComparison.OrdinalIgnoreCase) && !(IsLocal(context) && IsSetUp()))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static bool IsLocal(HttpContext context)
        => context.Connection is { RemoteIpAddress: { } remote } connection && (IPAddress.IsLoopback(remote) || remote.Equals(connection.LocalIpAddress)) && !LocalCallers.CameByProxy(context.Request);

    private bool IsSetUp()
    {
        using var echo = EchoIdentity.Take(connections, time.GetUtcNow());
        return echo is not null;
    }

    private async ValueTask<As2Answer> ReceiveAsync(As2Transfer transfer, CancellationToken ct)
    {
        if (As2MessageHeaders.Read(transfer.Headers).Value is not { } message)
        {
            return Sentence(StatusCodes.Status400BadRequest, "AS2-From and AS2-To cannot be read.");
        }

        using var echo = EchoIdentity.Take(connections, time.GetUtcNow());
        if (echo?.Find(message) is not { } connection)
        {
            return Sentence(StatusCodes.Status403Forbidden, "Echo has no agreement of these AS2 names.");
        }

        var mode = EchoModes.Of(message.Subject);
        switch (mode.Mode)
        {
            case EchoMode.Status401:
                return Sentence(StatusCodes.Status401Unauthorized, "Echo lets nobody in now.", KeyValuePair.Create("WWW-Authenticate", "Basic realm=\"Echo\""));
            case EchoMode.Status503:
                return Sentence(StatusCodes.Status503ServiceUnavailable, "Echo is down.");
            case EchoMode.Silence:
                await transfer.ReadToEndAsync(ct);
                return await KeepSilentAsync(connection, ct);
            default:
                return await TakeAsync(transfer, message, echo, connection, mode, ct);
        }
    }

    private async ValueTask<As2Answer> TakeAsync(As2Transfer transfer, As2MessageHeaders message, EchoIdentity echo, As2Connection connection, EchoModeFacts mode, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var verdict = await As2MessageReader.ReadAsync(message.Content, message.ReceiptRequest, transfer.Body, Reading(echo, connection, now), new SpoolQuarantine(), ct);
        await transfer.ReadToEndAsync(ct);
        List<EchoPost> after = [];
        var answer = new As2Answer(StatusCodes.Status200OK, [], ReadOnlyMemory<byte>.Empty);
        if (message.ReceiptRequest is { } request)
        {
            if (EchoReceipt.Write(message, verdict, mode.Mode, echo, stranger, now) is not { } receipt)
            {
                return Sentence(StatusCodes.Status400BadRequest, "The message cannot be read.");
            }

            if (request.IsAsynchronous)
            {
                after.Add(EchoPost.Of(receipt) with { After = mode.Mode is EchoMode.Late && connection.Outbound is { } outbound ? outbound.ReceiptDeadline + Beyond : TimeSpan.Zero });
            }
            else
            {
                answer = answer with { Headers = receipt.Headers, Body = receipt.Body };
            }
        }

        if (await messages.PackAsync(echo, connection, message, verdict, mode, ct) is { } own)
        {
            after.Add(own);
        }

        transfer.OnAnswered(() =>
        {
            posts.Add(after);
            return ValueTask.CompletedTask;
        });
        return answer;
    }

    /// <summary>Until the gateway hangs up; a while longer at most, and not beyond the end of the program.</summary>
    private async ValueTask<As2Answer> KeepSilentAsync(As2Connection connection, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        try
        {
            await Task.Delay((connection.Outbound?.Http.SilenceTimeout ?? TimeSpan.Zero) + Beyond, time, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The end.
        }

        return Sentence(StatusCodes.Status503ServiceUnavailable, "Echo was silent.");
    }

    /// <summary>Echo takes whatever its connections are set to: old algorithms and every structure.</summary>
    private static As2ReadOptions Reading(EchoIdentity echo, As2Connection connection, DateTimeOffset now) => new()
    {
        VerificationTime = now, DecryptionKeys = new([echo.Key], ownsKeys: false), SignerCertificates = echo.Ours(connection).Verify, Signature = Requirement.Allowed, Encryption = Requirement.Allowed,
        AllowUnsignedCbc = true, RefuseSignerOutsideDates = false, Policy = Cms.CmsPolicy.ReadEverything,
    };

    private static As2Answer Sentence(int status, string sentence, params IReadOnlyList<KeyValuePair<string, string>> headers)
        => new(status, [.. headers, new("Content-Type", "text/plain; charset=us-ascii")], System.Text.Encoding.ASCII.GetBytes(sentence + "\r\n"));
}
