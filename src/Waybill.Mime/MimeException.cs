namespace Waybill.Mime;

/// <summary>Why an entity could not be read.</summary>
public enum MimeProblem
{
    /// <summary>A header block is longer than <see cref="MimeLimits.MaxHeaderBytes"/>.</summary>
    HeaderTooLarge = 1,

    /// <summary>A header block has more fields than <see cref="MimeLimits.MaxHeaderFields"/>.</summary>
    TooManyHeaders = 2,

    /// <summary>More parts than <see cref="MimeLimits.MaxParts"/>.</summary>
    TooManyParts = 3,

    /// <summary>Multiparts nested deeper than <see cref="MimeLimits.MaxDepth"/>.</summary>
    TooDeep = 4,
}

/// <summary>A MIME entity passes a bound. The only exception reading throws for bad input; everything else odd is read as far as it can be.</summary>
public sealed class MimeException : IOException
{
    /// <summary>Creates it.</summary>
    /// <param name="problem">Which bound.</param>
    /// <param name="message">One English sentence.</param>
    /// <param name="offset">Where in the input, in bytes from its start.</param>
    public MimeException(MimeProblem problem, string message, long offset)
        : base(message) => (Problem, Offset) = (problem, offset);

    /// <summary>Which bound was passed.</summary>
    public MimeProblem Problem { get; }

    /// <summary>Where in the input, in bytes from its start.</summary>
    public long Offset { get; }
}
