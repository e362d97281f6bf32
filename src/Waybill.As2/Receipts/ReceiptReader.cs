using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Reads receipts as peers write them (AS2-MDN-001 to 026).</summary>
public static class ReceiptReader
{
    /// <summary>Reads one receipt; never throws for what the partner sent.</summary>
    /// <param name="headers">The headers of the response or of the receipt's own POST.</param>
    /// <param name="body">Read to its end, at most one byte more than <see cref="ReceiptReadOptions.MaxBytes"/>; not disposed. What it throws passes through.</param>
    /// <param name="options">Bounds and trusted certificates.</param>
    /// <param name="ct">Stops waiting for the body.</param>
    public static ValueTask<ReadReceipt> ReadAsync(MimeHeaders headers, Stream body, ReceiptReadOptions options, CancellationToken ct = default)
        => throw new NotSupportedException();
}
