namespace Waybill.Mime;

/// <summary>One header field as it arrived.</summary>
/// <param name="Name">As written; compare without case.</param>
/// <param name="Value">Unfolded and trimmed, one character a byte (Latin-1); RFC 2047 words are not decoded.</param>
/// <param name="Offset">First byte, from the start of the input; -1 when the field came from elsewhere (HTTP).</param>
/// <param name="Length">Bytes including folded lines and the line end; 0 when it came from elsewhere.</param>
public sealed record MimeHeaderField(string Name, string Value, long Offset, int Length);
