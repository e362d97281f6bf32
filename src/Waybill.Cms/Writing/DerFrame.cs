namespace Waybill.Cms;

/// <summary>What stands before and after a long content, grown from the inside out so that every length is known when it is written.</summary>
internal sealed class DerFrame
{
    private readonly long _contentLength;
    private byte[] _prefix = [];
    private long _suffixLength;

    internal DerFrame(long contentLength) => _contentLength = contentLength;

    /// <summary>All bytes before the content.</summary>
    internal ReadOnlyMemory<byte> Prefix => _prefix;

    /// <summary>Length of the whole: prefix, content and everything after it.</summary>
    internal long Length => _prefix.Length + _contentLength + _suffixLength;

    /// <summary>Puts everything so far, with siblings before and a given length of siblings after, into one more element.</summary>
    internal DerFrame Wrap(byte tag, ReadOnlySpan<byte> before = default, long afterLength = 0)
    {
        _suffixLength += afterLength;
        byte[] header = Der.Header(tag, before.Length + Length);
        _prefix = [.. header, .. before, .. _prefix];
        return this;
    }

    /// <summary>ContentInfo (RFC 5652 §3) around everything so far.</summary>
    internal DerFrame WrapContentInfo(string contentType)
        => Wrap(Der.Context0).Wrap(Der.Sequence, AlgorithmIdentifiers.Encoded(w => w.WriteObjectIdentifier(contentType)));
}
