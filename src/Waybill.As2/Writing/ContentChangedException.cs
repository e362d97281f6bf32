namespace Waybill.As2;

/// <summary>A document is no longer what was packed: its length or SHA-256 is another one. Sending goes on only with a new package and a new Message-ID.</summary>
public sealed class ContentChangedException : IOException
{
    /// <summary>Says which document.</summary>
    public ContentChangedException(string message)
        : base(message)
    {
    }

    /// <summary>Without a document.</summary>
    public ContentChangedException()
        : base("A document changed since it was packed.")
    {
    }

    /// <summary>With what showed it.</summary>
    public ContentChangedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
