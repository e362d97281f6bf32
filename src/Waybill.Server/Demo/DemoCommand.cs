namespace Waybill.Server;

/// <summary><c>--demo</c>: two companies exchange real documents over real HTTP, one of them is killed half-way and comes back, and the story is told.</summary>
internal static class DemoCommand
{
    private const string Folder = "data-demo";

    /// <returns>0 when every exchange went well, else 1.</returns>
    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        try
        {
            return await PlayAsync(Path.GetFullPath(Folder), args.Contains("--keep", StringComparer.Ordinal), output, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return 1;
        }
        catch (Exception fault)
        {
            await error.WriteLineAsync($"The demo failed: {fault.Message}");
            return 1;
        }
    }

    private static async Task<int> PlayAsync(string folder, bool keep, TextWriter output, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var acme = await DemoCompany.FoundAsync("ACME", Path.Combine(folder, "acme"), now, ct);
        await using var globex = await DemoCompany.FoundAsync("GLOBEX", Path.Combine(folder, "globex"), now, ct);
        var documents = Path.Combine(folder, "documents");
        var order = await DemoDocument.Order.WriteAsync(documents, ct);
        var response = await DemoDocument.OrderResponse.WriteAsync(documents, ct);
        await acme.OpenAsync(ct);
        await globex.OpenAsync(ct);
        await AgreeAsync(asynchronously: false);

        var story = new DemoStory(output);
        await story.BeginAsync(acme, globex);
        await story.ExchangeAsync(acme, globex, order, DemoDocument.Order.Title, asynchronously: false, ct);
        await story.ExchangeAsync(globex, acme, response, DemoDocument.OrderResponse.Title, asynchronously: false, ct);
        await AgreeAsync(asynchronously: true);
        await story.ExchangeAsync(globex, acme, order, DemoDocument.Order.Title, asynchronously: true, ct);
        await story.ExchangeAsync(acme, globex, response, DemoDocument.OrderResponse.Title, asynchronously: true, ct);
        await story.KillAsync(acme, globex, order, ct);
        await AgreeAsync(asynchronously: true);
        await story.EndAsync();
        if (keep)
        {
            await output.WriteLineAsync("Both gateways stay up until Ctrl+C.");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return story.IsGood ? 0 : 1;

        async ValueTask AgreeAsync(bool asynchronously)
        {
            await acme.AgreeAsync(globex, asynchronously, ct);
            await globex.AgreeAsync(acme, asynchronously, ct);
        }
    }
}
