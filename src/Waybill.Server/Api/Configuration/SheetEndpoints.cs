using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Waybill.Certificates;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("One guess.")]
internal sealed record SheetGuessView(
    [property: Description("What it is for, as partner/identities/0/as2Id or connection/url.")] string Field,
    [property: Description("The value, as the resource takes it.")] JsonElement Value,
    [property: Description("Where it came from, in words.")] string From,
    [property: Description("Other values the sheet names for the same.")] IReadOnlyList<string> Others);

[Description("A certificate that came with a sheet.")]
internal sealed record SheetCertificateView(
    FileCertificateView Certificate,
    [property: Description("It with the issuers that came with it, in PEM: what a certificate of the partner takes.")] string Pem,
    string From, IReadOnlyList<CertificateFindingView> Findings);

[Description("What was read out of a partner's sheet. Nothing was saved: look at every guess.")]
internal sealed record SheetView(
    [property: Description("What the files were, in words.")] IReadOnlyList<string> Formats,
    [property: Description("A partner, as PUT /partners/{name} takes it.")] JsonElement Partner,
    [property: Description("A connection, as PUT /connections/{name} takes it; station and partner are still to be named.")] JsonElement Connection,
    [property: Description("What the sheet says of us.")] JsonElement Station,
    IReadOnlyList<SheetGuessView> Guesses,
    IReadOnlyList<SheetCertificateView> Certificates,
    [property: Description("AS2 ids among which the partner was chosen, where a file holds several.")] IReadOnlyList<string> Companies,
    [property: Description("What to look at, and what was not taken.")] IReadOnlyList<string> Warnings);

/// <summary>Reads what a partner sent about itself, as guesses for the forms.</summary>
internal static class SheetEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
        => api.MapPost("/partner-sheets/read", ReadAsync).WithName("readPartnerSheet").WithTags("Configuration").WithSummary("Read what a partner sent about itself, and save nothing.")
            .WithDescription(
                "A page of text or a mail, certificates (.cer, .pem, .p7b), a partnerships.xml of OpenAS2, the export of a Celigo (integrator.io) AS2 connection, and the packet of a Waybill gateway (text or zip). " +
                "The answer holds a guess for each field of the partner and the connection, with where it came from.")
            .Produces<SheetView>().ProducesProblem(StatusCodes.Status422UnprocessableEntity).AddOpenApiOperationTransformer(static (operation, _, _) =>
            {
                CertificateBody.Describe(
                    operation, [("text", "A page of text, in place of a file or beside one."), ("partner", "AS2 id of the partner, where a file holds several.")],
                    """{"text": "AS2 ID: GLOBEX\nURL: https://as2.globex.example/in\nSigning: SHA-256"}""");
                return Task.CompletedTask;
            });

    private static async Task<IResult> ReadAsync(HttpContext context, IConnections connections, TimeProvider time, CancellationToken ct)
    {
        var problems = new FieldProblems();
        using var body = await CertificateBody.ReadAsync(context, problems, ct);
        var (text, partner) = (body.Take("text", problems), body.Take("partner", problems));
        body.RefuseRest(problems);
        List<ReadOnlyMemory<byte>> files = [.. body.Files];
        if (text is not null and not "")
        {
            files.Insert(0, Encoding.UTF8.GetBytes(text));
        }

        if (files is [])
        {
            problems.Add("files", "Bring at least one file, or text.");
        }

        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        string[] ours;
        using (var lease = connections.Take())
        {
            ours = [.. lease.Book.Stations.SelectMany(static s => s.Aliases.Select(static a => a.As2Id).Prepend(s.Name.Value))];
        }

        return TypedResults.Ok(Of(PartnerSheet.Read(files, new() { OurIds = ours, Partner = partner }), time.GetUtcNow()));
    }

    private static SheetView Of(SheetReading reading, DateTimeOffset now) => new(
        reading.Formats, Json(reading.Under("partner")), Json(reading.Under("connection")), Json(reading.Under("station")),
        [.. reading.Guesses.Select(static g => new SheetGuessView(g.Field, Json(g.Value), g.From, g.Others))], [.. reading.Certificates.Select(c => Of(c, now)).OfType<SheetCertificateView>()], reading.Companies,
        reading.Warnings);

    private static SheetCertificateView? Of(SheetCertificate certificate, DateTimeOffset now)
    {
        using var imported = CertificateImport.Read(Encoding.ASCII.GetBytes(certificate.Pem)).Value;
        return imported is null ? null : new(CertificateViews.Of(imported.Certificates[0], now), certificate.Pem, certificate.From, CertificateViews.Of(imported, "partner/", null, now).Findings);
    }

    private static JsonElement Json(System.Text.Json.Nodes.JsonNode node) => JsonSerializer.SerializeToElement(node, ApiJson.Default.JsonNode);
}
