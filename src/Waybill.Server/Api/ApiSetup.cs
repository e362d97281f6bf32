using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>What the API does with messages.</summary>
/// <param name="Submitter">Takes documents to be sent.</param>
/// <param name="Operations">What people do with messages and connections.</param>
/// <param name="Packages">What was sent.</param>
/// <param name="Reopener">Opens refused messages again.</param>
/// <param name="Configuration">Stations, partners, certificates and connections.</param>
/// <param name="Ring">Seals the key of share links.</param>
internal sealed record ApiParts(Submitter Submitter, SendOperations Operations, SentPackages Packages, Reopener Reopener, ConfigurationService Configuration, ISecretRing Ring);

/// <summary>Who may come in.</summary>
/// <param name="Local">The token of this machine.</param>
/// <param name="Folder">The data folder.</param>
/// <param name="SetupFile">The file of a set-up secret that the operator brings; empty: none.</param>
/// <param name="RequestsPerSecond">Requests a second by one caller.</param>
internal sealed record DoorParts(LocalToken Local, string Folder, string SetupFile = "", int RequestsPerSecond = 1000)
{
    /// <summary>Puts a new master key in place of the old one and says where that is; null where there is none to replace.</summary>
    public Func<CancellationToken, ValueTask<Rewrapped>>? Rewrap { get; init; }

    /// <summary>How long people stay signed in.</summary>
    public SignInSettings SignIn { get; init; } = new();

    /// <summary>Another server to sign in at; null: none.</summary>
    public SingleSignOn? SingleSignOn { get; init; }
}

/// <summary>The REST API under <c>/api/v1</c>, over the journal, the payload store, the connections and the sending service that the host holds.</summary>
internal static class ApiSetup
{
    internal const string Root = "/api/v1";

    /// <param name="services">The host's. What follows stays its owner's to dispose.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="payloads">Where bytes are.</param>
    /// <param name="connections">The connections.</param>
    /// <param name="parts">What is done with messages.</param>
    /// <param name="doors">Who may come in.</param>
    /// <param name="time">The clock.</param>
    internal static IServiceCollection AddApi(
        this IServiceCollection services, IJournal journal, IPayloadStore payloads, IConnections connections, ApiParts parts, DoorParts doors, TimeProvider time)
    {
        services.AddSingleton(journal).AddSingleton(payloads).AddSingleton(connections)
            .AddSingleton(doors.Local).AddSingleton(new SetupSecret(journal, time, doors.Folder, doors.SetupFile)).AddSingleton(_ => new ApiRates(doors.RequestsPerSecond)).AddSingleton(new Rewrapping(doors.Rewrap)).AddSingleton<DoorKeeper>()
            .AddSingleton(doors.SignIn).AddSingleton(new SingleSignOnButton(doors.SingleSignOn)).AddSingleton<Passwords>(static _ => new()).AddSingleton(new SignInRates(time)).AddSingleton<Sessions>()
            .AddSingleton(parts.Submitter).AddSingleton(parts.Operations).AddSingleton(parts.Packages).AddSingleton(parts.Reopener).AddSingleton(parts.Configuration)
            .AddSingleton(new CertificateDesk(parts.Configuration, time))
            .AddSingleton(_ => new ShareKeeper(journal.Shares, parts.Ring, time)).AddSingleton<PacketMaker>();
        services.TryAddSingleton(time);
        var startedAt = time.GetUtcNow();
        services.AddSingleton(new AboutSource(_ => new(GatewayAbout.Bare(startedAt, time.GetUtcNow()))));
        services.ConfigureHttpJsonOptions(static json =>
        {
            // Converters and conditions are those of the options in use, not of the context that was generated with them.
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.DefaultIgnoreCondition = ApiJson.Default.Options.DefaultIgnoreCondition;
            foreach (var converter in ApiJson.Default.Options.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }
        });
        services.Configure<RouteHandlerOptions>(static routes => routes.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", Describe);
        services.AddSingleton(static s => new TrafficBoard(s.GetRequiredService<IJournal>(), s.GetRequiredService<TimeProvider>(), TimeSpan.FromMilliseconds(50)));
        services.AddSingleton<ApiGuard>().AddSingleton<ActionLog>().AddEchoSetup();
        return services.AddLive();
    }

    internal static WebApplication MapApi(this WebApplication app)
    {
        app.UseWhen(static c => c.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase), static api =>
        {
            var guard = api.ApplicationServices.GetRequiredService<ApiGuard>();
            api.Use(next => context => guard.InvokeAsync(context, next));
        });
        app.MapLive();
        app.MapOpenApi($"{Root}/openapi.json").WithName(DoorTable.Description);
        var group = app.MapGroup(Root).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        SubmitEndpoint.Map(group);
        ExchangeListing.Map(group);
        ExchangeDownloads.Map(group);
        ExchangeActions.Map(group);
        ProblemEndpoints.Map(group);
        TrafficEndpoints.Map(group);
        ConnectionEndpoints.Map(group);
        AlertEndpoints.Map(group);
        OrphanEndpoints.Map(group);
        HandoffEndpoints.Map(group);
        TokenEndpoints.Map(group);
        SetupEndpoints.Map(group);
        SessionEndpoints.Map(group);
        UserEndpoints.Map(group);
        OrganisationEndpoints.Map(group);
        AboutEndpoints.Map(group);
        AuditEndpoints.Map(group);
        SecretEndpoints.Map(group);
        PresetEndpoints.Map(group);
        ResourceEndpoints.Map(group);
        CertificateEndpoints.Map(group);
        SheetEndpoints.Map(group);
        PacketEndpoints.Map(group);
        HistoryEndpoints.Map(group);
        ApplyEndpoints.Map(group);
        ConnectionTest.Map(group);
        DebugEndpoints.Map(group);
        EchoEndpoints.Map(group);
        FirstRunEndpoints.Map(group);
        return app;
    }

    private static void Describe(OpenApiOptions options)
    {
        // What is not checked by tests of other tools stays at the version most of them read.
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new()
            {
                Title = "Waybill", Version = "v1",
                Description = "Send documents, read exchanges, fetch what came. Callers bring a token or the cookie of a session; until there is an owner, callers on the machine it runs on need none. Errors are problem+json (RFC 9457).",
            };
            // The address depends on who asks; the document does not.
            document.Servers = [];
            DoorDescription.Add(document);
            // What the code says of its enums is for those who change them; the words speak for themselves.
            foreach (var words in document.Components?.Schemas?.Values.OfType<OpenApiSchema>().Where(static s => s.Enum is { Count: > 0 }) ?? [])
            {
                words.Description = null;
            }

            return Task.CompletedTask;
        });
        options.AddOperationTransformer(ApiExamples.AddAsync);
        options.AddOperationTransformer(ResourceDescription.AddAsync);
    }
}
