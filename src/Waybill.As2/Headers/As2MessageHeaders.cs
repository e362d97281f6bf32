using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>The AS2 headers of a message, of a receipt's POST or of an answer that holds a receipt, read leniently.</summary>
/// <remarks>Only the AS2 names are needed to go on; all else may be missing or odd. Mail's <c>From</c> and <c>To</c> identify nobody.</remarks>
/// <threadsafety>Immutable.</threadsafety>
public sealed class As2MessageHeaders
{
    private As2MessageHeaders(As2Name from, As2Name to, MimeHeaders content)
    {
        (From, To, Content) = (from, to, content);
        RawMessageId = content["Message-ID"]?.Trim(' ', '\t') is { Length: > 0 } id ? id : null;
        MessageId = RawMessageId is null ? null : As2.MessageId.Parse(RawMessageId).Value;
        HasConflictingIds = content.All("Message-ID").Distinct(StringComparer.Ordinal).Skip(1).Any();
        Version = As2Version.Parse(content["AS2-Version"]);
        Product = content["AS2-Product"];
        Features = As2Features.Read(content);
        Subject = content["Subject"] is { } subject ? HeaderText.OneLine(EncodedWord.Decode(subject)) : null;
        Date = content["Date"];
        ReceiptRequest = ReceiptRequest.Read(content);
        Oddities = [.. HeaderOddities.Of(this)];
    }

    /// <summary>Who sent it.</summary>
    public As2Name From { get; }

    /// <summary>Whom it is for.</summary>
    public As2Name To { get; }

    /// <summary>The Message-ID exactly as received, without outer blanks; null when absent or empty. A receipt echoes it.</summary>
    public string? RawMessageId { get; }

    /// <summary>The id; null when absent or not usable.</summary>
    public MessageId? MessageId { get; }

    /// <summary>What <c>AS2-Version</c> says; 1.0 when absent.</summary>
    public As2Version Version { get; }

    /// <summary><c>AS2-Product</c> as received; null when absent. Nothing depends on it.</summary>
    public string? Product { get; }

    /// <summary>The tokens of <c>EDIINT-Features</c> (RFC 6017), unknown ones too, each once. Empty when nothing is announced, which tells nothing.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>The subject with RFC 2047 words decoded, on one line; null when absent.</summary>
    public string? Subject { get; }

    /// <summary>The date as received, never read; null when absent.</summary>
    public string? Date { get; }

    /// <summary>The receipt asked for; null when none is.</summary>
    public ReceiptRequest? ReceiptRequest { get; }

    /// <summary>All lines.</summary>
    public MimeHeaders Content { get; }

    /// <summary>What was odd and taken all the same: fixed English sentences for a log, without the partner's words.</summary>
    public IReadOnlyList<string> Oddities { get; }

    internal bool HasConflictingIds { get; }

    /// <summary>Reads header lines as HTTP hands them over. Never throws for what they say.</summary>
    /// <returns>A problem only when an AS2 name is missing, stands there twice, or is unreadable.</returns>
    public static ParseResult<As2MessageHeaders> Read(IEnumerable<KeyValuePair<string, string>> lines) => Read(MimeHeaders.FromPairs(lines));

    /// <summary>Reads a header block that is already split.</summary>
    /// <returns>As the other overload.</returns>
    public static ParseResult<As2MessageHeaders> Read(MimeHeaders headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var from = NameIn(headers, "AS2-From");
        var to = NameIn(headers, "AS2-To");
        return from.Value is null || to.Value is null
            ? new(null, from.Problem ?? to.Problem)
            : new(new As2MessageHeaders(from.Value, to.Value, headers), null);
    }

    /// <summary>Whether a feature is announced, ignoring case.</summary>
    public bool Announces(string feature) => Features.Contains(feature, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the headers ask for something the profile refuses.</summary>
    /// <returns><see cref="As2Failure.InvalidMessageId"/> for an id that cannot be used; in the modern profile also for one with blanks, for two different ones, and for none at all
    /// when a receipt is asked for (the 4130 profile takes these, AS2-HDR-009). Else what <see cref="ReceiptRequest.Check"/> says.</returns>
    public As2Failure Check(As2Profile profile, CmsPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var isUnusable = RawMessageId is not null && MessageId is null;
        var isRefusedByModern = HasConflictingIds
            || (MessageId is null ? ReceiptRequest is not null : MessageId.Value.AsSpan().ContainsAny(' ', '\t'));
        return isUnusable || (profile is As2Profile.Modern && isRefusedByModern)
            ? As2Failure.InvalidMessageId
            : ReceiptRequest?.Check(profile, policy) ?? As2Failure.None;
    }

    private static ParseResult<As2Name> NameIn(MimeHeaders headers, string header)
    {
        switch (headers.All(header).Take(2).ToArray())
        {
            case []:
                return new(null, $"{header} is missing.");
            case [var value]:
                var name = As2Name.Parse(value);
                return name.Problem is null ? name : new(null, $"{header} is unreadable. {name.Problem}");
            default:
                // Two readers could take two different ones (AS2-ID-013).
                return new(null, $"{header} stands there more than once.");
        }
    }
}
