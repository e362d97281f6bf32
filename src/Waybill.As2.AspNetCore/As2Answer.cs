namespace Waybill.As2.AspNetCore;

/// <summary>What is said to the partner over HTTP: a status, header fields in order, and a body held whole because it is a receipt or a sentence.</summary>
/// <remarks>A host stores it with the message and gives the same bytes to a repeat (RFC 4130 §5.5: a retry must not be processed twice).</remarks>
/// <param name="Status">The HTTP status. It speaks of the transfer only (RFC 4130 §7.6).</param>
/// <param name="Headers">Header fields in the order they are written; never folded. Content-Length is not among them.</param>
/// <param name="Body">The body; empty when the receipt goes another way or none was asked.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record As2Answer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    internal static As2Answer Empty(int status) => new(status, [], ReadOnlyMemory<byte>.Empty);

    internal static As2Answer Sentence(int status, string sentence)
        => new(status, [new("Content-Type", "text/plain; charset=us-ascii")], System.Text.Encoding.ASCII.GetBytes(sentence + "\r\n"));
}
