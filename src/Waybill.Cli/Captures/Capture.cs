using Waybill.Mime;

namespace Waybill.Cli.Captures;

/// <summary>A file opened as what it is: first line and headers read, body still to come.</summary>
/// <param name="Kind">What the file is.</param>
/// <param name="StartLine">The request or status line; null for the other kinds.</param>
/// <param name="Headers">The header fields; for <see cref="CaptureKind.Multipart"/> a Content-Type made from the first line.</param>
/// <param name="Body">The body without transfer coding; base64 text is already decoded.</param>
/// <param name="BodyOffset">Where the body's bytes start in the file.</param>
/// <param name="Notes">What was odd but could be read, one sentence each.</param>
internal sealed record Capture(
    CaptureKind Kind, string? StartLine, MimeHeaders Headers, Stream Body, long BodyOffset, IReadOnlyList<string> Notes)
{
    /// <summary>The framing of the body, and after reading what broke it.</summary>
    public required CaptureBody Framed { get; init; }

    /// <summary>The file, for what may follow the body.</summary>
    public required CaptureInput Input { get; init; }
}
