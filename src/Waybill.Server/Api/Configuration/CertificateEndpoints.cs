using System.ComponentModel;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Waybill.Certificates;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("When a certificate takes over.")]
internal sealed record SwitchRequest([property: Description("The moment; left out or past: now.")] DateTimeOffset? At);

/// <summary>Certificates as files: read, taken in, made, asked for at a CA, given out. No answer holds a private key.</summary>
internal static class CertificateEndpoints
{
    private static readonly (string, string)[] Opening =
    [
        ("password", "Opens what is protected."), ("keyPassword", "Opens the key inside a JKS file where it has one of its own."),
        ("alias", "Which key of several: its alias, or the subject or SHA-256 thumbprint of its certificate."),
    ];

    private static readonly (string, string)[] Place =
    [
        ("name", "Of the certificate: 1 to 64 letters, digits, dots, hyphens, underscores."), ("owner", "station/NAME or partner/NAME."), ("identity", "The AS2 name of one identity of the partner; left out: all."),
        ("use", "any (default), sign, encrypt or tls."), ("from", "From when it signs or is encrypted for."), ("until", "Until when."), ("state", "current (default), planned or retired."), ("note", "For people."),
    ];

    private static readonly (string, string)[] Subject =
    [
        ("commonName", "The name partners know you by."), ("organization", "Your company."), ("country", "Two letters."), ("keyType", "rsa-2048 (default), rsa-3072, rsa-4096, ec-p256, ec-p384, ec-p521."),
    ];

    internal static void Map(IEndpointRouteBuilder api)
    {
        Describe(
            api.MapPost("/certificates/read", ReadAsync).WithName("readCertificate").WithSummary("Read files and say what they hold, and save nothing.")
                .WithDescription("PEM, DER, P7B, PFX and JKS; key, certificate and chain may come in several files.").Produces<ReadCertificates>(),
            [.. Opening, ("owner", "station/NAME: it is looked at as one of ours, with its key; partner/NAME: as a partner's."), ("use", "any (default), sign, encrypt or tls.")],
            """{"files": ["MIIK…"], "password": "…", "owner": "station/acme"}""");
        Describe(
            api.MapPost("/certificates/import", ImportAsync).WithName("importCertificate").WithSummary("Take a certificate out of files into the configuration.")
                .WithDescription("As read, then saved under a name. A station's comes with its key, which is sealed and never shown again; one that comes with a partner's certificate is not kept.").Saves(),
            [.. Place, .. Opening], """{"name": "globex-2027", "owner": "partner/globex", "state": "planned", "from": "2027-03-01T00:00:00Z", "files": ["MIID…"]}""");
        Describe(
            api.MapPost("/certificates/new", MakeAsync).WithName("makeCertificate").WithSummary("Make a key and a self-signed certificate.")
                .WithDescription("The key is made here, sealed, and never leaves. With from and state planned it takes over then; give the partner its file before.").Saves(),
            [.. Place, .. Subject, ("days", "How long it is valid. Default 1095.")], """{"name": "acme-2027", "owner": "station/acme", "commonName": "ACME", "keyType": "rsa-3072", "days": 1095, "state": "planned", "from": "2027-03-01T00:00:00Z"}""", hasFiles: false);
        Describe(
            api.MapPost("/certificates/request", RequestAsync).WithName("requestCertificate").WithSummary("Make a key and the request (PKCS#10) that asks a CA for its certificate.")
                .WithDescription("request in the answer goes to the CA; what it sends goes to answer. Until then it is used for nothing.").Saves(),
            [.. Place, .. Subject], """{"name": "acme-2027", "owner": "station/acme", "commonName": "ACME", "organization": "ACME Ltd", "country": "DE"}""", hasFiles: false);
        Describe(
            api.MapPost("/certificates/{name}/answer", AnswerAsync).WithName("answerCertificate").WithSummary("Take the CA's answer to a request.")
                .WithDescription("The certificate alone or with its chain, in any form. It must be for the key that was kept.").Changes(),
            [], """{"files": ["-----BEGIN CERTIFICATE-----\n…"]}""");
        api.MapPost("/certificates/{name}/switch", SwitchAsync).WithName("switchCertificate").WithTags("Certificates").WithSummary("Let a certificate take over, now or at a moment to come.")
            .WithDescription("Sets its from and its state. The one before goes on proving signatures and opening messages until it is retired.").Changes();
        api.MapGet("/certificates/{name}/files/{format}", Find).WithName("getCertificateFile").WithTags("Certificates").WithSummary("Download the public part of a certificate.")
            .WithDescription("format: cer (DER), pem (with its chain), p7b (with its chain), or csr for the request that waits for a CA.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static RouteHandlerBuilder Saves(this RouteHandlerBuilder builder)
        => builder.Produces<System.Text.Json.JsonElement>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static RouteHandlerBuilder Changes(this RouteHandlerBuilder builder) => builder.Produces<System.Text.Json.JsonElement>().ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static void Describe(RouteHandlerBuilder builder, (string, string)[] members, string example, bool hasFiles = true)
        => builder.WithTags("Certificates").ProducesProblem(StatusCodes.Status422UnprocessableEntity).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            CertificateBody.Describe(operation, members, example, hasFiles);
            return Task.CompletedTask;
        });

