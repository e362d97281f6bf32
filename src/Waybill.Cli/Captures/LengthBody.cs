using System.Globalization;

namespace Waybill.Cli.Captures;

/// <summary>A body of a stated length (RFC 9112 §6.2).</summary>
internal sealed class LengthBody(CaptureInput input, long length) : CaptureBody
{
    public override string Framing => "content-length";

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var most = (int)Math.Min(buffer.Length, length - BytesRead);
        var read = await input.ReadAsync(buffer[..most], cancellationToken);
        BytesRead += read;
        if (read is 0 && most > 0)
        {
            Problem = string.Create(CultureInfo.InvariantCulture, $"The file ends {length - BytesRead} bytes before Content-Length says.");
        }

        return read;
    }
}
