using Microsoft.Extensions.Time.Testing;
using Waybill.Gateway.Stores;

namespace Waybill.Gateway.Tests;

/// <summary>Files of accepted messages: whole, once, under harmless names, whatever happens in between.</summary>
public sealed class FolderConsumerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_accepted_document_becomes_one_file_named_by_our_id_and_its_safe_name()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var outcome = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", "ISA*one"));

        await place.Consumer().TurnAsync(Ct);
        await place.Consumer().TurnAsync(Ct);

        Assert.Equal([$"{outcome.Id}-order.edi"], Directory.GetFiles(place.Inbox).Select(f => Path.GetFileName(f)!));
        Assert.Equal("ISA*one", await File.ReadAllTextAsync(Directory.GetFiles(place.Inbox).Single(), Ct));
        Assert.Equal("done", Assert.Single((await place.Journal.FindAsync(outcome.Id, Ct))!.Handoffs).Value);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(Directory.GetFiles(place.Inbox).Single()));
        }
    }

    [Fact]
    public async Task A_crash_after_the_file_and_before_the_row_leaves_the_file_as_it_is()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", "ISA*one"));
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var crashing = new Folders { AfterWrite = () => throw new IOException("The process ended here.") };

        await place.Consumer(crashing, clock).TurnAsync(Ct);
        var written = File.GetLastWriteTimeUtc(Directory.GetFiles(place.Inbox).Single());
        clock.Advance(TimeSpan.FromMinutes(1));
        var calm = new Folders();
        await place.Consumer(calm, clock).TurnAsync(Ct);

        Assert.Equal(0, calm.Writes);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(place.Inbox))));
        Assert.Equal(0, (await place.Journal.DepthAsync(clock.GetUtcNow().AddDays(1), Ct)).Handoffs);
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_removed_and_never_has_the_name()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var outcome = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", "ISA*one"));
        Directory.CreateDirectory(place.Inbox);
        var left = Path.Combine(place.Inbox, $".{outcome.Id}-0.0123.part");
        await File.WriteAllTextAsync(left, "ISA*o", Ct);

        await place.Consumer().TurnAsync(Ct);

        Assert.False(File.Exists(left));
        Assert.Single(Directory.GetFiles(place.Inbox));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_tried_again_and_alerted()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var outcome = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a"));
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var full = new Folders { Full = true };

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await place.Consumer(full, clock).TurnAsync(Ct);
            clock.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Contains(await place.Journal.OpenAsync(10, Ct), a => a.Kind is "handoff-failed" && a.Subject == outcome.Id.Value && a.Text.Contains("no room", StringComparison.Ordinal));
        await place.Consumer(null, clock).TurnAsync(Ct);
        Assert.Single(Directory.GetFiles(place.Inbox));
        Assert.DoesNotContain(await place.Journal.OpenAsync(10, Ct), a => a.Kind is "handoff-failed");
    }

    [Fact]
    public async Task A_replay_writes_the_file_again()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var outcome = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", "ISA*one"));
        await place.Consumer().TurnAsync(Ct);
        var file = Directory.GetFiles(place.Inbox).Single();
        await File.WriteAllTextAsync(file, "spoilt", Ct);

        await place.Journal.Handoffs.ReplayAsync(outcome.Id, [ConsumerNames.Folder], "ada", TimeProvider.System.GetUtcNow(), Ct);
        await place.Consumer().TurnAsync(Ct);

        Assert.Equal("ISA*one", await File.ReadAllTextAsync(file, Ct));
    }

    [Fact]
    public async Task The_loop_is_woken_by_a_commit_and_ends_when_stopped()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        using var stop = new CancellationTokenSource();
        // A clock that stands still: only the hint can wake it.
        var loop = place.Consumer(null, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1))).RunAsync(stop.Token);

        await place.ReceiveAsync(await ReceivingPlace.PackAsync("a"));
        while (!Directory.Exists(place.Inbox) || Directory.GetFiles(place.Inbox, "*.edi").Length is 0)
        {
            await Task.Delay(5, Ct);
        }

        await stop.CancelAsync();
        await loop.WaitAsync(TimeSpan.FromSeconds(30), Ct);
    }

    [Fact]
    [Requirement("AS2-ID-014")]
    public void Names_and_ids_of_a_partner_never_become_paths()
    {
        string[] hostile = ["../x", "<script>", "'; drop", "CON", "a/b", "..", "a\\b", ".", "", "x\u0000y", "\u202etxt.exe"];
        var id = ExchangeId.New(BookFolder.Now);
        var template = FileNameTemplate.Parse("{id}-{from}-{to}-{date}-{n}-{name}").Template!;

        foreach (var name in hostile)
        {
            var work = new HandoffWork(id, "folder", 1, "c", name, name, name, BookFolder.Now, false, [Document(name), Document(name)]);
            var names = template.NamesOf(work);

            Assert.Equal(2, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(names, n => Assert.StartsWith(id.Value, n, StringComparison.Ordinal));
            Assert.All(names, n => Assert.DoesNotContain(n, c => char.IsControl(c) || "/\\:<>|?*\"\u202e".Contains(c, StringComparison.Ordinal)));
            Assert.Equal(names, template.NamesOf(work));
        }
    }

    [Fact]
    public void A_name_that_is_too_long_keeps_our_id_and_stays_unique()
    {
        var id = ExchangeId.New(BookFolder.Now);
        var template = FileNameTemplate.Parse("{name}-{id}").Template!;
        var name = new string('é', 300);

        var names = template.NamesOf(new(id, "folder", 1, "c", "a", "b", null, BookFolder.Now, false, [Document(name), Document(name), Document(name)]));

        Assert.Equal(3, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, n => Assert.Contains(id.Value, n, StringComparison.Ordinal));
        Assert.All(names, n => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(n), 33, 255));
    }

    [Theory]
    [InlineData("{name}")]
    [InlineData("{id}/{name}")]
    [InlineData("{id}-{nme}")]
    [InlineData("{id}-{name")]
    public void A_template_that_could_lose_a_file_is_refused(string text) => Assert.NotNull(FileNameTemplate.Parse(text).Problem);

    private static StoredDocument Document(string? name) => new(name, "text/plain", null, new("0"), 0, 0, null);

    private sealed class Folders : IDocumentFolders
    {
        private readonly DocumentFolders _real = new();

        internal int Writes { get; private set; }

        internal bool Full { get; init; }

        internal Action? AfterWrite { get; init; }

        public ValueTask<bool> HasAsync(string folder, string name, CancellationToken ct) => _real.HasAsync(folder, name, ct);

        public async ValueTask WriteAsync(string folder, string name, string mark, Stream content, CancellationToken ct)
        {
            Writes++;
            if (Full)
            {
                throw new IOException("There is no room.");
            }

            await _real.WriteAsync(folder, name, mark, content, ct);
            AfterWrite?.Invoke();
        }
    }
}