    private static async Task<IResult> ReadAsync(HttpContext context, TimeProvider time, CancellationToken ct)
    {
        var problems = new FieldProblems();
        using var body = await CertificateBody.ReadAsync(context, problems, ct);
        var options = body.TakeOptions(problems);
        var (owner, use) = (body.Take("owner", problems), body.Take("use", problems));
        if (Import(body, options, problems) is not { } imported)
        {
            return ApiProblems.Invalid(problems);
        }

        using (imported)
        {
            return TypedResults.Ok(CertificateViews.Of(imported, owner, use, time.GetUtcNow()));
        }
    }

    private static async Task<IResult> ImportAsync(Caller caller, HttpContext context, CertificateDesk desk, CancellationToken ct)
    {
        var problems = new FieldProblems();
        using var body = await CertificateBody.ReadAsync(context, problems, ct);
        var (options, name) = (body.TakeOptions(problems), Name(body, problems));
        if (Import(body, options, problems) is not { } imported)
        {
            return ApiProblems.Invalid(problems);
        }

        using (imported)
        {
            return ResourceAnswers.Of(context, await desk.AddAsync(name, imported, body.Settings, caller.Name, ct), ResourceKinds.Certificate, name);
        }
    }

    private static async Task<IResult> MakeAsync(Caller caller, HttpContext context, CertificateDesk desk, CancellationToken ct)
    {
        var problems = new FieldProblems();
        using var body = await CertificateBody.ReadAsync(context, problems, ct);
        var (name, subject, kind) = (Name(body, problems), TakeSubject(body, problems), TakeKind(body, problems));
        var days = body.TakeNumber("days", 1095, problems);
        if (days is < 1 or > 36500)
        {
            problems.Add("days", "1 to 36500.");
        }

        return problems.IsEmpty ? ResourceAnswers.Of(context, await desk.MakeAsync(name, subject, kind, days, body.Settings, caller.Name, ct), ResourceKinds.Certificate, name) : ApiProblems.Invalid(problems);
    }

    private static async Task<IResult> RequestAsync(Caller caller, HttpContext context, CertificateDesk desk, CancellationToken ct)
    {
        var problems = new FieldProblems();
        using var body = await CertificateBody.ReadAsync(context, problems, ct);
        var (name, subject, kind) = (Name(body, problems), TakeSubject(body, problems), TakeKind(body, problems));
        return problems.IsEmpty ? ResourceAnswers.Of(context, await desk.RequestAsync(name, subject, kind, body.Settings, caller.Name, ct), ResourceKinds.Certificate, name) : ApiProblems.Invalid(problems);
    }

