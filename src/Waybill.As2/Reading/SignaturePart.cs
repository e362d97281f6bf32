using System.Buffers;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>The second part of a multipart/signed, collected up to a bound.</summary>
/// <param name="headers">The part's.</param>
/// <param name="limits">Its length is bounded as an element of CMS is.</param>
/// <param name="isStrict">Whether base64 may hold nothing but base64.</param>
internal sealed class SignaturePart(MimeHeaders headers, CmsLimits limits, bool isStrict)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private bool _isTooLong;

    public bool IsSignature => LayerTypes.IsSignature(headers.ContentType);

    public bool HasPlainHeaders => LayerTypes.IsPlain(headers);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        // Base64 is a third longer than what it codes, and has line ends.
        _isTooLong |= bytes.Length > (limits.MaxElementBytes * 3L / 2) - _bytes.WrittenCount;
        if (!_isTooLong)
        {
            _bytes.Write(bytes);
        }
    }

    /// <summary>The SignedData without its transfer coding, once <see cref="ReadAsync"/> read it; null before.</summary>
    public ReadOnlyMemory<byte>? Decoded { get; private set; }

    /// <exception cref="CmsException">It is no SignedData, or longer than the bound.</exception>
    public async ValueTask<CmsSignatures> ReadAsync(CancellationToken cancellationToken)
    {
        if (_isTooLong)
        {
            throw new CmsException(CmsProblem.LimitExceeded, $"The signature is longer than {limits.MaxElementBytes} bytes.");
        }

        var decoded = await CmsCoding.DecodeAsync(_bytes.WrittenMemory, headers.TransferEncoding, isStrict, cancellationToken);
        var signatures = CmsSignatures.Read(decoded, limits);
        Decoded = decoded;
        return signatures;
    }
}
