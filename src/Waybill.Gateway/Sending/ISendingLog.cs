namespace Waybill.Gateway;

/// <summary>Hears what sending does, to write it down. What each line says is durable in the journal when it is heard, but for the beginning of an attempt.</summary>
/// <remarks>Called on the way of each message: it must not wait and not throw. What is not implemented is not heard.</remarks>
/// <threadsafety>Called from any thread.</threadsafety>
public interface ISendingLog
{
    /// <summary>A message is packaged and its first attempt is due.</summary>
    void Packaged(Submission submission, long bytes)
    {
    }

    /// <summary>A message can never be packaged: it has failed.</summary>
    void NotPackaged(Submission submission, string reason)
    {
    }

    /// <summary>An attempt begins.</summary>
    void AttemptBegan(SendWork work, string connection)
    {
    }

    /// <summary>An attempt ended, with what comes next.</summary>
    void AttemptEnded(SendWork work, string connection, AttemptResult result)
    {
    }

    /// <summary>An attempt to post a receipt that we owe ended: taken, due again, or given up when <paramref name="dueAt"/> is null.</summary>
    void ReceiptPosted(ReceiptWork work, string connection, bool isSent, int? status, string sentence, DateTimeOffset? dueAt)
    {
    }

    /// <summary>A receipt did not come in time, or a message's time is over.</summary>
    void DeadlinePassed(PassedDeadline passed)
    {
    }

    /// <summary>Hears nothing.</summary>
    static ISendingLog None { get; } = new Nothing();

    private sealed class Nothing : ISendingLog;
}
