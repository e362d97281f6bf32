using Waybill.Cli.Captures;

namespace Waybill.Cli.Inspection;

/// <summary>A file with every bare line feed made CRLF, as it was before an editor or a version control system changed it.</summary>
internal sealed class CrlfStream(Stream file) : ForwardStream
{
    private readonly byte[] input = new byte[16 * 1024];
    private byte previous;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length < 2)
        {
            throw new ArgumentException("A line end needs two bytes.", nameof(buffer));
        }

        var read = await file.ReadAsync(input.AsMemory(0, Math.Min(input.Length, buffer.Length / 2)), cancellationToken);
        var length = 0;
        foreach (var value in input.AsSpan(0, read))
        {
            if (value is (byte)'\n' && previous is not (byte)'\r')
            {
                buffer.Span[length++] = (byte)'\r';
            }

            buffer.Span[length++] = previous = value;
        }

        return length;
    }

    public override async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        await base.DisposeAsync();
    }
}
