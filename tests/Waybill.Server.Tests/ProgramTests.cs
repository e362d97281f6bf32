using System.Net;

namespace Waybill.Server.Tests;

public sealed class ProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_starts_on_the_address_it_was_given_and_is_live_and_ready()
    {
        await using var server = await RunningServer.StartAsync(Path.Combine(_folder.Path, "data"), Ct);
        using var http = new HttpClient { BaseAddress = server.Address };

        Assert.Equal("Healthy", await http.GetStringAsync("/health/live", Ct));
        Assert.Equal("Healthy", await http.GetStringAsync("/health/ready", Ct));
    }

    [Fact]
    public async Task Its_metrics_are_in_the_form_of_Prometheus()
    {
        await using var server = await RunningServer.StartAsync(Path.Combine(_folder.Path, "payloads"), Ct);
        using var http = new HttpClient { BaseAddress = server.Address };
        await http.GetStringAsync("/health/live", Ct);

        using var answer = await http.GetAsync("/metrics", Ct);

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(Ct)).Split('\n');
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", lines);
        Assert.Contains(lines, l => l.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal) && l.Contains("http_route=\"/health/live\"", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("dotnet_process_memory_working_set_bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_live_but_not_ready_where_it_cannot_store()
    {
        var file = Path.Combine(_folder.Path, "a-file");
        await File.WriteAllTextAsync(file, "in the way", Ct);
        await using var server = await RunningServer.StartAsync(Path.Combine(_folder.Path, "data"), Ct, "--Waybill:Payloads", file);
        using var http = new HttpClient { BaseAddress = server.Address };

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/health/ready", Ct)).StatusCode);
    }

    [Fact]
    public async Task Wrong_settings_end_the_start_and_are_all_named()
    {
        var (exit, output, error) = await RunningServer.RunToEndAsync(Ct, "--Waybill:Urls", "http://127.0.0.1:0;ftp://x", "--Waybill:Payloads", "s3://bucket");

        Assert.NotEqual(0, exit);
        Assert.Contains("Waybill:Urls: 'ftp://x'", output + error, StringComparison.Ordinal);
        Assert.Contains("Waybill:Payloads: 's3://bucket'", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_does_not_start_and_says_why()
    {
        var data = Path.Combine(_folder.Path, "data");
        await using var first = await RunningServer.StartAsync(data, Ct);

        var (exit, _, error) = await RunningServer.RunToEndAsync(Ct, "--Waybill:Urls", "http://127.0.0.1:0", "--Waybill:Data", data);

        Assert.Equal(1, exit);
        Assert.Contains("waybill.db", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_master_key_that_is_gone_ends_the_start_naming_its_file()
    {
        var data = Path.Combine(_folder.Path, "data");
        await using (await RunningServer.StartAsync(data, Ct))
        {
            Assert.True(File.Exists(data + ".key"));
        }

        File.Delete(data + ".key");
        var (exit, _, error) = await RunningServer.RunToEndAsync(Ct, "--Waybill:Urls", "http://127.0.0.1:0", "--Waybill:Data", data);

        Assert.Equal(1, exit);
        Assert.Contains(data + ".key", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_by_itself_when_it_is_told_to()
    {
        await using var server = await RunningServer.StartAsync(Path.Combine(_folder.Path, "data"), Ct);

        Assert.Equal(0, await server.TerminateAsync(Ct));
    }

    [Theory]
    [InlineData("--help", 0, "WAYBILL__URLS")]
    public async Task Questions_are_answered_without_starting_a_server(string argument, int expected, string says)
    {
        var (exit, output, error) = await RunningServer.RunToEndAsync(Ct, argument);

        Assert.Equal(expected, exit);
        Assert.Contains(says, output + error, StringComparison.Ordinal);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
