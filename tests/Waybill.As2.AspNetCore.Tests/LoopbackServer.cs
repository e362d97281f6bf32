using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>A real Kestrel on a free loopback port that stores each whole body it was given, spoken to by raw sockets.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    internal const string Names = "AS2-From: acme\r\nAS2-To: globex\r\nMessage-ID: <1@acme>\r\n";
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app) => _app = app;

    internal ConcurrentQueue<string> Stored { get; } = new();

    internal int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    internal static async Task<LoopbackServer> StartAsync(Action<As2TransportOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new LoopbackServer(app);
        app.MapAs2Transport("/as2", options =>
        {
            options.Receive = async (transfer, ct) =>
            {
                using var reader = new StreamReader(transfer.Body, Encoding.Latin1);
                server.Stored.Enqueue(await reader.ReadToEndAsync(ct));
                return new As2Answer(200, [new("AS2-Version", "1.2")], "receipt"u8.ToArray());
            };
            configure?.Invoke(options);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Sends the pieces one after another, then reads until the server closes (so requests say <c>Connection: close</c>).</summary>
    internal async Task<string> SpeakAsync(params string[] pieces)
    {
        var ct = TestContext.Current.CancellationToken;
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, Port, ct);
        var wire = client.GetStream();
        foreach (var piece in pieces)
        {
            await wire.WriteAsync(Encoding.Latin1.GetBytes(piece), ct);
        }

        return await ReadAllAsync(wire, ct);
    }

    /// <summary>Sends a part of a request, waits, and gives the first line of the answer: what follows may be a reset.</summary>
    internal async Task<string?> SpeakAndWaitAsync(string part)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(part), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a part of a request and goes away.</summary>
    internal async Task SpeakAndDropAsync(string part)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(part), TestContext.Current.CancellationToken);
        client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
    }

    internal static async Task<string> ReadAllAsync(Stream wire, CancellationToken ct)
    {
        using var reader = new StreamReader(wire, Encoding.Latin1);
        return await reader.ReadToEndAsync(ct);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
