using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Waybill.EndToEnd.Tests;

/// <summary>What becomes of the work behind the answers when the process ends in the middle of it.</summary>
public sealed class SuddenEndTests : IDisposable
{
    private readonly Household _house = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _house.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_taken_right_before_a_kill_is_described_after_the_next_start_in_and_out(bool onPostgres)
    {
        await using var database = onPostgres ? await Database.MakeAsync() : null;
        var settings = _house.Settings(
            "data", "acme", "globex", null, ("Waybill:Database", database?.ConnectionString ?? ""),
            ("Waybill:Connections:0:Signature", "Allowed"), ("Waybill:Connections:0:Encryption", "Allowed"));
        var (sent, received, left) = (0, 0, 0L);
        for (var life = 0; life < 10 && left is 0; life++)
        {
            await using var server = await ServerProcess.StartAsync(settings, Ct);

            // Each answer is a promise; what is in the documents is read behind it, one after the other.
            await Task.WhenAll(Enumerable.Range(0, 24).SelectMany(_ => new[] { SubmitAsync(server.Address, ++sent), ReceiveAsync(server.Address, ++received) }));
            await server.KillAsync();
            left = await UndescribedAsync(settings, database);
        }

        Assert.True(left > 0, "Every kill came too late: nothing was left to describe.");
        await using var next = await ServerProcess.StartAsync(settings, Ct);
        foreach (var (direction, count) in new[] { ("out", sent), ("in", received) })
        {
            await _http.UntilAsync(next.Address, $"direction={direction}&documentType=850", Math.Min(count, 200), Ct);
            for (var i = 1; i <= count; i++)
            {
                Assert.Single(await _http.ListAsync(next.Address, $"direction={direction}&documentNumber={Number(direction, i)}", Ct));
            }
        }
    }

    [Fact]
    public async Task Background_work_that_fails_ends_the_program_with_exit_code_1_and_the_cause_in_its_log()
    {
        var settings = _house.Settings("data", "acme", "globex");
        await using (var server = await ServerProcess.StartAsync(settings, Ct))
        {
            await server.KillAsync();
        }

        // A row that no program of ours writes: the folder consumer cannot go past it.
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_house.In("data"), "waybill.db")};Pooling=False"))
        {
            await connection.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "insert into exchange(n, id, direction, state, as2_from, as2_to, updated_at) values (1, 'no id of ours', 1, 20, 'a', 'b', 0); " +
                "insert into handoff(exchange_n, consumer, due_at) values (1, 'folder', 0)";
            await command.ExecuteNonQueryAsync(Ct);
        }

        var (exit, said) = await ServerProcess.RunToEndAsync(settings, Ct);

        Assert.Equal(1, exit);
        Assert.Contains("Background work ended by a fault of ours", said, StringComparison.Ordinal);
        Assert.Contains("an exchange whose id is not one of ours", said, StringComparison.Ordinal);
    }

    private async Task SubmitAsync(Uri server, int number)
        => await _http.SubmitAsync(server, "globex", $"{number}.edi", Order(Number("out", number)), Ct);

    private async Task ReceiveAsync(Uri server, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/as2")) { Content = new ByteArrayContent(Order(Number("in", number))) };
        request.Content.Headers.ContentType = new("application/edi-x12");
        foreach (var (name, value) in new[] { ("AS2-Version", "1.2"), ("AS2-From", "globex"), ("AS2-To", "acme"), ("Message-ID", $"<{number}@globex>"), ("Date", "Tue, 03 Feb 2026 04:05:06 GMT") })
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static string Number(string direction, int number) => string.Create(CultureInfo.InvariantCulture, $"{direction}-{number:D5}");

    private static byte[] Order(string number) => Encoding.ASCII.GetBytes(
        "ISA*00*          *00*          *ZZ*ACME           *ZZ*GLOBEX         *260101*1200*U*00401*000000001*0*P*>~GS*PO*ACME*GLOBEX*20260101*1200*1*X*004010~" +
        $"ST*850*0001~BEG*00*SA*{number}**20260101~SE*3*0001~GE*1*1~IEA*1*000000001~");

    private static async Task<long> UndescribedAsync(Dictionary<string, string> settings, Database? database)
    {
        var text = database?.ConnectionString ?? $"Data Source={Path.Combine(settings["Waybill:Data"], "waybill.db")}";
        await using var journal = await Waybill.Gateway.Journals.OpenAsync(text, TimeProvider.System, Ct);
        return (await journal.UndescribedAsync(0, TimeProvider.System.GetUtcNow().AddDays(1), 1000, Ct)).Count;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
