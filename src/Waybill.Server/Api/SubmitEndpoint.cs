using System.ComponentModel;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Takes documents to be sent: one as the body, streamed, or several as a form.</summary>
internal static class SubmitEndpoint
{
    /// <summary>A form is put aside on the disk before it is read; what is larger comes as a body of its own.</summary>
    private const long MostFormBytes = 1L << 30;

    internal static void Map(IEndpointRouteBuilder api)
        => api.MapPost("/exchanges", SubmitAsync).WithName("submitExchange").WithTags("Exchanges")
            .WithSummary("Send documents to a partner.")
            .WithDescription(
                "The body is one document of any length, or multipart/form-data with several files (at most 1 GiB together) and the fields connection and subject. " +
                "201 means: it is stored and will be sent, whatever happens to the gateway. With an Idempotency-Key the same request is carried out once within 7 days: " +
                "repeated it is answered as before, with another document 422, while it still runs 409.")
            .Produces<SubmittedExchange>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer(static (operation, _, _) =>
            {
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                    {
                        ["application/octet-stream"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                        ["multipart/form-data"] = new()
                        {
                            Schema = new OpenApiSchema
                            {
                                Type = JsonSchemaType.Object,
                                Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                                {
                                    ["file"] = new OpenApiSchema
                                    {
                                        Type = JsonSchemaType.Array, Description = "The documents, in order.", Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                                    },
                                    ["connection"] = new OpenApiSchema { Type = JsonSchemaType.String },
                                    ["subject"] = new OpenApiSchema { Type = JsonSchemaType.String },
                                },
                            },
                        },
                    },
                };
                return Task.CompletedTask;
            });

    private static async Task<IResult> SubmitAsync(
        HttpContext context, Caller caller, IConnections connections, Submitter submitter,
        [Description("Name of the connection.")] string? connection,
        [Description("Name of the document, without a folder.")] string? fileName,
        [Description("Subject of the message; without it the connection's.")] string? subject,
        [Description("Media type of the document; without it the request's Content-Type, or what its first bytes show.")] string? contentType,
        [Description("A test, left out of statistics. Default false.")] bool? isTest,
        [Microsoft.AspNetCore.Mvc.FromHeader(Name = "Idempotency-Key"), Description("Makes the request safe to repeat: 1 to 200 printable characters.")] string? idempotencyKey,
        CancellationToken ct)
    {
        var problems = new FieldProblems();
        var isForm = context.Request.HasFormContentType && context.Request.ContentType!.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = isForm ? MostFormBytes : null;
        }

        List<SubmitDocument> documents;
        if (isForm)
        {
            var form = await ReadFormAsync(context, problems, ct);
            documents = [.. form.Files.Select(f => new SubmitDocument(f.OpenReadStream(), SubmitCheck.KnownType(f.ContentType), f.FileName))];
            (connection, subject) = (connection ?? Field(form, "connection"), subject ?? Field(form, "subject"));
            if (fileName is not null || contentType is not null)
            {
                problems.Add(fileName is null ? "contentType" : "fileName", "In a form each file brings its own.");
            }
        }
        else
        {
            documents = await HasBytesAsync(context.Request.BodyReader, ct)
                ? [new(context.Request.BodyReader.AsStream(), contentType ?? SubmitCheck.KnownType(context.Request.ContentType), fileName)] : [];
        }

        SubmitCheck.Names(problems, connections, connection, subject, idempotencyKey);
        SubmitCheck.Documents(problems, documents, isForm);
        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var outcome = await submitter.SubmitAsync(
            new() { Connection = connection!, Documents = documents, Subject = subject, IsTest = isTest ?? false, Idempotency = SubmitAnswer.Call(caller, idempotencyKey, connection!) }, ct);
        return SubmitAnswer.Of(outcome, connection!);
    }

    private static async ValueTask<IFormCollection> ReadFormAsync(HttpContext context, FieldProblems problems, CancellationToken ct)
    {
        try
        {
            return await context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = MostFormBytes, ValueCountLimit = 16, ValueLengthLimit = 4096 }, ct);
        }
        catch (InvalidDataException)
        {
            problems.Add("body", "The form cannot be read: check its boundary, and keep it below 1 GiB and 16 fields.");
            return FormCollection.Empty;
        }
    }

    private static string? Field(IFormCollection form, string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>Looks, and takes nothing.</summary>
    private static async ValueTask<bool> HasBytesAsync(PipeReader body, CancellationToken ct)
    {
        var start = await body.ReadAsync(ct);
        body.AdvanceTo(start.Buffer.Start);
        return !start.Buffer.IsEmpty;
    }
}

/// <summary>Answers a submission.</summary>
internal static class SubmitAnswer
{
    /// <summary>Null without a key.</summary>
    internal static IdempotentCall? Call(Caller caller, string? key, string connection)
        => key is null ? null : new(caller.Name, key, s => JsonSerializer.Serialize(Body(s, connection), ApiJson.Default.SubmittedExchange));

    internal static IResult Of(SubmitOutcome outcome, string connection) => outcome switch
    {
        SubmitOutcome.Submitted done => Created(Body(done, connection)),
        SubmitOutcome.Repeated before => Created(JsonSerializer.Deserialize(before.Response, ApiJson.Default.SubmittedExchange)!),
        SubmitOutcome.KeyTaken => ApiProblems.Of(StatusCodes.Status422UnprocessableEntity, "This Idempotency-Key was used for another request. Take a new key for a new message."),
        SubmitOutcome.StillRunning => ApiProblems.Of(StatusCodes.Status409Conflict, "A request with this Idempotency-Key is being carried out. Ask again when it is done."),
        SubmitOutcome.Refused refused => ApiProblems.Of(StatusCodes.Status422UnprocessableEntity, refused.Reason),
        _ => throw new InvalidOperationException("An outcome nobody knows."),
    };

    private static Created<SubmittedExchange> Created(SubmittedExchange exchange) => TypedResults.Created(exchange.Href, exchange);

    private static SubmittedExchange Body(SubmitOutcome.Submitted done, string connection)
        => new(done.Id.Value, done.MessageId, connection, ExchangeState.Submitted, $"{ApiSetup.Root}/exchanges/{done.Id}");
}
