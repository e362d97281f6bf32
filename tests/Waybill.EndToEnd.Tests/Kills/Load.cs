using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Waybill.EndToEnd.Tests;

/// <summary>Hands documents to a gateway until told to stop. A submit that got no answer is repeated under the same key until it is answered: then it is a promise.</summary>
internal sealed class Load(HttpClient http, GatewayHome gateway, GatewayHome partner)
{
    /// <summary>Documents of which no package is stored: a retry makes the same bytes from the recipe.</summary>
    private const int LargeBytes = 1_200_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ConcurrentQueue<Promise> _promises = [];
    private int _numbers;
    private int _repeats;
    private int _unavailable;

    internal IReadOnlyList<Promise> Promises => [.. _promises];

    /// <summary>Submits that had to be made again.</summary>
    internal int Repeats => _repeats;

    /// <summary>Answers 503, all of which named a time to come back.</summary>
    internal int Unavailable => _unavailable;

    /// <summary>Every how many documents one is large.</summary>
    internal int LargeEvery { get; init; } = 25;

    /// <summary>One sender; several may run side by side.</summary>
    /// <param name="connection">Over which.</param>
    /// <param name="random">This sender's own.</param>
    /// <param name="stop">Ends it after the message it is at.</param>
    /// <param name="ct">Ends it at once.</param>
    internal async Task RunAsync(string connection, Random random, CancellationToken stop, CancellationToken ct)
    {
        while (!stop.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _numbers);
            var document = Document($"{gateway.Name} {connection} {number}", number % LargeEvery is 0 ? LargeBytes : random.Next(200, 40_000), random);
            _promises.Enqueue(await SubmitAsync(connection, $"{gateway.Name}-{connection}-{number}.edi", document, ct));
            await Task.Delay(random.Next(100, 800), ct);
        }
    }

    private async Task<Promise> SubmitAsync(string connection, string fileName, byte[] document, CancellationToken ct)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bounded.CancelAfter(Patience);
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Address, $"/api/v1/exchanges?connection={connection}&fileName={fileName}"));
                request.Headers.Add("Idempotency-Key", fileName);
                request.Content = new ByteArrayContent(document) { Headers = { ContentType = new("application/edi-x12") } };
                using var answer = await http.SendAsync(request, bounded.Token);
                var text = await answer.Content.ReadAsStringAsync(bounded.Token);
                if (answer.StatusCode is HttpStatusCode.Created)
                {
                    using var json = JsonDocument.Parse(text);
                    return new(
                        GatewayHome.StationOf(gateway.Name, connection), GatewayHome.StationOf(partner.Name, connection),
                        json.RootElement.GetProperty("messageId").GetString()!.Trim('<', '>'), fileName, Convert.ToHexStringLower(SHA256.HashData(document)));
                }

                if (answer.StatusCode is HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null)
                {
                    Interlocked.Increment(ref _unavailable);
                }
                else if (answer.StatusCode is not HttpStatusCode.Conflict)
                {
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{fileName} was answered {(int)answer.StatusCode}: {text}"));
                }
            }
            catch (Exception lost) when (!bounded.IsCancellationRequested && (lost is HttpRequestException or IOException or OperationCanceledException))
            {
                // Killed before, during or after the commit: nobody knows but the journal.
            }

            Interlocked.Increment(ref _repeats);
            await Task.Delay(100, bounded.Token);
        }
    }

    private static byte[] Document(string title, int bytes, Random random)
    {
        var document = new byte[bytes];
        random.NextBytes(document);
        Encoding.ASCII.GetBytes(title).CopyTo(document, 0);
        return document;
    }
}
