using System.ComponentModel;
using System.Globalization;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Waybill.Gateway;
using MediaType = Microsoft.Net.Http.Headers.MediaTypeHeaderValue;

namespace Waybill.Server;

/// <summary>The bytes that are kept of an exchange. They are a partner's: always an attachment, never a page of ours.</summary>
internal static class ExchangeDownloads
{
    private static readonly string[] FramingHeaders = ["Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Trailer", "Expect"];

    internal static void Map(IEndpointRouteBuilder api)
    {
        Describe(api.MapGet("/exchanges/{id}/documents/{n:int:min(1)}", DocumentAsync), "getDocument", "Download a document.", "Decoded, as its sender had it.");
        Describe(api.MapGet("/exchanges/{id}/entity", EntityAsync), "getEntity", "Download the signed entity.", "The bytes the MIC and the signature are over.");
        Describe(
            api.MapGet("/exchanges/{id}/signature", SignatureAsync), "getSignature", "Download the signature of a message in.",
            "SignedData in DER, beside its content: openssl cms -verify -binary -inform DER -in signature -content entity, with the partner's certificate, checks both.");
        Describe(
            api.MapGet("/exchanges/{id}/receipt", ReceiptAsync), "getReceipt", "Download the receipt.",
            "In: ours. Out: the authentic one, else the last that came. Header lines, an empty line and the body, as waybill inspect reads them.");
        Describe(
            api.MapGet("/exchanges/{id}/wire", WireAsync), "getWire", "Download the message as it goes over the wire.",
            "In: as it came, when its bytes are kept. Out: the package every attempt sends; a large encrypted one can be made again only until its receipt has come. " +
            "Header lines, an empty line and the body, as waybill inspect reads them.");
    }

