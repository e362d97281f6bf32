using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Waybill.As2.AspNetCore;

/// <summary>The HTTP rules of an AS2 address (RFC 4130 §5): method, bounds, names, and that only a whole body is ever answered with success.</summary>
internal sealed class As2TransportEndpoint(As2TransportOptions options, ILogger log)
{
    private const long LingerBytes = 64 << 20;
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(10);

    private readonly MessageGate _gate = new(options.MaxConcurrentMessages);

    internal async Task HandleAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            await http.PageAsync("This is an AS2 address. Business partners send their messages here with POST.");
        }
        else if (Single(http, "AS2-From") is not { } from || Single(http, "AS2-To") is not { } to)
        {
            log.NotAs2("AS2-From and AS2-To must each be there once");
            await http.Response.WriteAsync(As2Answer.Sentence(StatusCodes.Status400BadRequest, "AS2-From and AS2-To must each be there once."), http.RequestAborted);
        }
        else if (http.Request.ContentLength > options.MaxBodyBytes)
        {
            await TooLargeAsync(http);
        }
        else if (!_gate.TryEnter())
        {
            log.Full(options.MaxConcurrentMessages);
            await http.Response.ComeBackAsync(options.RetryAfter, http.RequestAborted);
        }
        else
        {
            try
            {
                if (options.RefuseNow is { } refuse && await refuse(http.RequestAborted) is { } reason)
                {
                    log.NotNow(reason);
                    await http.Response.ComeBackAsync(options.RetryAfter, http.RequestAborted);
                }
                else
                {
                    await ReceiveAsync(http, from, to);
                }
            }
            finally
            {
                _gate.Leave();
            }
        }
    }

    private async Task ReceiveAsync(HttpContext http, string from, string to)
    {
        var ct = http.RequestAborted;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
        {
            // Kestrel's own bound of 30 MB is replaced by ours, which the callback sees as a failing read.
            bound.MaxRequestBodySize = null;
        }

        await using var body = new ArrivingBody(http.Request.Body, options.MaxBodyBytes, options.SilenceTimeout, options.Time);
        var transfer = new As2Transfer(http.Request.Headers.Lines(), from, to, body, http.Connection.RemoteIpAddress)
        {
            DeclaredLength = http.Request.ContentLength, ClientCertificate = http.Connection.ClientCertificate,
        };
        As2Answer? answer = null;
        try
        {
            answer = await options.Receive!(transfer, ct);
            if (transfer.IsTurnedAway)
            {
                await TurnAwayAsync(http, answer);
                return;
            }

            await body.DrainAsync(ct);
        }
        catch (Exception fault) when (body.Fault is null && !ct.IsCancellationRequested)
        {
            log.OurFault(MessageId(http), fault);
            await TellAsync(fault);
        }
        catch (Exception fault)
        {
            // Judged below by what the transport did, not by what the callback made of it.
            log.Cut(MessageId(http), (body.Fault ?? fault).Message);
        }

        await AnswerAsync(http, body, answer, transfer.After);
    }

    private async Task AnswerAsync(HttpContext http, ArrivingBody body, As2Answer? answer, Func<ValueTask>? after)
    {
        if (after is not null)
        {
            http.Response.OnCompleted(() => RunAfterAsync(after));
        }

        switch (body.Fault)
        {
            case BodyTooLargeException:
                await TooLargeAsync(http);
                return;
            case BodySilentException:
                http.Response.Headers.Connection = "close";
                await http.Response.WriteAsync(As2Answer.Sentence(StatusCodes.Status408RequestTimeout, "The message stopped coming. Please send it again."), http.RequestAborted);
                return;
            case BadHttpRequestException bad:
                await http.Response.WriteAsync(As2Answer.Sentence(bad.StatusCode, "The request is not valid HTTP."), http.RequestAborted);
                return;
            case not null:
                http.Abort();
                return;
        }

        if (answer is null)
        {
            await http.Response.ComeBackAsync(options.RetryAfter, http.RequestAborted);
            return;
        }

        await http.Response.WriteAsync(answer, http.RequestAborted);
    }

    private async ValueTask TellAsync(Exception fault)
    {
        try
        {
            await (options.Faulted?.Invoke(fault) ?? default);
        }
        catch (Exception further)
        {
            // What failed once, a disk or a database, mostly fails again when it is to be told.
            log.FaultNotTold(further);
        }
    }

    private async Task RunAfterAsync(Func<ValueTask> after)
    {
        try
        {
            await after();
        }
        catch (Exception fault)
        {
            // The answer has left; the receipt is stored and its owner finds it again.
            log.ReceiptNotHandedOver(fault);
        }
    }

    private static async Task TooLargeAsync(HttpContext http)
    {
        await TurnAwayAsync(http, As2Answer.Sentence(StatusCodes.Status413PayloadTooLarge, "This message is larger than this address takes."));
    }

    /// <summary>Answers a message whose body is not wanted.</summary>
    private static async Task TurnAwayAsync(HttpContext http, As2Answer answer)
    {
        http.Response.Headers.Connection = "close";
        await http.Response.WriteAsync(answer, http.RequestAborted);
        await http.Response.CompleteAsync();
        if (http.Request.Headers.Expect.Count is 0)
        {
            await LingerAsync(http);
        }
    }

    /// <summary>Most senders read no answer before they have sent all, and a connection closed on them looks like a network fault worth a retry.
    /// So a little more than allowed is taken and thrown away; who goes on sending loses the connection.</summary>
    private static async Task LingerAsync(HttpContext http)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(LingerTime);
        var scratch = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            for (long taken = 0; taken < LingerBytes && (read = await http.Request.Body.ReadAsync(scratch, patience.Token)) > 0; taken += read)
            {
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The answer is out; how the rest ends is all the same.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch, clearArray: true);
        }
    }

    private static string? Single(HttpContext http, string name)
        => http.Request.Headers[name] is [{ Length: > 0 } only] ? only : null;

    private static string? MessageId(HttpContext http) => http.Request.Headers["Message-ID"] is [{ } id, ..] ? EndpointLog.Plain(id) : null;
}
