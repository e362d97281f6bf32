namespace Waybill.Testing;

/// <summary>Posts asynchronous receipts to whatever URL a message names, and remembers what came of them.</summary>
internal sealed class ReceiptPoster : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly Lock gate = new();
    private readonly List<PostedReceipt> posted = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal IReadOnlyList<PostedReceipt> Posted
    {
        get
        {
            lock (gate)
            {
                return [.. posted];
            }
        }
    }

    public void Dispose() => client.Dispose();

    internal async Task<IReadOnlyList<PostedReceipt>> WaitAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (posted.Count >= count)
                {
                    return [.. posted];
                }

                next = changed.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>As often as the script says; stops without a word when the partner is disposed.</summary>
    internal async Task PostAsync(PreparedReceipt prepared, CancellationToken cancellationToken)
    {
        try
        {
            for (var time = 0; time < prepared.Script.Times && prepared.Url is not null; time++)
            {
                await Task.Delay(prepared.Script.Delay, TimeProvider.System, cancellationToken);
                Add(await PostOnceAsync(prepared, cancellationToken));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task<PostedReceipt> PostOnceAsync(PreparedReceipt prepared, CancellationToken cancellationToken)
    {
        var (url, receipt) = (prepared.Url!, prepared.Receipt!);
        try
        {
            using var request = HttpPost.Create(url, receipt.Headers, receipt.Body);
            using var response = await client.SendAsync(request, cancellationToken);
            return new(url, receipt, (int)response.StatusCode, null);
        }
        catch (Exception failed) when (failed is HttpRequestException || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new(url, receipt, null, failed.Message);
        }
    }

    private void Add(PostedReceipt one)
    {
        lock (gate)
        {
            posted.Add(one);
            changed.SetResult();
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