    private static void Describe(RouteHandlerBuilder endpoint, string name, string summary, string description)
        => endpoint.Audited().WithName(name).WithTags("Downloads").WithSummary(summary).WithDescription(description)
            .Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Octet)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status410Gone);

    private static async Task<IResult> DocumentAsync(
        HttpContext context, IJournal journal, IPayloadStore payloads, string id, [Description("Which document, from 1.")] int n, CancellationToken ct)
    {
        if (await ExchangeListing.DetailAsync(journal, id, ct) is not { } detail)
        {
            return ApiProblems.NoSuchExchange();
        }

        if (n > detail.Documents.Count)
        {
            return ApiProblems.Of(StatusCodes.Status404NotFound, $"This exchange has {detail.Documents.Count.ToString(CultureInfo.InvariantCulture)} documents, or they are no longer kept.");
        }

        var document = detail.Documents[n - 1];
        var type = MediaType.TryParse(document.ContentType, out _) ? document.ContentType : MediaTypeNames.Application.Octet;
        if (await KeptDocument.OpenAsync(payloads, detail, n - 1, ct) is not { } kept)
        {
            return NotKept("This document");
        }

        Attach(context, document.FileName ?? $"{id}-{n.ToString(CultureInfo.InvariantCulture)}");
        context.Response.ContentLength = document.Length;
        return TypedResults.Stream(
            async body =>
            {
                await using (kept)
                {
                    await kept.Content.CopyToAsync(body, 128 * 1024, ct);
                }
            },
            type);
    }

    private static async Task<IResult> EntityAsync(HttpContext context, IJournal journal, IPayloadStore payloads, SentPackages packages, string id, CancellationToken ct)
        => await ExchangeListing.DetailAsync(journal, id, ct) is not { } detail ? ApiProblems.NoSuchExchange()
            : detail.Summary.Direction is Direction.Out ? SendSent(context, await packages.OpenEntityAsync(detail.Summary.Id, ct), "The signed entity", $"{id}.entity", withHeaders: false, ct)
            : detail.Entity is not { } entity || await payloads.LengthAsync(entity, ct) is not { } length ? NotKept("The signed entity")
            : await SendAsync(context, payloads, entity, 0, length, MediaTypeNames.Application.Octet, $"{id}.entity", [], ct);

    private static async Task<IResult> SignatureAsync(HttpContext context, IJournal journal, string id, CancellationToken ct)
    {
        if (await ExchangeListing.DetailAsync(journal, id, ct) is not { } detail)
        {
            return ApiProblems.NoSuchExchange();
        }

        if (detail.Signature is not { } signature)
        {
            return NotKept("A signature beside its content");
        }

        Attach(context, $"{id}.p7s");
        return TypedResults.Bytes(signature.ToArray(), MediaTypeNames.Application.Octet);
    }

    private static async Task<IResult> ReceiptAsync(
        HttpContext context, IJournal journal, string id, [Description("The body alone. Default false.")] bool? body, CancellationToken ct)
    {
        if (await ExchangeListing.DetailAsync(journal, id, ct) is not { } detail)
        {
            return ApiProblems.NoSuchExchange();
        }

        if (KeptReceipt.Of(detail) is not { } receipt)
        {
            return ApiProblems.Of(StatusCodes.Status404NotFound, "There is no receipt of this exchange.");
        }

        return Receipt(context, receipt.Headers, receipt.Body, $"{id}.receipt", body);
    }

    internal static IResult Receipt(HttpContext context, IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> receipt, string fileName, bool? body)
    {
        Attach(context, fileName);
        byte[] bytes = [.. body is true ? [] : Start(headers, receipt.Length), .. receipt.Span];
        return TypedResults.Bytes(bytes, MediaTypeNames.Application.Octet);
    }

    private static async Task<IResult> WireAsync(
        HttpContext context, IJournal journal, IPayloadStore payloads, SentPackages packages, string id, [Description("The body alone. Default false.")] bool? body, CancellationToken ct)
        => await ExchangeListing.DetailAsync(journal, id, ct) is not { } detail ? ApiProblems.NoSuchExchange()
            : detail is { Summary.Direction: Direction.Out, Wire: null }
                ? SendSent(context, await packages.OpenBodyAsync(detail.Summary.Id, ct), "The message as it goes over the wire", $"{id}.http", withHeaders: body is not true, ct)
            : detail.Wire is not { } wire || await payloads.LengthAsync(wire, ct) is not { } length ? NotKept("The message as it went over the wire")
            : await SendAsync(context, payloads, wire, 0, length, MediaTypeNames.Application.Octet, $"{id}.http", body is true ? [] : Start(detail.Headers, length), ct);

    private static IResult SendSent(HttpContext context, SentBytes? sent, string what, string fileName, bool withHeaders, CancellationToken ct)
    {
        if (sent is null)
        {
            return NotKept(what);
        }

        byte[] before = withHeaders && sent.Length is { } length ? Start(sent.Headers, length) : [];
        Attach(context, fileName);
        context.Response.ContentLength = before.Length + sent.Length;
        return TypedResults.Stream(
            async body =>
            {
                await using (sent)
                {
                    await body.WriteAsync(before, ct);
                    await sent.Content.CopyToAsync(body, 128 * 1024, ct);
                }
            },
            MediaTypeNames.Application.Octet);
    }

    private static async Task<IResult> SendAsync(
        HttpContext context, IPayloadStore payloads, PayloadId id, long offset, long length, string type, string fileName, byte[] before, CancellationToken ct)
    {
        Stream content;
        try
        {
            content = await payloads.OpenAsync(id, offset, length, ct);
        }
        catch (FileNotFoundException)
        {
            return NotKept("This object");
        }

        Attach(context, fileName);
        context.Response.ContentLength = before.Length + length;
        return TypedResults.Stream(
            async body =>
            {
                await using (content)
                {
                    await body.WriteAsync(before, ct);
                    await content.CopyToAsync(body, 128 * 1024, ct);
                }
            },
            type);
    }

    /// <summary>A browser stores it under a harmless name and runs nothing of it.</summary>
    private static void Attach(HttpContext context, string fileName)
    {
        var safe = string.Concat(fileName[(fileName.AsSpan().LastIndexOfAny('/', '\\') + 1)..].EnumerateRunes()
            .Where(static r => !Rune.IsControl(r) && r != Rune.ReplacementChar && Rune.GetUnicodeCategory(r) is not UnicodeCategory.Format).Take(150)).Trim(' ', '.');
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(safe.Length is 0 ? "document" : safe);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
    }

    /// <summary>Header lines without those that framed the transfer, which is over: the length is the body's own.</summary>
    private static byte[] Start(IReadOnlyList<KeyValuePair<string, string>> headers, long length)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in headers)
        {
            if (!FramingHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                text.Append(name).Append(": ").Append(value).Append("\r\n");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static ProblemHttpResult NotKept(string what)
        => ApiProblems.Of(StatusCodes.Status410Gone, $"{what} is not kept for this exchange: it was never stored, or its time is over.");
}
