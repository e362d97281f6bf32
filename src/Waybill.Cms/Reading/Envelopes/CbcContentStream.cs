namespace Waybill.Cms;

/// <summary>Content of an EnvelopedData under a CBC cipher.</summary>
/// <remarks>The last block read is held back in its encrypted form until it is known whether another follows: only the last of all is padded.
/// Padding that is none stops nothing: its octets are content (no oracle).</remarks>
internal sealed class CbcContentStream(CmsReader reader, BerOctetStream octets, CbcDecryptor cipher, ContentEncryption encryption, bool isRealKey)
    : DecryptingStream(reader, octets, isRealKey)
{
    private readonly byte[] _held = new byte[encryption.Cipher.BlockBytes];
    private int _heldBytes;
    private bool _isPadded;

    protected override byte LastAttributes => 0xA1;

    protected override async ValueTask<(int Count, bool More)> DecryptAsync(Memory<byte> room, CancellationToken cancellationToken)
    {
        var size = _held.Length;
        room = room[..(room.Length / size * size)];
        _held.AsSpan(0, _heldBytes).CopyTo(room.Span);
        var filled = _heldBytes + await Octets.ReadAsync(room[_heldBytes..], cancellationToken);
        if (filled < room.Length)
        {
            await Ber.LeaveAsync("EncryptedContentInfo", cancellationToken);
            return (DecryptLast(room.Span[..filled]), false);
        }

        filled -= size;
        room.Span[filled..].CopyTo(_held);
        _heldBytes = size;
        cipher.Decrypt(room.Span[..filled]);
        return (filled, true);
    }

    protected override EnvelopeOutcome Judge() => _isPadded ? EnvelopeOutcome.Unauthenticated : EnvelopeOutcome.BadPadding;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cipher.Dispose();
        }

        base.Dispose(disposing);
    }

    // Octets after the last whole block cannot be decrypted and are left out.
    private int DecryptLast(Span<byte> rest)
    {
        var size = _held.Length;
        var (blocks, odd) = (rest.Length / size * size, rest.Length % size);
        if (blocks is 0)
        {
            return 0;
        }

        rest = rest[..blocks];
        cipher.Decrypt(rest);
        var padding = odd is 0 ? BlockPadding.Count(rest[^size..]) : 0;
        _isPadded = padding > 0;
        return blocks - padding;
    }
}
