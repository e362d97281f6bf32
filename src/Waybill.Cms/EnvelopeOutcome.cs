namespace Waybill.Cms;

/// <summary>What the end of an encrypted layer showed. Reading never stops for it: everything is read first, then this is known.</summary>
/// <remarks>Only <see cref="Authentic"/> protects the content. Under CBC a good padding proves nothing, and telling the
/// values below apart to a partner makes a padding oracle (EFAIL; RFC 8551 §6): they go to the journal, never to the wire.</remarks>
public enum EnvelopeOutcome
{
    /// <summary>The content was not read to its end.</summary>
    Unread = 0,

    /// <summary>AEAD: the tag is good, content and authenticated attributes are as sent.</summary>
    Authentic,

    /// <summary>CBC: key and padding had the right form. Nothing is authenticated.</summary>
    Unauthenticated,

    /// <summary>CBC: the padding is not PKCS#7; its bytes were given out as content.</summary>
    BadPadding,

    /// <summary>The content key could not be unwrapped; content was read to its end with a random key.</summary>
    BadKey,

    /// <summary>AEAD: the tag is wrong.</summary>
    BadTag,
}
