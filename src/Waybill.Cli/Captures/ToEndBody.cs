namespace Waybill.Cli.Captures;

/// <summary>A body that ends with its file.</summary>
internal sealed class ToEndBody(CaptureInput input) : CaptureBody
{
    public override string Framing => "end-of-file";

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await input.ReadAsync(buffer, cancellationToken);
        BytesRead += read;
        return read;
    }
}
