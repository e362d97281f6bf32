using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Waybill.Cli.Server;

/// <summary>Calls a gateway's REST API; what it refuses becomes its own sentence and exit code 1.</summary>
/// <param name="server">The gateway.</param>
/// <param name="token">Sent with every call; null for none.</param>
internal sealed class ApiClient(Uri server, string? token = null) : IDisposable
{
    // A body may be of any length, so no time bounds a whole call; who waits too long presses Ctrl+C.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(15) })
    {
        BaseAddress = new(server, "/api/v1/"), Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The gateway.</summary>
    public Uri Server => server;

    /// <summary>The answer's JSON.</summary>
    /// <exception cref="CliException">Refused, or nobody answers.</exception>
    public async Task<JsonElement> JsonAsync(HttpMethod method, string path, HttpContent? content, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(method, path, content, idempotencyKey, cancellationToken);
        return await JsonOfAsync(answer, cancellationToken);
    }

    private async Task<JsonElement> JsonOfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return json.RootElement.Clone();
        }
        catch (JsonException problem)
        {
            throw CliException.Failed($"{server} does not answer as a Waybill gateway does: check --server.", problem);
        }
    }

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) => JsonAsync(HttpMethod.Get, path, null, null, cancellationToken);

    /// <summary>Asks for something to be done: the answer's JSON, or nothing where it has no body.</summary>
    /// <exception cref="CliException">Refused, or nobody answers.</exception>
    public async Task<JsonElement> PostAsync(string path, HttpContent? content, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, content, idempotencyKey, cancellationToken);
        return answer.StatusCode is System.Net.HttpStatusCode.NoContent ? default : await JsonOfAsync(answer, cancellationToken);
    }

    /// <summary>Takes something away.</summary>
    /// <exception cref="CliException">Refused, or nobody answers.</exception>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Delete, path, null, null, cancellationToken);
    }

    /// <summary>Streams an answer's body to a file.</summary>
    /// <exception cref="CliException">Refused, or nobody answers.</exception>
    public async Task DownloadAsync(string path, Stream target, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, null, cancellationToken);
        await answer.Content.CopyToAsync(target, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        HttpResponseMessage answer;
        try
        {
            answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException problem)
        {
            throw CliException.Failed($"The gateway at {server} cannot be reached: start it with ./run, or name another with --server. ({problem.Message})", problem);
        }

        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw CliException.Failed(await RefusalAsync(answer, cancellationToken));
        }
    }

    /// <summary>The problem's sentence and its fields, one a line.</summary>
    private async Task<string> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        if (answer.Content.Headers.ContentType?.MediaType is "application/problem+json")
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            using var problem = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            text.Append(problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : "The gateway refused.");
            if (problem.RootElement.TryGetProperty("errors", out var errors))
            {
                foreach (var field in errors.EnumerateObject())
                {
                    foreach (var sentence in field.Value.EnumerateArray())
                    {
                        text.Append("\n  ").Append(field.Name).Append(": ").Append(sentence.GetString());
                    }
                }
            }

            return text.ToString();
        }

        return text.Append(CultureInfo.InvariantCulture, $"{server} answered {(int)answer.StatusCode}: check that it is a Waybill gateway.").ToString();
    }
}
