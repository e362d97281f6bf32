using Waybill.Cms;
using Waybill.Mime;
using Waybill.TestKit;
using Xunit;

namespace Waybill.As2.Tests.Writing;

public sealed class LargeDocumentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("AS2-STRUCT-026")]
    public async Task More_than_two_gibibytes_are_signed_and_encrypted_and_opened_again_in_constant_memory()
    {
        const long Length = (1L << 31) + 5;
        var document = new As2Document { ContentType = "application/octet-stream", Length = Length, OpenAsync = _ => new(new SameByteStream(Length)) };
        var options = new As2ReadOptions
        {
            VerificationTime = new(2026, 11, 24, 3, 4, 5, TimeSpan.Zero), SignerCertificates = [Packing.Alice.Certificate], DecryptionKeys = new([Packing.Bob]),
        };

        // Nothing here waits, so all of it runs on this thread.
        var before = GC.GetAllocatedBytesForCurrentThread();
        await using var package = await Packing.PackAsync(Packing.Options("ES") with { Cipher = ContentCipher.Aes128Cbc }, document);
        await using var body = new CountedStream(await package.OpenAsync(Token));
        await using var verdict = await As2MessageReader.ReadAsync(MimeHeaders.FromPairs(package.Headers), null, body, options, new Forgetful(), Token);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 16L << 20);
        Assert.Equal(package.Length, body.Given);
        Assert.InRange(body.Given, Length, Length + 10_000);
        Assert.True(verdict.IsAccepted, verdict.Detail);
        Assert.Equal(package.Mic, verdict.Mic);
        Assert.Equal(Length, Assert.Single(verdict.Payloads).Length);
    }

    /// <summary>Keeps the length of what it is given, and nothing else.</summary>
    private sealed class Forgetful : IQuarantine, IQuarantineObject
    {
        public long Length { get; private set; }

        public ValueTask<IQuarantineObject> CreateAsync(CancellationToken cancellationToken) => new(new Forgetful());

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            Length += bytes.Length;
            return default;
        }

        public ValueTask SealAsync(CancellationToken cancellationToken) => default;

        public ValueTask<Stream> OpenReadAsync(long offset, long length, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Keep() => throw new NotSupportedException();

        public ValueTask DisposeAsync() => default;
    }

    private sealed class CountedStream(Stream inner) : MemoryStream
    {
        public long Given { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Given += read;
            return read;
        }

        public override async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    private sealed class SameByteStream(long length) : ForwardStream
    {
        private long _left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var given = (int)Math.Min(buffer.Length, _left);
            buffer.Span[..given].Fill((byte)'A');
            _left -= given;
            return new(given);
        }
    }
}
