using Waybill.Cms;
using Xunit;

namespace Waybill.As2.Tests.Writing;

public sealed class LargeDocumentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_than_two_gibibytes_are_signed_and_encrypted_in_constant_memory()
    {
        const long Length = (1L << 31) + 5;
        var document = new As2Document { ContentType = "application/octet-stream", Length = Length, OpenAsync = _ => new(new SameByteStream(Length)) };

        // Nothing here waits, so all of it runs on this thread.
        var before = GC.GetAllocatedBytesForCurrentThread();
        await using var package = await Packing.PackAsync(Packing.Options("ES") with { Cipher = ContentCipher.Aes128Cbc }, document);
        await using var body = await package.OpenAsync(Token);
        var buffer = new byte[1 << 17];
        long total = 0;
        for (int length; (length = await body.ReadAsync(buffer, Token)) > 0;)
        {
            total += length;
        }

        Assert.Equal(package.Length, total);
        Assert.InRange(total, Length, Length + 10_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 8L << 20);
    }

    private sealed class SameByteStream(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var given = (int)Math.Min(buffer.Length, _left);
            buffer.Span[..given].Fill((byte)'A');
            _left -= given;
            return new(given);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
