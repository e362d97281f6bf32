using System.Buffers;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>The second part of a multipart/signed, collected up to a bound.</summary>
internal sealed class SignaturePart(MimeHeaders headers, CmsLimits limits)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private bool _isTooLong;

    public bool IsSignature => LayerTypes.IsSignature(headers.ContentType);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        // Base64 is a third longer than what it codes, and has line ends.
        _isTooLong |= bytes.Length > (limits.MaxElementBytes * 3L / 2) - _bytes.WrittenCount;
        if (!_isTooLong)
        {
            _bytes.Write(bytes);
        }
    }

    /// <exception cref="CmsException">It is no SignedData, or longer than the bound.</exception>
    public async ValueTask<CmsSignatures> ReadAsync(CancellationToken cancellationToken)
        => _isTooLong
            ? throw new CmsException(CmsProblem.LimitExceeded, $"The signature is longer than {limits.MaxElementBytes} bytes.")
            : CmsSignatures.Read(await CmsCoding.DecodeAsync(_bytes.WrittenMemory, headers.TransferEncoding, cancellationToken), limits);
}
