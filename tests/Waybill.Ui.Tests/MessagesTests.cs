using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Waybill.As2;
using Waybill.Gateway;
using static Microsoft.Playwright.Assertions;

namespace Waybill.Ui.Tests;

/// <summary>A gateway with an owner and some messages.</summary>
public sealed class GatewayWithMessages : IAsyncLifetime
{
    internal RunningGateway Gateway { get; } = new();

    internal ExchangeId Order { get; private set; }

    internal ExchangeId Stranger { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await Gateway.InitializeAsync();
        await Gateway.SetUpAsync();
        var now = DateTimeOffset.UtcNow;
        for (var i = 0; i < 150; i++)
        {
            await Gateway.RefuseAsync(As2Failure.NoKey, "globex", $"<old-{i}@globex>", now.AddMinutes(-400 + i));
        }

        Order = await Gateway.AcceptAsync(TestFiles.Bytes("edi-net/x12.850.edi"), "order.edi", "<order-1@globex>", now.AddMinutes(-2));
        Stranger = await Gateway.RefuseAsync(As2Failure.UnknownRelationship, "WALMRT", "<stranger@x>", now.AddMinutes(-1), connection: null, "AS2-To is a station of ours.");
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}

public sealed class MessagesTests(Chromium chromium, GatewayWithMessages data) : IClassFixture<GatewayWithMessages>
{
    private RunningGateway Gateway => data.Gateway;

    [Fact]
    public async Task A_message_is_found_opened_and_left_by_the_keyboard_alone()
    {
        await using var screen = await chromium.OpenAsync(Gateway.Address);
        await screen.SignInAsync("/messages");
        var page = screen.Page;
        await page.GetByRole(AriaRole.Row).Nth(2).WaitForAsync();
        await screen.CheckAsync("messages");

        await page.Keyboard.PressAsync("?");
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Help and keys" }).WaitForAsync();
        await screen.CheckAsync("help");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Search or do" }).FillAsync("<order-1");
        await page.GetByRole(AriaRole.Option, new() { Name = "<order-1@globex>" }).First.WaitForAsync();
        await screen.CheckAsync("palette");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex($"/messages/{data.Order}"));
        await screen.Heading("850 4500123").WaitForAsync();

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("m");
        await screen.Heading("Messages").WaitForAsync();
        var rows = page.GetByRole(AriaRole.Grid, new() { Name = "Messages" }).GetByRole(AriaRole.Row);
        await rows.Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex($"m={data.Order}"));
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Tab, new() { Name = "Timeline" }).WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(rows.Nth(2)).ToBeFocusedAsync();
        screen.Nothing();
    }

    [Fact]
    public async Task Every_tab_of_a_message_can_be_read_and_has_an_address()
    {
        await using var screen = await chromium.OpenAsync(Gateway.Address);
        await screen.SignInAsync($"/messages?m={data.Order}");
        var drawer = screen.Page.GetByRole(AriaRole.Dialog);
        foreach (var (tab, shown) in new[] { ("Timeline", "850 4500123"), ("Payload", "BEG"), ("Headers", "AS2-From"), ("MDN", "given in the answer"), ("Security", "AES-256-CBC"), ("History", "order.edi") })
        {
            await drawer.GetByRole(AriaRole.Tab, new() { Name = tab, Exact = true }).ClickAsync();
            await drawer.GetByText(shown).First.WaitForAsync();
            await screen.CheckAsync($"message-{tab.ToLowerInvariant()}");
            if (tab is not "Timeline")
            {
                Assert.Contains($"tab={tab.ToLowerInvariant()}", screen.Page.Url, StringComparison.Ordinal);
            }
        }

        screen.Nothing();
    }

    [Fact]
    public async Task A_stranger_is_explained_with_the_side_and_the_first_thing_to_do()
    {
        await using var screen = await chromium.OpenAsync(Gateway.Address, 1024);
        await screen.SignInAsync("/messages?view=unmatched");
        var rows = screen.Page.GetByRole(AriaRole.Grid).GetByRole(AriaRole.Row);
        await Expect(rows).ToHaveCountAsync(2);
        await rows.Nth(1).ClickAsync();
        var box = screen.Page.GetByRole(AriaRole.Region, new() { Name = "What happened" });
        await Expect(box).ToContainTextAsync("Someone sent us AS2-From “WALMRT”");
        await Expect(box).ToContainTextAsync("Whose side");
        await Expect(box.GetByRole(AriaRole.Button, new() { Name = "Copy report for partner" })).ToBeVisibleAsync();
        await screen.CheckAsync("message-cause");
    }

    [Fact]
    public async Task The_list_goes_on_to_its_end_and_draws_only_what_is_seen()
    {
        await using var screen = await chromium.OpenAsync(Gateway.Address);
        await screen.SignInAsync("/messages?view=failed");
        var grid = screen.Page.GetByRole(AriaRole.Grid, new() { Name = "Messages" });
        await grid.GetByRole(AriaRole.Row).Nth(1).FocusAsync();
        for (var i = 0; i < 6; i++)
        {
            await screen.Page.Keyboard.PressAsync("End");
            if (await grid.GetByText("<old-0@globex>").CountAsync() > 0)
            {
                break;
            }

            await screen.Page.WaitForTimeoutAsync(500);
        }

        await Expect(grid.GetByText("<old-0@globex>")).ToBeVisibleAsync();
        await Expect(grid).ToHaveAttributeAsync("aria-rowcount", "152");
        Assert.InRange(await grid.GetByRole(AriaRole.Row).CountAsync(), 10, 100);
        screen.Nothing();
    }

    [Fact]
    public async Task What_is_typed_outlives_the_end_of_the_sign_in()
    {
        await using var screen = await chromium.OpenAsync(Gateway.Address);
        await screen.SignInAsync("/messages");
        var page = screen.Page;
        await page.GetByRole(AriaRole.Row).Nth(2).WaitForAsync();
        await page.Context.ClearCookiesAsync();
        var search = page.GetByRole(AriaRole.Textbox, new() { Name = "Search the messages" });
        await search.FillAsync("4500123");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Your sign-in has ended" });
        await dialog.WaitForAsync();
        await screen.CheckAsync("sign-in-again");
        await dialog.GetByLabel("Password", new() { Exact = true }).FillAsync(Screen.Password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Grid).GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        Assert.Equal("4500123", await search.InputValueAsync());
        Assert.Contains("q=4500123", page.Url, StringComparison.Ordinal);
        screen.Nothing();
    }

    [Fact]
    public async Task A_gateway_that_is_away_is_said_with_since_when_and_forgotten_when_it_is_back()
    {
        await using var screen = await chromium.OpenAsync(Gateway.Address);
        await screen.SignInAsync("/messages");
        var page = screen.Page;
        await page.GetByRole(AriaRole.Row).Nth(2).WaitForAsync();
        await page.RouteAsync(new Regex("/api/|/health/"), static route => route.AbortAsync());
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Search the messages" }).FillAsync("4500");
        var bar = page.GetByText("Connection to the gateway lost since");
        await bar.WaitForAsync();
        await screen.CheckAsync("lost");
        await page.UnrouteAllAsync();
        await Expect(bar).ToHaveCountAsync(0);
        Assert.Equal("4500", await page.GetByRole(AriaRole.Textbox, new() { Name = "Search the messages" }).InputValueAsync());
    }
}
