namespace Waybill.As2;

/// <summary>A stream whose first bytes were looked at, and are given again.</summary>
internal sealed class LookAheadStream : PullStream
{
    private readonly Stream _input;
    private ReadOnlyMemory<byte> _head;

    private LookAheadStream(Stream input, ReadOnlyMemory<byte> head) => (_input, _head) = (input, head);

    /// <summary>The first bytes, fewer than asked for only when the input has no more.</summary>
    public ReadOnlyMemory<byte> Head => _head;

    /// <param name="input">Not disposed.</param>
    /// <param name="count">How many bytes to look at.</param>
    /// <param name="cancellationToken">Stops waiting for input.</param>
    public static async ValueTask<LookAheadStream> OpenAsync(Stream input, int count, CancellationToken cancellationToken)
    {
        var head = new byte[count];
        var length = await input.ReadAtLeastAsync(head, count, throwOnEndOfStream: false, cancellationToken);
        return new(input, head.AsMemory(0, length));
    }

    /// <summary>Takes bytes off the front of <see cref="Head"/>.</summary>
    public void Skip(int count) => _head = _head[count..];

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_head.IsEmpty)
        {
            return _input.ReadAsync(buffer, cancellationToken);
        }

        var length = Math.Min(buffer.Length, _head.Length);
        _head[..length].CopyTo(buffer);
        _head = _head[length..];
        return new(length);
    }
}
