using System.Buffers;

namespace Waybill.As2.Http;

public sealed partial class As2HttpSender
{
    private async ValueTask<As2HttpAttempt> ReadAsync(HttpResponseMessage response, CancellationTokenSource silence, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        IReadOnlyList<KeyValuePair<string, string>> headers = [.. Lines(response)];
        var (body, tooLarge) = await ReadBodyAsync(response.Content, silence, ct);
        var outcome = As2HttpAttempt.OutcomeOf(status);
        var problem = outcome is not AttemptOutcome.Transferred ? $"The partner answered {status}."
            : tooLarge ? $"The answer is larger than {_options.MaxAnswerBytes} bytes and was not read."
            : null;
        return new(outcome, status, headers, body, problem, Wait(response));
    }

    private async ValueTask<(ReadOnlyMemory<byte> Body, bool TooLarge)> ReadBodyAsync(HttpContent content, CancellationTokenSource silence, CancellationToken ct)
    {
        // The length an answer claims only ever refuses it; memory follows what came.
        if (content.Headers.ContentLength > _options.MaxAnswerBytes)
        {
            return (ReadOnlyMemory<byte>.Empty, true);
        }

        var piece = ArrayPool<byte>.Shared.Rent(8 * 1024);
        try
        {
            using var body = new MemoryStream();
            await using var stream = await content.ReadAsStreamAsync(ct);
            int read;
            while ((read = await stream.ReadAsync(piece, ct)) > 0)
            {
                silence.CancelAfter(_options.SilenceTimeout);
                if (body.Length + read > _options.MaxAnswerBytes)
                {
                    return (ReadOnlyMemory<byte>.Empty, true);
                }

                body.Write(piece, 0, read);
            }

            return (body.ToArray(), false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Lines(HttpResponseMessage response)
        => response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value)));

    private TimeSpan? Wait(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _options.Time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
