namespace Waybill.Gateway;

/// <summary>The journal cannot do its work now: a fault of ours, never of the partner. Names the file or database and what to do; never a password.</summary>
public sealed class JournalException : Exception
{
    /// <summary>A fault without a text of its own.</summary>
    public JournalException()
        : this("The journal cannot do its work.")
    {
    }

    /// <summary>A fault in words for an operator.</summary>
    public JournalException(string message)
        : base(message)
    {
    }

    /// <summary>A fault in words for an operator, with its cause.</summary>
    public JournalException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
