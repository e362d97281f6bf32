using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("Whose gateway this is. What is absent is not set.")]
internal sealed record OrganisationView(
    [property: Description("The company, up to 100 characters.")] string? Name = null,
    [property: Description("A label on every page, such as production or test, up to 32 characters.")] string? Environment = null,
    [property: Description("Where partners reach the gateway: https://as2.acme.example. Their messages go to /as2 there.")] string? PublicAddress = null);

/// <summary>Whose gateway this is: name, label, address.</summary>
internal static class OrganisationEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/organisation", GetAsync).WithName("getOrganisation").WithTags("Configuration").WithSummary("Tell whose gateway this is.");
        api.MapPut("/organisation", PutAsync).WithName("putOrganisation").WithTags("Configuration").WithSummary("Say whose gateway this is.")
            .Produces<OrganisationView>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Ok<OrganisationView>> GetAsync(IJournal journal, CancellationToken ct) => TypedResults.Ok(Of(await journal.Configuration.OrganisationAsync(ct)));

    private static async Task<IResult> PutAsync(Caller caller, IJournal journal, ActionLog log, TimeProvider time, OrganisationView request, CancellationToken ct)
    {
        var problems = new FieldProblems();
        var name = Text(problems, "name", request.Name, 100);
        var environment = Text(problems, "environment", request.Environment, 32);
        var address = Text(problems, "publicAddress", request.PublicAddress, 300)?.TrimEnd('/');
        if (address is not null && (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.PathAndQuery is not "/" || url.UserInfo is not "" || url.Fragment is not ""))
        {
            problems.Add("publicAddress", "Must be a scheme, a host and where needed a port, such as https://as2.acme.example.");
        }

        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        var organisation = new Organisation(name, environment, address);
        await journal.Configuration.ChangeOrganisationAsync(organisation, caller.Name, time.GetUtcNow(), ct);
        log.Acted(caller, "change organisation", name ?? "");
        return TypedResults.Ok(Of(organisation));
    }

    private static OrganisationView Of(Organisation o) => new(o.Name, o.Environment, o.PublicAddress);

    /// <summary>Empty is not set.</summary>
    private static string? Text(FieldProblems problems, string field, string? text, int most)
    {
        text = text?.Trim();
        if (text?.Length > most || text?.Any(char.IsControl) is true)
        {
            problems.Add(field, FormattableString.Invariant($"Must have at most {most} characters, on one line."));
        }

        return text is "" ? null : text;
    }
}
