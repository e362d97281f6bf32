using Waybill.TestKit;
using Xunit;

namespace Waybill.As2.Tests.Writing;

public sealed class ChangedDocumentTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-pack-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("E")]
    [InlineData("ES")]
    public async Task A_document_that_changed_after_packing_never_makes_a_whole_body(string structure)
    {
        var content = TestBytes.Edi(70_000);
        byte[][] changed = [[.. content[..^1], (byte)(content[^1] ^ 1)], content[..^1], [.. content, 0], []];
        foreach (var other in changed)
        {
            var now = content;
            await using var package = await Packing.PackAsync(Packing.Options(structure), Packing.Document(content) with { OpenAsync = _ => new(new TrickleStream(now, 999)) });
            now = other;
            await using var body = await package.OpenAsync(Token);
            using var sent = new MemoryStream();

            var thrown = await Assert.ThrowsAsync<ContentChangedException>(() => body.CopyToAsync(sent, Token));
            Assert.Contains("changed", thrown.Message, StringComparison.Ordinal);
            Assert.True(sent.Length < package.Length);

            now = content;
            Assert.Equal(package.Length, (await Packing.BodyAsync(package)).Length);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(101)]
    public async Task A_document_of_another_length_than_was_said_is_not_packed(int length)
    {
        foreach (var structure in Packing.Structures)
        {
            var scratch = new SpoolQuarantine(_folder.FullName, memoryBytes: 0);
            var document = Packing.Document(new byte[length]) with { Length = 100 };
            await Assert.ThrowsAsync<IOException>(async () => await As2Packager.PackAsync(Packing.Options(structure), [document], scratch, Token));
            Assert.Empty(_folder.GetFiles());
        }
    }

    [Theory]
    [InlineData("Z")]
    [InlineData("ESZ")]
    [InlineData("EZS")]
    public async Task Scratch_lives_as_long_as_the_package(string structure)
    {
        var scratch = new SpoolQuarantine(_folder.FullName, memoryBytes: 0);
        var package = await As2Packager.PackAsync(Packing.Options(structure), [Packing.Document(TestBytes.Edi(50_000))], scratch, Token);
        Assert.Single(_folder.GetFiles());
        await Packing.BodyAsync(package);
        await package.DisposeAsync();

        Assert.Empty(_folder.GetFiles());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await package.OpenAsync(Token));
    }

    [Theory]
    [InlineData("Z")]
    [InlineData("ESZ")]
    [InlineData("EZS")]
    public async Task Packing_that_fails_or_is_cancelled_leaves_nothing(string structure)
    {
        var scratch = new SpoolQuarantine(_folder.FullName, memoryBytes: 0);
        var content = TestBytes.Random(1, 400_000);
        using var cancel = new CancellationTokenSource();
        var broken = Packing.Document(content) with { OpenAsync = _ => new(new StoppingStream(content, () => throw new IOException("disk"))) };
        var cancelled = Packing.Document(content) with { OpenAsync = _ => new(new StoppingStream(content, cancel.Cancel)) };

        await Assert.ThrowsAsync<IOException>(async () => await As2Packager.PackAsync(Packing.Options(structure), [broken], scratch, Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await As2Packager.PackAsync(Packing.Options(structure), [cancelled], scratch, cancel.Token));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task Many_attempts_at_a_time_read_the_same_bytes()
    {
        var content = TestBytes.Edi(300_000);
        await using var package = await Packing.PackAsync(Packing.Options("EZS"), Packing.Document(content));
        var bodies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Packing.BodyAsync(package))));

        Assert.All(bodies, b => Assert.Equal(bodies[0], b));
    }

    /// <summary>Does something halfway.</summary>
    private sealed class StoppingStream(byte[] bytes, Action stop) : MemoryStream(bytes, writable: false)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position > Length / 2)
            {
                stop();
            }

            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, 50_000)], cancellationToken);
        }
    }
}
