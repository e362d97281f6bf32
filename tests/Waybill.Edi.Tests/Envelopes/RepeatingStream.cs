namespace Waybill.Edi.Tests;

/// <summary>A head, one unit again and again, and a tail: any size, made while it is read, always at once.</summary>
internal sealed class RepeatingStream(byte[] head, byte[] unit, long length, byte[] tail) : Stream
{
    private readonly long _repeats = length / unit.Length;
    private long _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => head.Length + (_repeats * unit.Length) + tail.Length;

    public override long Position { get => _at; set => throw new NotSupportedException("This stream does not seek."); }

    public override int Read(Span<byte> buffer)
    {
        var filled = 0;
        while (filled < buffer.Length && _at < Length)
        {
            var inUnits = _at - head.Length;
            var source = inUnits < 0 ? head.AsSpan((int)_at) : inUnits < _repeats * unit.Length ? unit.AsSpan((int)(inUnits % unit.Length)) : tail.AsSpan((int)(inUnits - (_repeats * unit.Length)));
            var take = Math.Min(source.Length, buffer.Length - filled);
            source[..take].CopyTo(buffer[filled..]);
            filled += take;
            _at += take;
        }

        return filled;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("This stream does not seek.");

    public override void SetLength(long value) => throw new NotSupportedException("This stream is read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is read.");
}
