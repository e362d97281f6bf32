using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Waybill.Ui.Tests;

/// <summary>A page of the screens as a person has it. It notes what should never happen: requests to another host, faults of scripts, breaches of the content security policy.</summary>
internal sealed partial class Screen : IAsyncDisposable
{
    internal const string Password = "correct horse battery";

    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _wrong = [];

    internal Screen(IBrowserContext context, IPage page, Uri address)
    {
        (_context, Page) = (context, page);
        page.Request += (_, request) =>
        {
            // A document that is made in the page (a download) is no request.
            if (!request.Url.StartsWith("blob:", StringComparison.Ordinal) && new Uri(request.Url).Authority != address.Authority)
            {
                _wrong.Enqueue("asked another host: " + request.Url);
            }
        };
        page.PageError += (_, fault) => _wrong.Enqueue("a script failed: " + fault);
        page.Console += (_, line) =>
        {
            if (line.Type is "error" && !Expected().IsMatch(line.Text))
            {
                _wrong.Enqueue("the console says: " + line.Text);
            }
        };
    }

    internal IPage Page { get; }

    internal IAPIRequestContext Api => _context.APIRequest;

    internal ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    internal ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    /// <summary>Goes to a page and signs in at the door.</summary>
    internal async Task SignInAsync(string path = "/", string name = "ann")
    {
        await Page.GotoAsync(path);
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await Button("Sign in").ClickAsync();
        await Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).WaitForAsync();
    }

    /// <summary>Looks at what is on the screen in light and in dark: axe finds nothing, and a picture is kept in artifacts/screenshots.</summary>
    /// <param name="name">What it is called there.</param>
    internal async Task CheckAsync(string name)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            var word = scheme is ColorScheme.Light ? "light" : "dark";
            await Page.Locator($"html[data-mantine-color-scheme={word}]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            // Colours that are still on their way would be judged half-way.
            await Page.EvaluateAsync("() => Promise.all(document.getAnimations().filter(a => a.effect?.getComputedTiming().iterations !== Infinity).map(a => a.finished.catch(() => null)))");
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{word}-{Page.ViewportSize!.Width}.png") });
            var found = await Page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = [.. Rules] } });
            Assert.True(found.Violations is [], $"{name}, {word}:\n" + string.Join('\n', found.Violations.SelectMany(static v => v.Nodes.Select(n => $"{v.Id}: {v.Help}: {n.Html}\n  {string.Join(" ", n.Any.Select(static c => c.Message))}"))));
        }

        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        Nothing();
    }

    /// <summary>Nothing that should never happen happened so far.</summary>
    internal void Nothing() => Assert.Empty(_wrong);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static string Pictures { get; } = Directory.CreateDirectory(Path.Combine(TestFiles.RepositoryRoot, "artifacts", "screenshots")).FullName;

    /// <summary>What browsers write about answers a test wants: a refused sign-in, a gateway that is away.</summary>
    [GeneratedRegex(@"Failed to load resource|WebSocket connection to '.*/live'")]
    private static partial Regex Expected();
}
