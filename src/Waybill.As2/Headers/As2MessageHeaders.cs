using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>The AS2 headers of a message, of a receipt's POST or of an answer that holds a receipt, read leniently.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed class As2MessageHeaders
{
    private As2MessageHeaders(As2Name from, As2Name to, MimeHeaders content) => (From, To, Content) = (from, to, content);

    /// <summary>Who sent it.</summary>
    public As2Name From { get; }

    /// <summary>Whom it is for.</summary>
    public As2Name To { get; }

    /// <summary>The Message-ID exactly as received, without outer blanks; null when absent or empty. A receipt echoes it.</summary>
    public string? RawMessageId { get; private init; }

    /// <summary>The id; null when absent or not usable.</summary>
    public MessageId? MessageId { get; private init; }

    /// <summary>What <c>AS2-Version</c> says; 1.0 when absent.</summary>
    public As2Version Version { get; private init; } = As2Version.Default;

    /// <summary><c>AS2-Product</c> as received; null when absent.</summary>
    public string? Product { get; private init; }

    /// <summary>The tokens of <c>EDIINT-Features</c> (RFC 6017); empty when nothing is announced, which says nothing.</summary>
    public IReadOnlyList<string> Features { get; private init; } = [];

    /// <summary>The subject with RFC 2047 words decoded; null when absent.</summary>
    public string? Subject { get; private init; }

    /// <summary>The date as received, never read; null when absent.</summary>
    public string? Date { get; private init; }

    /// <summary>The receipt asked for; null when none is.</summary>
    public ReceiptRequest? ReceiptRequest { get; private init; }

    /// <summary>All lines.</summary>
    public MimeHeaders Content { get; }

    /// <summary>What was odd and taken all the same: sentences for a log.</summary>
    public IReadOnlyList<string> Oddities { get; private init; } = [];

    /// <summary>Reads header lines. A problem only when the AS2 names are missing, double or unreadable.</summary>
    public static ParseResult<As2MessageHeaders> Read(IEnumerable<KeyValuePair<string, string>> lines) => throw new NotSupportedException();

    /// <summary>Whether the headers ask for something the profile refuses.</summary>
    public As2Failure Check(As2Profile profile, CmsPolicy policy) => throw new NotSupportedException();
}
