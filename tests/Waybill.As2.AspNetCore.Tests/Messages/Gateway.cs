using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waybill.Cms;
using Waybill.Testing;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>GLOBEX: a real Kestrel with <c>MapAs2</c> that has an agreement with ACME and remembers all it was told.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Gateway(WebApplication app) => _app = app;

    /// <summary>What happened, in order.</summary>
    internal ConcurrentQueue<string> Events { get; } = new();

    internal ConcurrentQueue<(As2Failure Failure, byte[][] Payloads, As2Committed Planned)> Stored { get; } = new();

    internal ConcurrentQueue<ArrivedReceipt> Receipts { get; } = new();

    internal ConcurrentQueue<AsynchronousReceipt> Posted { get; } = new();

    internal LogLines Log { get; } = new();

    internal int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    internal Uri Address => new($"http://127.0.0.1:{Port}/as2");

    internal static As2Agreement Agreement { get; } = new()
    {
        ReceiptSigner = new() { Key = Identities.Globex },
        RefuseReceiptAddress = (url, proven) => !proven ? "not proven" : url.StartsWith("http://127.0.0.1:", StringComparison.Ordinal) ? null : "not agreed",
        Reading = new()
        {
            VerificationTime = DateTimeOffset.UnixEpoch,
            DecryptionKeys = new CmsKeyBook([Identities.Globex]),
            SignerCertificates = [Identities.Acme.Certificate],
            Encryption = Requirement.Allowed,
        },
    };

    internal static async Task<Gateway> StartAsync(Func<As2Agreement, As2Agreement>? agree = null, Action<As2Options>? configure = null, string us = "globex", string partner = "acme")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var gateway = new Gateway(app);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(gateway.Log);
        var agreement = agree?.Invoke(Agreement) ?? Agreement;
        app.MapAs2("/as2", options =>
        {
            options.FindAgreement = (headers, _) => new(headers.From.Value == partner && headers.To.Value == us ? agreement : null);
            options.Commit = gateway.CommitAsync;
            options.ReceiptArrived = (receipt, _) =>
            {
                gateway.Receipts.Enqueue(receipt);
                return ValueTask.CompletedTask;
            };
            options.SendReceipt = (receipt, _) =>
            {
                gateway.Events.Enqueue("receipt handed over");
                gateway.Posted.Enqueue(receipt);
                return ValueTask.CompletedTask;
            };
            configure?.Invoke(options);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return gateway;
    }

    internal Task<Reply> PostAsync(TestMessage message, string path = "/as2") => Wire.PostAsync(Port, message, path);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async ValueTask<As2Committed> CommitAsync(As2Arrival arrival, CancellationToken ct)
    {
        List<byte[]> payloads = [];
        foreach (var payload in arrival.IsAccepted ? arrival.Payloads : [])
        {
            await using var content = await payload.OpenAsync(ct);
            using var whole = new MemoryStream();
            await content.CopyToAsync(whole, ct);
            payloads.Add(whole.ToArray());
        }

        Stored.Enqueue((arrival.Failure, [.. payloads], arrival.Planned));
        Events.Enqueue("stored");
        return arrival.Planned;
    }
}

/// <summary>Every line that was logged, with its number.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    internal ConcurrentQueue<(int Id, string Text)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => Lines.Enqueue((eventId.Id, formatter(state, exception)));

    public void Dispose()
    {
    }
}
