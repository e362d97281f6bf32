using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Tells a receipt from a message: both arrive at one URL.</summary>
public static class ReceiptSniffer
{
    /// <summary>Looks at the headers and, where they do not decide, at the first 8 KiB of the body.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="body">Read as far as needed; do not read it yourself afterwards.</param>
    /// <param name="ct">Stops waiting for the body.</param>
    /// <returns>Whether it is a receipt, and a stream of the whole body; disposing that disposes <paramref name="body"/>.</returns>
    public static ValueTask<(bool IsReceipt, Stream Body)> PeekAsync(MimeHeaders headers, Stream body, CancellationToken ct = default)
        => throw new NotSupportedException();
}
