using System.Buffers;
using System.Formats.Asn1;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Waybill.Cms;

/// <summary>Content of an AuthEnvelopedData under GCM (RFC 5083 §2.1, RFC 5084 §3.2).</summary>
/// <remarks>Attributes to be authenticated and tag stand behind the content, so the bytes given out are proved by the outcome alone.</remarks>
internal sealed class GcmContentStream : DecryptingStream
{
    // What the cipher may keep from one call to the next: a tag and a block.
    private const int MaxHeld = 32;

    private readonly GcmBlockCipher _cipher = new(AesUtilities.CreateEngine());
    private readonly int _tagBytes;
    private byte[]? _encrypted = ArrayPool<byte>.Shared.Rent(BatchBytes);
    private long _given;
    private bool _isAuthentic;

    public GcmContentStream(CmsReader reader, BerOctetStream octets, ContentEncryption encryption, byte[] key, bool isRealKey)
        : base(reader, octets, isRealKey)
    {
        _tagBytes = encryption.TagBytes;
        _cipher.Init(forEncryption: false, new AeadParameters(new(key), _tagBytes * 8, encryption.Iv));
    }

    protected override byte LastAttributes => 0xA2;

    protected override async ValueTask<(int Count, bool More)> DecryptAsync(Memory<byte> room, CancellationToken cancellationToken)
    {
        var most = Math.Min(BatchBytes, room.Length - MaxHeld);
        var read = await Octets.ReadAsync(_encrypted.AsMemory(0, most), cancellationToken);
        if (Octets.Length > ContentEncryption.MaxGcmBytes)
        {
            throw new CmsException(CmsProblem.LimitExceeded, "The content is longer than GCM can protect.");
        }

        var count = _cipher.ProcessBytes(_encrypted.AsSpan(0, read), room.Span);
        _given += count;
        return read == most ? (count, true) : (count + await FinishAsync(room[count..], cancellationToken), false);
    }

    protected override EnvelopeOutcome Judge() => _isAuthentic ? EnvelopeOutcome.Authentic : EnvelopeOutcome.BadTag;

    protected override void Dispose(bool disposing)
    {
        // Only what was encrypted went through it.
        GiveBack(ref _encrypted, 0);
        base.Dispose(disposing);
    }

    private async ValueTask<int> FinishAsync(Memory<byte> room, CancellationToken cancellationToken)
    {
        await Ber.LeaveAsync("EncryptedContentInfo", cancellationToken);
        if (await TryCollectAsync(0xA1, "The authenticated attributes", cancellationToken) is { } attributes)
        {
            _cipher.ProcessAadBytes(Authenticated(attributes));
        }

        var element = await Ber.CollectElementAsync(Ber.Limits.MaxElementBytes, "mac", cancellationToken);
        var tag = BerElements.Parse(element, "mac", asn => asn.ReadOctetString());
        return Finish(room.Span, tag);
    }

    private int Finish(Span<byte> room, byte[] tag)
    {
        var isWhole = tag.Length == _tagBytes;
        var rest = (int)(Octets.Length - _given);
        try
        {
            // The cipher takes the tag as the end of what is encrypted, and gives the last bytes out before it compares.
            var count = _cipher.ProcessBytes(isWhole ? tag : new byte[_tagBytes], room);
            _cipher.DoFinal(room[count..]);
            _isAuthentic = isWhole;
        }
        catch (InvalidCipherTextException)
        {
            _isAuthentic = false;
        }

        return rest;
    }

    /// <summary>RFC 5083 §2.2: the DER encoding as a SET OF, whatever was sent.</summary>
    private static byte[] Authenticated(ReadOnlyMemory<byte> attributes)
    {
        var set = attributes.ToArray();
        set[0] = CmsReader.Set;
        return DerEncoding.TryEncode(set, out var der) ? der : set;
    }
}
