namespace Waybill.Cms;

/// <summary>How one recipient's content key is unwrapped.</summary>
internal abstract class KeyUnwrap
{
    /// <summary>As in <see cref="CmsRecipient.KeyManagement"/>.</summary>
    public abstract string Name { get; }

    /// <summary>As in <see cref="CmsRecipient.IsWeak"/>.</summary>
    public virtual bool IsWeak => false;

    public virtual bool IsAllowed(CmsPolicy policy) => true;

    /// <summary>Whether the key is of the kind it takes.</summary>
    public abstract bool Fits(CmsPrivateKey key);

    /// <summary>The content key, to be zeroed by the caller; null when it does not unwrap. Nothing the message holds makes it throw.</summary>
    public abstract byte[]? Unwrap(CmsPrivateKey key, ReadOnlyMemory<byte> encryptedKey);
}
