namespace Waybill.Cli.Captures;

/// <summary>The body of a capture with its framing removed. Read it to the end, then ask what was wrong with it.</summary>
internal abstract class CaptureBody : ForwardStream
{
    /// <summary>How the end was told: <c>content-length</c>, <c>chunked</c>, <c>end-of-file</c> or <c>base64</c>.</summary>
    public abstract string Framing { get; }

    /// <summary>What broke the framing, in a sentence; null while nothing did. Reading ends there.</summary>
    public string? Problem { get; protected set; }

    /// <summary>Bytes given so far.</summary>
    public long BytesRead { get; protected set; }
}
