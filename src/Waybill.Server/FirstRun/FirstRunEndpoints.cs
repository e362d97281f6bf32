using System.ComponentModel;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Certificates;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("A station to be made.")]
internal sealed record FirstRunRequest(
    [property: Description("The company's name, 1 to 100 characters; it stands in the certificate.")] string Organisation,
    [property: Description("The AS2 name partners will address. Default: made of the company's name.")] string? As2Id = null,
    [property: Description("Name of the resource. Default: made of the AS2 name.")] string? Station = null);

[Description("A station that is ready to exchange.")]
internal sealed record FirstRunView(
    [property: Description("Name of the station.")] string Station,
    string As2Id,
    [property: Description("Name of its certificate.")] string Certificate,
    [property: Description("SHA-256 over the certificate, hexadecimal: to be read out to partners.")] string Thumbprint,
    DateTimeOffset NotAfter);

[Description("Names for a new station.")]
internal sealed record StationSuggestion(string As2Id, [property: Description("Name of the resource.")] string Station);

/// <summary>The first station of a company, by its name alone: AS2 name, key and certificate are made.</summary>
internal static class FirstRunEndpoints
{
    private const int LongestName = 100;

    /// <summary>As <c>waybill cert new</c>.</summary>
    private const int Days = 1095;

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/first-run", Suggest).WithName("suggestStation").WithTags("Configuration").WithSummary("Propose names for a company's station.").WithDescription("Nothing is made; nobody has these names now.")
            .Produces<StationSuggestion>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/first-run", MakeAsync).WithName("firstRun").WithTags("Configuration").WithSummary("Make a station with its key and certificate, by the company's name alone.")
            .WithDescription("The key is RSA with 2048 bits, which every partner can use; its self-signed certificate is good for three years. Each call makes another station. A gateway that has no organisation yet has this one then.")
            .Produces<FirstRunView>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static Results<Ok<StationSuggestion>, ProblemHttpResult> Suggest(ConfigurationService configuration, [Description("The company's name.")] string organisation)
    {
        var problems = new FieldProblems();
        CheckName(problems, organisation);
        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var as2Id = StationNames.As2Id(organisation, configuration);
        return TypedResults.Ok(new StationSuggestion(as2Id, StationNames.Resource(as2Id, configuration)));
    }

    private static async Task<IResult> MakeAsync(Caller caller, ConfigurationService configuration, IJournal journal, ActionLog log, TimeProvider time, FirstRunRequest request, CancellationToken ct)
    {
        var problems = new FieldProblems();
        CheckName(problems, request.Organisation);
        var as2Id = request.As2Id ?? (problems.IsEmpty ? StationNames.As2Id(request.Organisation, configuration) : null);
        if (as2Id is not null && StationNames.Problem(as2Id, configuration) is { } problem)
        {
            problems.Add("as2Id", problem);
        }

        if (request.Station is { } wanted && configuration.Find(ResourceKinds.Station, wanted) is not null)
        {
            problems.Add("station", $"There is a station {wanted} already.");
        }

        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var station = request.Station ?? StationNames.Resource(as2Id!, configuration);
        var now = time.GetUtcNow();
        var organisation = request.Organisation.Trim();
        var made = CertificateMaker.SelfSigned(new(Start(as2Id!), Start(organisation)), KeyKind.Rsa2048, now.AddMinutes(-5), Days);
        var certificate = FreeCertificate(configuration, station);
        var (refusal, isNew) = await PutAsync(configuration, ResourceKinds.Station, station, new() { ["as2Id"] = as2Id, ["description"] = organisation }, caller.Name, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        (refusal, _) = await PutAsync(
            configuration, ResourceKinds.Certificate, certificate, new() { ["owner"] = $"station/{station}", ["certificate"] = made.PublicPem, ["key"] = made.KeyPem }, caller.Name, ct);
        if (refusal is not null)
        {
            // A station without a key is of no use: nothing of it stays.
            if (isNew)
            {
                await configuration.DeleteAsync(ResourceKinds.Station, station, ResourceChange.Any, caller.Name, ct);
            }

            return refusal;
        }

        // The company is asked for its name once.
        if (await journal.Configuration.OrganisationAsync(ct) is { Name: null } unnamed)
        {
            await journal.Configuration.ChangeOrganisationAsync(unnamed with { Name = organisation }, caller.Name, now, ct);
        }

        log.Acted(caller, "make station", station);
        using var x509 = X509Certificate2.CreateFromPem(made.PublicPem);
        return TypedResults.Created(
            $"{ApiSetup.Root}/stations/{station}",
            new FirstRunView(station, as2Id!, certificate, x509.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256).ToLowerInvariant(), new DateTimeOffset(x509.NotAfter.ToUniversalTime(), TimeSpan.Zero)));
    }

    private static void CheckName(FieldProblems problems, string? organisation)
    {
        if (string.IsNullOrWhiteSpace(organisation) || organisation.Trim().Length > LongestName || organisation.Any(char.IsControl))
        {
            problems.Add("organisation", "Must be the company's name: 1 to 100 characters on one line.");
        }
    }

    private static async ValueTask<(IResult? Refusal, bool IsNew)> PutAsync(ConfigurationService configuration, string kind, string name, JsonObject body, string principal, CancellationToken ct)
    {
        using var json = JsonDocument.Parse(body.ToJsonString());
        return await configuration.PutAsync(kind, name, json.RootElement, null, principal, ct) switch
        {
            ConfigurationResult.Done done => (null, done.IsNew),
            ConfigurationResult.Refused refused => (ResourceAnswers.Refused([.. refused.Findings.Select(f => f with { Field = FieldOf(f.Field) })], ""), false),
            _ => (ApiProblems.Of(StatusCodes.Status409Conflict, $"Somebody made the {kind} {name} at this moment. Nothing of this was done: try again."), false),
        };
    }

    /// <summary>What is wrong with a name of the resource is wrong with the field it came in.</summary>
    private static string FieldOf(string field) => field.EndsWith("/as2Id", StringComparison.Ordinal) ? "as2Id" : field.EndsWith("/name", StringComparison.Ordinal) ? "station" : field;

    private static string FreeCertificate(ConfigurationService configuration, string station)
    {
        var name = station;
        for (var number = 2; configuration.Find(ResourceKinds.Certificate, name) is not null; number++)
        {
            name = FormattableString.Invariant($"{(station.Length > 56 ? station[..56] : station)}-{number}");
        }

        return name;
    }

    /// <summary>As much as a certificate's name holds.</summary>
    private static string Start(string text) => text.Length <= 64 ? text : text[..64].Trim();
}
