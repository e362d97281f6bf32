using Waybill.As2.Tests.Writing;

namespace Waybill.As2.Tests;

/// <summary>Reading and packing stopped at any call of the store: it is told, and no file stays.</summary>
public sealed class NothingStaysTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-stop-");

    public static TheoryData<string, bool> Reads
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var structure in new[] { "P", "SP", "ESP", "ZSP", "ESZP", "GSZP", "EOP" })
            {
                data.Add(structure, false);
                data.Add(structure, true);
            }

            return data;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task A_read_cancelled_or_failing_at_any_call_of_the_quarantine_leaves_no_file(string structure, bool fails)
    {
        // Coded, so that there is a decoded object beside the raw one.
        var entity = TestMessage.Entity("Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", TestMessage.Base64Lines(TestBytes.Random(1, 300_000)));
        var message = TestMessage.Build(structure, entity);
        var calls = await StoppedAtEachAsync(fails, async (quarantine, token) =>
        {
            await using var body = new TrickleStream(message.Body, 70_000);
            await using var verdict = await As2MessageReader.ReadAsync(message.Headers, null, body, Reading.Open, quarantine, token);
            Assert.True(verdict.IsAccepted);
            Assert.NotEmpty(_folder.GetFiles());
        });

        Assert.True(calls > 6, $"{calls} calls");
    }

    [Theory]
    [InlineData("Z", false)]
    [InlineData("Z", true)]
    [InlineData("ESZ", false)]
    [InlineData("ESZ", true)]
    [InlineData("EZS", false)]
    [InlineData("EZS", true)]
    public async Task Packing_cancelled_or_failing_at_any_call_of_the_scratch_store_leaves_no_file(string structure, bool fails)
    {
        var content = TestBytes.Random(2, 300_000);
        var calls = await StoppedAtEachAsync(fails, async (scratch, token) =>
        {
            await using var package = await As2Packager.PackAsync(Packing.Options(structure), [Packing.Document(content, most: 70_000)], scratch, token);
            await using var body = await package.OpenAsync(token);
            await body.CopyToAsync(Stream.Null, token);
        });

        Assert.True(calls > 4, $"{calls} calls");
    }

    [Fact]
    public async Task A_verdict_disposed_while_a_document_is_half_read_leaves_no_file()
    {
        var message = TestMessage.Build("ESZP", TestMessage.Entity("Content-Type: text/plain", TestBytes.Random(3, 300_000)));
        var verdict = await message.ReadAsync(quarantine: new SpoolQuarantine(_folder.FullName, memoryBytes: 0));
        await using var document = await verdict.Payloads[0].OpenAsync(TestContext.Current.CancellationToken);
        await document.ReadExactlyAsync(new byte[1000], TestContext.Current.CancellationToken);
        await verdict.DisposeAsync();

        Assert.Empty(_folder.GetFiles());
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(async () => await document.ReadExactlyAsync(new byte[200_000], TestContext.Current.CancellationToken));
    }

    /// <summary>Runs it stopped at the first call, then at the second, and so on until nothing stopped it.</summary>
    private async Task<int> StoppedAtEachAsync(bool fails, Func<IQuarantine, CancellationToken, Task> run)
    {
        for (var stop = 1; ; stop++)
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            var quarantine = new Stopping(new SpoolQuarantine(_folder.FullName, memoryBytes: 0), stop, fails, cancel);
            Exception? thrown = await Record.ExceptionAsync(() => run(quarantine, cancel.Token));
            Assert.Empty(_folder.GetFiles());
            if (quarantine.Calls < stop)
            {
                Assert.Null(thrown);
                return quarantine.Calls;
            }

            // A cancellation that comes with the very last call may come too late.
            Assert.True(fails ? thrown is IOException { Message: "The disk is gone." } : thrown is null or OperationCanceledException, $"call {stop}: {thrown}");
        }
    }

    private sealed class Stopping(IQuarantine inner, int stop, bool fails, CancellationTokenSource cancel) : IQuarantine
    {
        public int Calls { get; private set; }

        public async ValueTask<IQuarantineObject> CreateAsync(CancellationToken cancellationToken)
        {
            Count();
            return new Held(this, await inner.CreateAsync(cancellationToken));
        }

        private void Count()
        {
            if (++Calls < stop)
            {
                return;
            }

            if (fails)
            {
                throw new IOException("The disk is gone.");
            }

            cancel.Cancel();
        }

        private sealed class Held(Stopping owner, IQuarantineObject inner) : IQuarantineObject
        {
            public long Length => inner.Length;

            public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
            {
                owner.Count();
                return inner.WriteAsync(bytes, cancellationToken);
            }

            public ValueTask SealAsync(CancellationToken cancellationToken)
            {
                owner.Count();
                return inner.SealAsync(cancellationToken);
            }

            public ValueTask<Stream> OpenReadAsync(long offset, long length, CancellationToken cancellationToken)
            {
                owner.Count();
                return inner.OpenReadAsync(offset, length, cancellationToken);
            }

            public void Keep() => inner.Keep();

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
