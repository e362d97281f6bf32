namespace Waybill.Cms;

/// <summary>Why a CMS object could not be read or written. Numbers are stored and logged: append, never renumber.</summary>
public enum CmsProblem
{
    /// <summary>The bytes are not the BER they should be: a wrong tag, a length that does not fit, a missing field.</summary>
    Malformed = 1,

    /// <summary>The input ended before the object did.</summary>
    Truncated = 2,

    /// <summary>An algorithm we do not know. <see cref="CmsException.Detail"/> holds its OID.</summary>
    UnknownAlgorithm = 3,

    /// <summary>An algorithm we know and the policy forbids. <see cref="CmsException.Detail"/> holds its name.</summary>
    ForbiddenAlgorithm = 4,

    /// <summary>No RecipientInfo names a key of ours.</summary>
    NoKey = 5,

    /// <summary>A bound of <see cref="CmsLimits"/> was passed.</summary>
    LimitExceeded = 6,

    /// <summary>Compressed content does not inflate to its end, or its check value differs.</summary>
    BadCompression = 7,

    /// <summary>A key, certificate or length given by the caller does not fit what is to be written.</summary>
    BadRequest = 8,
}

/// <summary>A CMS object could not be read or written. The only exception reading throws for bad input.</summary>
/// <remarks>What a decrypted layer is worth (padding, tag, unwrapped key) is never an exception: see <see cref="EnvelopeOutcome"/>.</remarks>
public sealed class CmsException : IOException
{
    /// <summary>Creates it.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="message">One English sentence without secrets.</param>
    /// <param name="detail">An OID, an algorithm's name or null.</param>
    /// <param name="inner">What a library below threw, or null.</param>
    public CmsException(CmsProblem problem, string message, string? detail = null, Exception? inner = null)
        : base(message, inner) => (Problem, Detail) = (problem, detail);

    /// <summary>What is wrong.</summary>
    public CmsProblem Problem { get; }

    /// <summary>An OID or an algorithm's name; null when the problem has none.</summary>
    public string? Detail { get; }
}