    private static async Task<IResult> AnswerAsync(Caller caller, HttpContext context, CertificateDesk desk, string name, CancellationToken ct)
    {
        var problems = new FieldProblems();
        using var body = await CertificateBody.ReadAsync(context, problems, ct);
        body.RefuseRest(problems);
        if (body.Files is [])
        {
            problems.Add("files", "Bring what the CA sent.");
        }

        return problems.IsEmpty ? ResourceAnswers.Of(context, await desk.AnswerAsync(name, body.Files, caller.Name, ct), ResourceKinds.Certificate, name) : ApiProblems.Invalid(problems);
    }

    private static async Task<IResult> SwitchAsync(Caller caller, HttpContext context, CertificateDesk desk, string name, SwitchRequest request, CancellationToken ct)
        => ResourceAnswers.Of(context, await desk.SwitchAsync(name, request.At, caller.Name, ct), ResourceKinds.Certificate, name);

    private static IResult Find(ConfigurationService configuration, string name, string format)
    {
        if (configuration.Find(ResourceKinds.Certificate, name) is not { } view)
        {
            return ResourceAnswers.NotFound(ResourceKinds.Certificate, name);
        }

        if (format is "csr")
        {
            return CertificateViews.Text(view, "request") is { Length: > 0 } request ? TypedResults.File(Encoding.ASCII.GetBytes(request), "application/pkcs10", $"{name}.csr")
                : ApiProblems.Of(StatusCodes.Status404NotFound, $"The certificate {name} waits for no CA.");
        }

        using var imported = CertificateImport.Read(Encoding.UTF8.GetBytes(CertificateViews.Text(view, "certificate") ?? "")).Value;
        return (format, imported) switch
        {
            ("cer" or "pem" or "p7b", null) => ApiProblems.Of(StatusCodes.Status404NotFound, $"{name} has no certificate yet."),
            ("cer", _) => TypedResults.File(imported!.Certificates[0].RawData, "application/pkix-cert", $"{name}.cer"),
            ("pem", _) => TypedResults.File(Encoding.ASCII.GetBytes(imported!.CertificatePem), "application/x-pem-file", $"{name}.pem"),
            ("p7b", _) => TypedResults.File(P7bFile.Write([.. imported!.Certificates.Select(static c => c.RawData)]), "application/x-pkcs7-certificates", $"{name}.p7b"),
            _ => ApiProblems.Of(StatusCodes.Status404NotFound, "The formats are cer, pem, p7b and csr."),
        };
    }

    /// <summary>Null with a problem where the files give nothing, or something was wrong before.</summary>
    private static ImportedCertificates? Import(CertificateBody body, ImportOptions options, FieldProblems problems)
    {
        if (body.Files is [])
        {
            problems.Add("files", "Bring at least one file.");
        }

        if (!problems.IsEmpty)
        {
            return null;
        }

        var result = CertificateImport.Read(body.Files, options);
        if (result.Problem is { } problem)
        {
            problems.Add("files", problem);
        }

        return result.Value;
    }

    private static string Name(CertificateBody body, FieldProblems problems)
    {
        var name = body.Take("name", problems);
        if (name is null or "")
        {
            problems.Add("name", "Name the certificate.");
        }

        return name ?? "";
    }

    private static CertificateName TakeSubject(CertificateBody body, FieldProblems problems)
    {
        var subject = new CertificateName(body.Take("commonName", problems) ?? "", body.Take("organization", problems), body.Take("country", problems));
        if (subject.Problem is { } problem)
        {
            problems.Add(problem.StartsWith("The common", StringComparison.Ordinal) ? "commonName" : problem.StartsWith("The org", StringComparison.Ordinal) ? "organization" : "country", problem);
        }

        return subject;
    }

    private static KeyKind TakeKind(CertificateBody body, FieldProblems problems)
    {
        var word = body.Take("keyType", problems) ?? "rsa-2048";
        if (KeyKinds.Parse(word) is { } kind)
        {
            return kind;
        }

        problems.Add("keyType", $"One of {string.Join(", ", KeyKinds.Names)}.");
        return default;
    }
}
