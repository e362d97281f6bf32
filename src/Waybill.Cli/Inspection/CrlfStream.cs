using Waybill.Cli.Captures;

namespace Waybill.Cli.Inspection;

/// <summary>A file with every bare line feed made CRLF, as it was before an editor or a version control system changed it.</summary>
internal sealed class CrlfStream(Stream file) : ForwardStream
{
    private readonly byte[] input = new byte[16 * 1024];
    private byte previous;
    private bool owesLineFeed;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = 0;
        if (owesLineFeed && !buffer.IsEmpty)
        {
            buffer.Span[length++] = (byte)'\n';
            owesLineFeed = false;
        }

        // Every byte may become two; of a last single place only the second has to wait.
        var room = buffer.Length - length;
        var read = room is 0 ? 0 : await file.ReadAsync(input.AsMemory(0, Math.Clamp(room / 2, 1, input.Length)), cancellationToken);
        foreach (var value in input.AsSpan(0, read))
        {
            if (value is (byte)'\n' && previous is not (byte)'\r')
            {
                buffer.Span[length++] = (byte)'\r';
                owesLineFeed = length == buffer.Length;
            }

            if (!owesLineFeed)
            {
                buffer.Span[length++] = value;
            }

            previous = value;
        }

        return length;
    }

    public override async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        await base.DisposeAsync();
    }
}
