using System.Collections.Frozen;
using System.Globalization;
using Waybill.As2;
using Waybill.As2.Http;

namespace Waybill.Gateway;

/// <summary>Why an exchange is not where it should be, as one word: what lists group by and screens explain. Words are stored: add, never rename.</summary>
/// <remarks>Of a message in it is the failure's name. Of a message out it is one of these, <c>http_</c> and the status, or <c>rejected_</c> and the name the partner's receipt gives.</remarks>
/// <threadsafety>Pure functions.</threadsafety>
public static class Cause
{
    /// <summary>The host's name is not known.</summary>
    public const string NameUnknown = "name_unknown";

    /// <summary>Nobody takes the connection.</summary>
    public const string CannotConnect = "cannot_connect";

    /// <summary>No secure connection could be made.</summary>
    public const string TlsFailed = "tls_failed";

    /// <summary>The proxy did not let it through.</summary>
    public const string ProxyRefused = "proxy_refused";

    /// <summary>The host stands for an address that must not be connected to.</summary>
    public const string AddressRefused = "address_refused";

    /// <summary>Nothing moved for too long.</summary>
    public const string NoAnswer = "no_answer";

    /// <summary>The connection was lost on the way.</summary>
    public const string ConnectionLost = "connection_lost";

    /// <summary>No token could be had for the connection.</summary>
    public const string TokenRefused = "token_refused";

    /// <summary>An answer of success whose content says, by the connection's rules, that we may not.</summary>
    public const string AccessRefused = "access_refused";

    /// <summary>The partner asks for fewer calls.</summary>
    public const string TooManyCalls = "too_many_calls";

    /// <summary>Success without the receipt that was asked for.</summary>
    public const string NoReceipt = "no_receipt";

    /// <summary>The receipt that came is not proven to be the partner's.</summary>
    public const string ReceiptInvalid = "receipt_invalid";

    /// <summary>The receipt's MIC is not ours.</summary>
    public const string MicMismatch = "mic_mismatch";

    /// <summary>No receipt within its time.</summary>
    public const string ReceiptOverdue = "receipt_overdue";

    /// <summary>The message's time was over before it could be sent.</summary>
    public const string TimeOver = "time_over";

    /// <summary>The message could not be packaged.</summary>
    public const string PackagingFailed = "packaging_failed";

    /// <summary>The stored bytes are gone or changed.</summary>
    public const string ContentLost = "content_lost";

    /// <summary>A fault of ours: store, disk, database.</summary>
    public const string OurFault = "our_fault";

    private const string Rejected = "rejected_";
    private const string Http = "http_";

    private static readonly FrozenDictionary<string, Blame> Blames = new Dictionary<string, Blame>(StringComparer.Ordinal)
    {
        [NameUnknown] = Blame.Partner, [CannotConnect] = Blame.Partner, [TlsFailed] = Blame.Agreement, [ProxyRefused] = Blame.Us, [AddressRefused] = Blame.Us, [NoAnswer] = Blame.Partner,
        [ConnectionLost] = Blame.Partner, [TokenRefused] = Blame.Agreement, [AccessRefused] = Blame.Agreement, [TooManyCalls] = Blame.Us, [NoReceipt] = Blame.Partner, [ReceiptInvalid] = Blame.Agreement,
        [MicMismatch] = Blame.Agreement, [ReceiptOverdue] = Blame.Partner, [TimeOver] = Blame.Us, [PackagingFailed] = Blame.Us, [ContentLost] = Blame.Us, [OurFault] = Blame.Us,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Of an attempt that ended; null when nothing is wrong.</summary>
    /// <param name="ended">The attempt.</param>
    /// <param name="step">What follows from it.</param>
    /// <param name="disposition">What the receipt in the answer says; null without one.</param>
    public static string? Of(EndedAttempt ended, DeliveryStep step, string? disposition)
    {
        ArgumentNullException.ThrowIfNull(ended);
        ArgumentNullException.ThrowIfNull(step);
        return step.Next switch
        {
            ExchangeState.Delivered or ExchangeState.Sent or ExchangeState.AwaitingReceipt => null,
            ExchangeState.MicMismatch => MicMismatch,
            ExchangeState.Rejected => OfDisposition(disposition),
            ExchangeState.ReceiptInvalid => ReceiptInvalid,
            _ => OfAnswer(ended),
        };
    }

    /// <summary>Of a receipt that closed an exchange; null when it is good.</summary>
    public static string? Of(ReceiptRow receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return receipt.Outcome switch
        {
            ReceiptOutcome.MicMismatch => MicMismatch,
            ReceiptOutcome.Rejected => OfDisposition(receipt.Disposition),
            _ => null,
        };
    }

    /// <summary>Of a message in that was refused.</summary>
    public static string Of(As2Failure failure) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.ToString());

    /// <summary>Who has to act.</summary>
    /// <param name="cause">A word of this class.</param>
    /// <param name="direction">Which way the message went.</param>
    public static Blame BlameOf(string cause, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(cause);
        if (direction is Direction.In)
        {
            return Failures.TryGetValue(cause, out var failure) ? As2FailureFacts.Of(failure).Blame : Blame.Agreement;
        }

        return Blames.TryGetValue(cause, out var blame) ? blame
            : StatusOf(cause) is >= 500 or 408 or 425 ? Blame.Partner
            : StatusOf(cause) is 407 ? Blame.Us
            : Blame.Agreement;
    }

    private static FrozenDictionary<string, As2Failure> Failures { get; } = Enum.GetValues<As2Failure>().ToFrozenDictionary(Of, StringComparer.Ordinal);

    private static string OfAnswer(EndedAttempt ended) => ended.Http switch
    {
        { Status: null } => ended.Http.Fault switch
        {
            TransferFault.Name => NameUnknown,
            TransferFault.Connect => CannotConnect,
            TransferFault.Tls => TlsFailed,
            TransferFault.Proxy => ProxyRefused,
            TransferFault.Address => AddressRefused,
            TransferFault.Silence => NoAnswer,
            _ => ConnectionLost,
        },
        _ when ended.Meaning is AnswerMeaning.TooManyCalls || ended is { Meaning: AnswerMeaning.None, Http.Status: 429 } => TooManyCalls,
        { Status: >= 200 and <= 299 } => ended.Meaning is AnswerMeaning.AccessRefused ? AccessRefused : NoReceipt,
        _ => string.Create(CultureInfo.InvariantCulture, $"{Http}{ended.Http.Status}"),
    };

    /// <summary>The remark's name when the standards define it: a partner's own words would make a group of each message.</summary>
    private static string OfDisposition(string? disposition)
        => Rejected + ((disposition is null ? null : Disposition.Parse(disposition).Value?.KnownName)?.Replace('-', '_').Replace(' ', '_').ToLowerInvariant() ?? "other");

    private static int? StatusOf(string cause)
        => cause.StartsWith(Http, StringComparison.Ordinal) && int.TryParse(cause.AsSpan(Http.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : null;
}
