using System.Text;
using System.Text.Json;
using Waybill.Server.Tests.Api;
using Waybill.TestKit;

namespace Waybill.Cli.Tests.Configuration;

/// <summary>Configuration from files and back, against the real API.</summary>
public sealed class ApplyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-cli-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_is_planned_applied_changed_pruned_and_shown_in_the_form_it_was_written()
    {
        await using var host = await ApiHost.StartAsync();
        await CertificateFilesAsync();
        var file = await FileAsync("""
            stations:
            - name: us
              as2Id: 0614141000012
            partners:
            - name: initech
              identities:
              - as2Id: INITECH
            certificates:
            - name: us-2026
              owner: station/us
              use: any
              certificate: ${file:us.crt}
              key: ${file:us.key}
            - name: initech-2026
              owner: partner/initech
              use: any
              certificate: ${file:initech.crt}
            - name: initech-2020
              owner: partner/initech
              use: any
              state: retired
              certificate: ${file:old.crt}
            connections:
            - name: initech
              station: us
              partner: initech
              url: https://as2.initech.example/in
              user: us
              password: hush
              concurrency: 3
            """);

        var (planned, plan, _) = await RunAsync(host, "apply", "-f", file, "--set", "production", "--plan");
        Assert.Equal(0, planned);
        Assert.Contains("+ connection initech", plan, StringComparison.Ordinal);
        Assert.Contains("6 to make, 0 to change, 0 to delete, 0 as they are.", plan, StringComparison.Ordinal);
        Assert.Null(host.Configuration.Connections.FindOut("initech"));

        var (applied, _, error) = await RunAsync(host, "apply", "-f", file, "--set", "production", "--yes");
        Assert.Equal((0, ""), (applied, error));
        Assert.Equal(("0614141000012", 3), (host.Configuration.Connections.FindOut("initech")!.From.Value, host.Configuration.Connections.FindOut("initech")!.Concurrency));
        var (again, same, _) = await RunAsync(host, "apply", "-f", file, "--set", "production");
        Assert.Equal(0, again);
        Assert.Contains("0 to make, 0 to change, 0 to delete, 6 as they are.", same, StringComparison.Ordinal);

        // Shown, it can be applied as it is, and nothing secret is in it.
        var (shown, text, _) = await RunAsync(host, "get", "connection", "initech");
        Assert.Equal(0, shown);
        Assert.StartsWith("kind: connection\nname: initech\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
        var (_, roundTrip, _) = await RunAsync(host, "apply", "-f", await FileAsync(text, "shown.yaml"), "--set", "production", "--plan");
        Assert.Contains("0 to make, 0 to change, 0 to delete, 1 as they are, 5 of the set in no file", roundTrip, StringComparison.Ordinal);

        var (_, retired, _) = await RunAsync(host, "get", "certificate", "initech-2020");
        Assert.Contains("state: retired\n", retired, StringComparison.Ordinal);

        var less = (await File.ReadAllTextAsync(file, Token)).Replace("concurrency: 3", "concurrency: 5", StringComparison.Ordinal).Replace("password: hush", "password: other", StringComparison.Ordinal);
        var (changed, difference, _) = await RunAsync(host, "apply", "-f", await FileAsync(less), "--set", "production", "--yes");
        Assert.Equal(0, changed);
        Assert.Contains("~ connection initech", difference, StringComparison.Ordinal);
        Assert.Contains("    concurrency: 3 → 5", difference, StringComparison.Ordinal);
        Assert.Contains("    password: another secret", difference, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", difference, StringComparison.Ordinal);

        var without = less[..less.IndexOf("connections:", StringComparison.Ordinal)];
        var (kept, left, _) = await RunAsync(host, "apply", "-f", await FileAsync(without), "--set", "production", "--yes");
        Assert.Equal(0, kept);
        Assert.Contains("1 of the set in no file (--prune deletes them).", left, StringComparison.Ordinal);
        var (pruned, gone, _) = await RunAsync(host, "apply", "-f", await FileAsync(without), "--set", "production", "--prune", "--yes");
        Assert.Equal(0, pruned);
        Assert.Contains("- connection initech", gone, StringComparison.Ordinal);
        var (_, names, _) = await RunAsync(host, "get", "connections");
        Assert.DoesNotContain("initech", names, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_named_by_field_and_nothing_is_done_that_nobody_said_yes_to()
    {
        await using var host = await ApiHost.StartAsync();
        var wrong = await FileAsync("connections:\n- name: bad\n  station: nobody\n  partner: nobody\n  nosuch: 1\n");
        var (refused, _, error) = await RunAsync(host, "apply", "-f", wrong, "--yes");
        Assert.Equal(1, refused);
        Assert.Contains("connections/bad/nosuch: There is no such setting", error, StringComparison.Ordinal);
        Assert.Contains("connections/bad/station: ", error, StringComparison.Ordinal);

        var good = await FileAsync("partners:\n- name: hooli\n  identities:\n  - as2Id: HOOLI\n");
        var (silent, _, nobody) = await RunAsync(host, "apply", "-f", good);
        Assert.Equal(2, silent);
        Assert.Contains("give --yes", nobody, StringComparison.Ordinal);
        foreach (var (word, exit) in new[] { ("n", 1), ("y", 0) })
        {
            var asked = new CliHost(TextWriter.Null, TextWriter.Null, TimeProvider.System) { IsInteractive = true, OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(word + "\n")) };
            Assert.Equal(exit, (await CommandLine.RunAsync(asked, "apply", "-f", good, "--server", $"{host.Address}")).Exit);
        }

        var (taken, _, owned) = await RunAsync(host, "apply", "-f", good, "--set", "other", "--yes");
        Assert.Equal(1, taken);
        Assert.Contains("It belongs to the set default.", owned, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync(host, "get", "flows")).Exit);
        Assert.Equal(1, (await RunAsync(host, "get", "partner", "nobody")).Exit);
        using var json = JsonDocument.Parse((await RunAsync(host, "get", "partner", "hooli", "--json")).Out);
        Assert.Equal("file", json.RootElement.GetProperty("managedBy").GetString());
    }

    [Fact]
    public async Task A_connection_is_tested_and_its_debug_log_switched_and_a_ping_wants_to_be_meant()
    {
        await using var host = await ApiHost.StartAsync();
        var (tested, steps, _) = await RunAsync(host, "connection", "test", "globex");
        Assert.Equal(1, tested);
        Assert.StartsWith("https://globex.example/as2\n", steps.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("✗ BAD", steps, StringComparison.Ordinal);

        Assert.StartsWith("on until ", (await RunAsync(host, "connection", "debug", "globex", "--minutes", "5")).Out, StringComparison.Ordinal);
        Assert.StartsWith("off", (await RunAsync(host, "connection", "debug", "globex", "--minutes", "0")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(host, "connection", "debug", "globex")).Exit);

        var (unsure, _, error) = await RunAsync(host, "connection", "ping", "globex");
        Assert.Equal(2, unsure);
        Assert.Contains("--send-test", error, StringComparison.Ordinal);
        var (late, _, waited) = await RunAsync(host, "connection", "ping", "globex", "--send-test", "--timeout", "0");
        Assert.Equal(1, late);
        Assert.Contains("after 0 seconds", waited, StringComparison.Ordinal);
        Assert.Contains("held", (await RunAsync(host, "connection", "hold", "globex")).Out, StringComparison.Ordinal);
    }

    private static Task<(int Exit, string Out, string Error)> RunAsync(ApiHost host, params string[] arguments) => CommandLine.RunAsync([.. arguments, "--server", $"{host.Address}"]);

    private async Task<string> FileAsync(string text, string name = "config.yaml")
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, text, Token);
        return path;
    }

    private async Task CertificateFilesAsync()
    {
        var (us, initech) = (TestIdentities.Rsa("us"), TestIdentities.Rsa("initech"));
        using var key = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(us)!;
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "us.crt"), us.ExportCertificatePem(), Token);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "us.key"), key.ExportPkcs8PrivateKeyPem(), Token);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "initech.crt"), initech.ExportCertificatePem(), Token);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "old.crt"), TestIdentities.Rsa("initech-old").ExportCertificatePem(), Token);
    }
}
