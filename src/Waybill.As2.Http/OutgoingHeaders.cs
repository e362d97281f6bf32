namespace Waybill.As2.Http;

/// <summary>Puts header lines on a request exactly as they are given, after checking them ourselves: HttpClient would let a folded value through.</summary>
internal static class OutgoingHeaders
{
    private static readonly string[] Framing = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect", "Trailer", "Upgrade"];

    /// <exception cref="ArgumentException">A name is no token or belongs to HTTP's own framing, or a value is not printable ASCII on one line.</exception>
    internal static void Put(HttpRequestMessage request, IReadOnlyList<KeyValuePair<string, string>> lines)
    {
        foreach (var (name, value) in lines)
        {
            Check(name, value);
            // HttpClient keeps the headers that describe the body in a list of their own and refuses them in the other.
            if (!request.Headers.TryAddWithoutValidation(name, value) && request.Content?.Headers.TryAddWithoutValidation(name, value) is not true)
            {
                throw new ArgumentException($"The header {name} cannot be sent.", nameof(lines));
            }
        }
    }

    private static void Check(string name, string value)
    {
        if (name.Length is 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal)))
        {
            throw new ArgumentException("A header's name has letters, digits and a few signs only.", nameof(name));
        }

        if (Framing.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The header {name} belongs to the transfer and cannot be given.", nameof(name));
        }

        if (value.Any(c => c is not '\t' and (< ' ' or > '~')))
        {
            throw new ArgumentException($"The value of {name} is not printable ASCII on one line.", nameof(value));
        }
    }
}
