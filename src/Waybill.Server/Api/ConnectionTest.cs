using System.ComponentModel;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("A certificate that the partner's server showed.")]
internal sealed record ServerCertificateView(
    string Subject, string Issuer, string SerialNumber,
    [property: Description("SHA-256, hexadecimal: what tlsPins of a connection takes.")] string Thumbprint,
    DateTimeOffset NotBefore, DateTimeOffset NotAfter, IReadOnlyList<string> Names, string Pem);

[Description("One thing that was looked at.")]
internal sealed record TestStepView(
    [property: Description("The address, without user and query.")] string Url,
    ProbeKind Step, ProbeResult Result,
    [property: Description("What was found, and what to do where it failed.")] string Text,
    IReadOnlyList<string>? Addresses,
    [property: Description("TLS version and cipher suite.")] string? Protocol,
    ServerCertificateView? Certificate,
    [property: Description("Status of the answer.")] int? Status);

[Description("Whether a partner can be reached.")]
internal sealed record ConnectionTestView(
    [property: Description("Whether no step failed.")] bool IsGood,
    IReadOnlyList<TestStepView> Steps);

/// <summary>Looks whether a partner can be reached. Sends no document.</summary>
internal static class ConnectionTest
{
    internal static void Map(IEndpointRouteBuilder api)
        => api.MapPost("/connections/{name}/test", RunAsync).WithName("testConnection").WithTags("Connections").WithSummary("Look whether the partner of a connection can be reached.")
            .WithDescription("Name, connection, TLS and web server of each of its addresses, the way messages go. No document, password or token is sent.")
            .Produces<ConnectionTestView>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> RunAsync(IConnections connections, TimeProvider time, string name, CancellationToken ct)
    {
        using var lease = connections.Take();
        if (lease.Book.FindOut(name) is not { } connection)
        {
            return ApiProblems.NoSuchConnection(name);
        }

        if (connection.Outbound is not { Urls.Count: > 0 } outbound)
        {
            return ApiProblems.Of(StatusCodes.Status409Conflict, $"{name} has no address of the partner to look at: set its url.");
        }

        var steps = await ConnectionProbe.RunAsync(outbound, time, ct);
        return TypedResults.Ok(new ConnectionTestView(steps.All(static s => s.Result is not ProbeResult.Failed), [.. steps.Select(Of)]));
    }

    private static TestStepView Of(ProbeStep s) => new(
        s.Url.ToString(), s.Kind, s.Result, s.Sentence, s.Addresses is [] ? null : s.Addresses, s.Protocol,
        s.Certificate is { } c ? new(c.Subject, c.Issuer, c.SerialNumber, c.Sha256Thumbprint, c.NotBefore, c.NotAfter, c.Names, c.Pem) : null, s.Status);
}
