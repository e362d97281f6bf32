using Microsoft.Playwright;

namespace Waybill.Ui.Tests;

public sealed class SignInTests(Chromium chromium) : IAsyncLifetime
{
    private readonly RunningGateway _gateway = new();

    public ValueTask InitializeAsync() => _gateway.InitializeAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task The_link_of_the_console_makes_the_first_account_which_signs_out_and_in_again()
    {
        await using var screen = await chromium.OpenAsync(_gateway.Address);
        await screen.Page.GotoAsync($"/setup?token={_gateway.SetupToken}");
        await screen.Page.GetByLabel("Your name").FillAsync("ann");
        await screen.Page.GetByLabel("Password", new() { Exact = true }).FillAsync("short");
        await screen.Button("Create owner and go on").ClickAsync();
        await screen.Page.GetByText("Must have at least 12 characters").WaitForAsync();
        await screen.CheckAsync("set-up");

        await screen.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Screen.Password);
        await screen.Button("Create owner and go on").ClickAsync();
        await screen.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).WaitForAsync();
        Assert.DoesNotContain("token", screen.Page.Url, StringComparison.Ordinal);

        await screen.Button("Signed in as ann").ClickAsync();
        await screen.CheckAsync("user-menu");
        await screen.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await screen.Heading("Sign in").WaitForAsync();

        await screen.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("ann");
        await screen.Page.GetByLabel("Password", new() { Exact = true }).FillAsync("wrong password here");
        await screen.Button("Sign in").ClickAsync();
        await screen.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        Assert.Equal("ann", await screen.Page.GetByLabel("Name", new() { Exact = true }).InputValueAsync());
        await screen.CheckAsync("sign-in");

        await screen.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Screen.Password);
        await screen.Page.GetByLabel("Password", new() { Exact = true }).PressAsync("Enter");
        await screen.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).WaitForAsync();
        screen.Nothing();
    }

    [Fact]
    public async Task What_the_first_page_loads_stays_small()
    {
        const int Budget = 300 * 1024;
        await _gateway.SetUpAsync();
        await using var screen = await chromium.OpenAsync(_gateway.Address);
        var names = new HashSet<string>(StringComparer.Ordinal);
        screen.Page.Response += (_, answer) =>
        {
            lock (names)
            {
                names.Add(new Uri(answer.Url).AbsolutePath.TrimStart('/'));
            }
        };
        await screen.Page.GotoAsync("/");
        await screen.Heading("Sign in").WaitForAsync();
        await screen.Page.EvaluateAsync("() => document.fonts.ready.then(() => null)");
        UiFile[] files;
        lock (names)
        {
            files = [.. names.Select(UiFiles.Built.Find).OfType<UiFile>()];
        }

        Assert.Contains(files, static f => f.Name.EndsWith(".css", StringComparison.Ordinal));
        Assert.Contains(files, static f => f.Name.EndsWith(".woff2", StringComparison.Ordinal));
        var size = files.Sum(static f => f.HasBrotli ? f.OpenBrotli().Length : f.Open().Length);
        Assert.True(size <= Budget, $"{size} bytes: {string.Join(", ", files.Select(static f => f.Name))}");
    }
}
