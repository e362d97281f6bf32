namespace Waybill.Testing;

/// <summary>Header lines and bytes as a request of <see cref="HttpClient"/>, with as little tidying as it allows.</summary>
internal static class HttpPost
{
    internal static HttpRequestMessage Create(Uri url, IEnumerable<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }
}
