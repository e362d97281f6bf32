using System.Buffers;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Reads receipts as peers write them (AS2-MDN-001 to 026).</summary>
/// <threadsafety>Safe from many threads.</threadsafety>
public static class ReceiptReader
{
    private const int BufferBytes = 16 * 1024;

    /// <summary>Reads one receipt; never throws for what the partner sent.</summary>
    /// <param name="headers">The headers of the response or of the receipt's own POST.</param>
    /// <param name="body">Read to its end, or until <see cref="ReceiptReadOptions.MaxBytes"/> are passed; not disposed. What it throws passes through.</param>
    /// <param name="options">Bounds and trusted certificates.</param>
    /// <param name="ct">Stops waiting for the body.</param>
    public static async ValueTask<ReadReceipt> ReadAsync(MimeHeaders headers, Stream body, ReceiptReadOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(options);
        if (await HoldAsync(body, options.MaxBytes, ct).ConfigureAwait(false) is not { } held)
        {
            return new() { Problem = $"The answer is longer than the {options.MaxBytes} bytes a receipt may have." };
        }

        if (held.Count is 0)
        {
            return new() { Problem = "The answer is empty." };
        }

        var reading = new ReceiptReading(options);
        try
        {
            var entity = headers["Content-Type"] is null
                ? await HeldEntity.ParseAsync(held, options.Mime, ct).ConfigureAwait(false)
                : new HeldEntity(headers, held, held);
            return await reading.ReadAsync(entity, ct).ConfigureAwait(false);
        }
        catch (MimeException e)
        {
            return reading.Refused(e.Message);
        }
    }

    /// <summary>The whole body; null when it is longer than allowed. Grows with what arrives, not with what was claimed.</summary>
    private static async ValueTask<ArraySegment<byte>?> HoldAsync(Stream body, int maxBytes, CancellationToken ct)
    {
        using var held = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0)
            {
                if (held.Length + read > maxBytes)
                {
                    return null;
                }

                held.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return held.ToArray();
    }
}
