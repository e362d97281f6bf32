using Waybill.As2;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Writes down what sending does: one line when an attempt begins, one when it ended, and what changed for its connection.</summary>
internal sealed partial class SendingLog(ILogger<SendingLog> log) : ISendingLog
{
    public void Packaged(Submission submission, long bytes) => WasPackaged(submission.MessageId, submission.Id, submission.Connection, bytes);

    public void NotPackaged(Submission submission, string reason) => CannotPackage(submission.MessageId, submission.Id, submission.Connection, reason);

    public void AttemptBegan(SendWork work, string connection) => Began(work.Attempt, work.MessageId, work.Id, connection);

    public void AttemptEnded(SendWork work, string connection, AttemptResult result)
    {
        if (result.Receipt is { } receipt)
        {
            Judged(work.MessageId, work.Id, connection, receipt.Outcome, receipt.Sentence);
        }

        switch (result.Next)
        {
            case ExchangeState.RetryWait:
                Again(work.Attempt, work.MessageId, work.Id, connection, result.HttpStatus, result.DueAt, result.Sentence);
                break;
            case ExchangeState.Failed:
                GivenUp(work.Attempt, work.MessageId, work.Id, connection, result.HttpStatus, result.Sentence);
                break;
            case ExchangeState.Rejected or ExchangeState.MicMismatch or ExchangeState.ReceiptInvalid or ExchangeState.Cancelled:
                Refused(work.Attempt, work.MessageId, work.Id, connection, result.HttpStatus, result.Next, result.Sentence);
                break;
            default:
                Ended(work.Attempt, work.MessageId, work.Id, connection, result.HttpStatus, result.Next, result.Sentence);
                break;
        }

        if (result.Pause is { } pause && PauseSchedule.IsPaused(pause))
        {
            Waits(connection, pause.Until, pause.Reason);
        }
        else if (result.Pause is not null)
        {
            WorksAgain(connection);
        }
    }

    public void ReceiptPosted(ReceiptWork work, string connection, bool isSent, int? status, string sentence, DateTimeOffset? dueAt)
    {
        if (isSent)
        {
            ReceiptTaken(work.Exchange, connection, status, work.Attempt);
        }
        else if (dueAt is { } due)
        {
            ReceiptAgain(work.Exchange, connection, status, work.Attempt, due, sentence);
        }
        else
        {
            ReceiptGivenUp(work.Exchange, connection, status, work.Attempt, sentence);
        }
    }

    public void DeadlinePassed(PassedDeadline passed)
    {
        if (passed.Next is ExchangeState.Overdue or ExchangeState.RetryWait)
        {
            Overdue(passed.Id, passed.Connection, passed.Next, passed.Sentence);
        }
        else
        {
            TimeOver(passed.Id, passed.Connection, passed.Sentence);
        }
    }

    [LoggerMessage(4001, LogLevel.Information, "Message {MessageId} ({Exchange}) of {Connection} is packaged: {Bytes} bytes")]
    private partial void WasPackaged(string messageId, ExchangeId exchange, string connection, long bytes);

    [LoggerMessage(4002, LogLevel.Error, "Message {MessageId} ({Exchange}) of {Connection} cannot be packaged and has failed: {Reason}")]
    private partial void CannotPackage(string messageId, ExchangeId exchange, string connection, string reason);

    [LoggerMessage(4003, LogLevel.Information, "Attempt {Attempt} to send message {MessageId} ({Exchange}) over {Connection} began")]
    private partial void Began(int attempt, string messageId, ExchangeId exchange, string connection);

    [LoggerMessage(4004, LogLevel.Information, "Attempt {Attempt} to send message {MessageId} ({Exchange}) over {Connection} ended with {Status}: {Next}. {Sentence}")]
    private partial void Ended(int attempt, string messageId, ExchangeId exchange, string connection, int? status, ExchangeState next, string sentence);

    [LoggerMessage(4005, LogLevel.Warning, "Attempt {Attempt} to send message {MessageId} ({Exchange}) over {Connection} ended with {Status}; the next one is due at {DueAt}. {Sentence}")]
    private partial void Again(int attempt, string messageId, ExchangeId exchange, string connection, int? status, DateTimeOffset? dueAt, string sentence);

    [LoggerMessage(4006, LogLevel.Error, "Attempt {Attempt} to send message {MessageId} ({Exchange}) over {Connection} ended with {Status} and was the last: it is given up. {Sentence}")]
    private partial void GivenUp(int attempt, string messageId, ExchangeId exchange, string connection, int? status, string sentence);

    [LoggerMessage(4007, LogLevel.Warning, "Attempt {Attempt} to send message {MessageId} ({Exchange}) over {Connection} ended with {Status}: {Next}. {Sentence}")]
    private partial void Refused(int attempt, string messageId, ExchangeId exchange, string connection, int? status, ExchangeState next, string sentence);

    [LoggerMessage(4008, LogLevel.Warning, "{Connection} waits until {Until} and is tried again then: {Reason}")]
    private partial void Waits(string connection, DateTimeOffset until, string reason);

    [LoggerMessage(4009, LogLevel.Information, "{Connection} works again")]
    private partial void WorksAgain(string connection);

    [LoggerMessage(4010, LogLevel.Warning, "The receipt for {Exchange} over {Connection} is overdue: {Next}. {Sentence}")]
    private partial void Overdue(ExchangeId exchange, string? connection, ExchangeState next, string sentence);

    [LoggerMessage(4011, LogLevel.Error, "The time of {Exchange} over {Connection} is over. {Sentence}")]
    private partial void TimeOver(ExchangeId exchange, string? connection, string sentence);

    [LoggerMessage(4021, LogLevel.Information, "Our receipt for {Exchange} over {Connection} was taken with {Status} at attempt {Attempt}")]
    private partial void ReceiptTaken(ExchangeId exchange, string connection, int? status, int attempt);

    [LoggerMessage(4022, LogLevel.Warning, "Our receipt for {Exchange} over {Connection} was answered {Status} at attempt {Attempt}; the next one is due at {DueAt}. {Sentence}")]
    private partial void ReceiptAgain(ExchangeId exchange, string connection, int? status, int attempt, DateTimeOffset dueAt, string sentence);

    [LoggerMessage(4023, LogLevel.Error, "Our receipt for {Exchange} over {Connection} was answered {Status} at attempt {Attempt} and is given up. {Sentence}")]
    private partial void ReceiptGivenUp(ExchangeId exchange, string connection, int? status, int attempt, string sentence);

    [LoggerMessage(3103, LogLevel.Information, "The receipt in the answer to message {MessageId} ({Exchange}) over {Connection}: {Outcome}. {Sentence}")]
    private partial void Judged(string messageId, ExchangeId exchange, string connection, ReceiptOutcome outcome, string sentence);
}
