using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>What a connection's port serves.</summary>
/// <param name="IsAs2">Partners' messages.</param>
/// <param name="IsInside">Everything else: API, health, metrics.</param>
internal sealed record PortUse(bool IsAs2, bool IsInside);

/// <summary>Where a started gateway listens, in the order the addresses were opened, each once.</summary>
internal sealed class GatewayAddresses(IServer server, WaybillSettings settings)
{
    /// <summary>Where it takes messages.</summary>
    internal IEnumerable<string> As2 => settings.As2Urls is "" ? Bound : Bound.Skip(WaybillSettings.Split(settings.Urls).Length);

    /// <summary>Where it serves everything else.</summary>
    internal IEnumerable<string> Inside => settings.As2Urls is "" ? Bound : Bound.Take(WaybillSettings.Split(settings.Urls).Length);

    private ICollection<string> Bound => server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
}

/// <summary>Opens the ports: those of <c>Waybill:As2Urls</c> for partners alone, those of <c>Waybill:Urls</c> for the rest, or one for both.</summary>
internal static class Listeners
{
    /// <param name="kestrel">The server's options.</param>
    /// <param name="settings">The addresses.</param>
    /// <param name="tls">Certificates of https addresses; empty: the one of <c>Kestrel:Certificates:Default</c>.</param>
    /// <param name="connections">Whether one of them wants a client certificate.</param>
    internal static void Open(KestrelServerOptions kestrel, WaybillSettings settings, TlsCertificates tls, IConnections connections)
    {
        var isApart = settings.As2Urls is not "";
        foreach (var url in WaybillSettings.Split(settings.Urls))
        {
            Open(kestrel, BindingAddress.Parse(url), new(IsAs2: !isApart, IsInside: true), settings, tls, connections);
        }

        foreach (var url in WaybillSettings.Split(settings.As2Urls))
        {
            Open(kestrel, BindingAddress.Parse(url), new(IsAs2: true, IsInside: false), settings, tls, connections);
        }
    }

    internal static WebApplicationBuilder AddListeners(this WebApplicationBuilder builder, WaybillSettings settings, GatewayRuntime gateway)
    {
        builder.Services.AddSingleton(services => new TlsCertificates([.. settings.Tls], settings.OpenedTls, gateway.Journal, gateway.Time, services.GetRequiredService<ILogger<TlsCertificates>>()));
        builder.Services.AddHostedService(static services => services.GetRequiredService<TlsCertificates>());
        builder.Services.AddSingleton<GatewayAddresses>();
        builder.Services.AddOptions<KestrelServerOptions>().Configure<TlsCertificates>((kestrel, tls) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = settings.MaxConnections;
            Open(kestrel, settings, tls, gateway.Connections);
        });
        return builder;
    }

    internal static WebApplication UseListeners(this WebApplication app)
    {
        app.Use(static next => context => GateAsync(context, next));
        return app;
    }

    /// <inheritdoc cref="GatewayAddresses.As2"/>
    internal static IEnumerable<string> As2Addresses(WebApplication app) => app.Services.GetRequiredService<GatewayAddresses>().As2;

    /// <inheritdoc cref="GatewayAddresses.Inside"/>
    internal static IEnumerable<string> InsideAddresses(WebApplication app) => app.Services.GetRequiredService<GatewayAddresses>().Inside;

    /// <summary>Whether others than this machine reach it.</summary>
    internal static bool IsPublic(string address)
    {
        var host = BindingAddress.Parse(address).Host;
        return !string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) && !(IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    /// <summary>Answers what a port does not serve as if it were not there.</summary>
    internal static Task GateAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(SharePages.Path, StringComparison.OrdinalIgnoreCase))
        {
            // Partners open it, from outside; people look at it first, from inside.
            return next(context);
        }

        var isAs2 = context.Request.Path.StartsWithSegments(WaybillHost.As2Path, StringComparison.OrdinalIgnoreCase);
        if (context.Features.Get<PortUse>() is { } use && !(isAs2 ? use.IsAs2 : use.IsInside))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static void Open(KestrelServerOptions kestrel, BindingAddress address, PortUse use, WaybillSettings settings, TlsCertificates tls, IConnections connections)
    {
        void Configure(ListenOptions listen)
        {
            // AS2 is HTTP/1.1 (RFC 4130 §5.1); an https address would offer HTTP/2 too, which nothing here was shown with.
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection =>
            {
                connection.Features.Set(use);
                return next(connection);
            });
            if (string.Equals(address.Scheme, "https", StringComparison.OrdinalIgnoreCase))
            {
                UseTls(listen, use, settings, tls, connections);
            }
        }

        if (string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            kestrel.ListenLocalhost(address.Port, Configure);
        }
        else if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
        {
            kestrel.Listen(ip, address.Port, Configure);
        }
        else
        {
            // A name is what the others call us; it says nothing about the network card.
            kestrel.ListenAnyIP(address.Port, Configure);
        }
    }

    private static void UseTls(ListenOptions listen, PortUse use, WaybillSettings settings, TlsCertificates tls, IConnections connections)
    {
        var protocols = settings.TlsMinimum is "1.3" ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13;
        bool Asks() => use.IsAs2 && connections.WantClientCertificates();
        if (tls.IsEmpty)
        {
            listen.UseHttps(https =>
            {
                https.SslProtocols = protocols;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.ClientCertificateValidation = static (_, _, _) => true;
                https.OnAuthenticate = (_, options) => options.ClientCertificateRequired = Asks();
            });
            return;
        }

        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = context => new(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = tls.For(context.ClientHelloInfo.ServerName).Context,
                EnabledSslProtocols = protocols,
                ApplicationProtocols = [SslApplicationProtocol.Http11],
                ClientCertificateRequired = Asks(),
#pragma warning disable CA5359 // A server's callback, and no refusal yet: which client certificate is good is the connection's to say, when it is known whose message this is. Here the key was proven.
                RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
            }),
        });
    }
}
