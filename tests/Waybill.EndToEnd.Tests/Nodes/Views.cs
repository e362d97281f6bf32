using System.Text.Json;
using System.Text.Json.Serialization;
using Waybill.Gateway;

namespace Waybill.EndToEnd.Tests;

/// <summary>What the API says of one exchange, as any client would read it.</summary>
internal sealed record Seen
{
    /// <summary>Words of the API as members of the enums.</summary>
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    public required SeenLine Exchange { get; init; }

    public IReadOnlyList<SeenHeader> Headers { get; init; } = [];

    public JsonElement Layers { get; init; }

    public SeenCertificates? Certificates { get; init; }

    public string? Mic { get; init; }

    public string? ReceivedMic { get; init; }

    public IReadOnlyList<SeenDocument> Documents { get; init; } = [];

    public IReadOnlyList<SeenAttempt> Attempts { get; init; } = [];

    public IReadOnlyList<SeenReceipt> Receipts { get; init; } = [];

    public SeenAnswer? Answer { get; init; }

    public SeenLater? AsynchronousReceipt { get; init; }

    public IReadOnlyList<SeenHandoff> Handoffs { get; init; } = [];

    public IReadOnlyList<SeenMoment> Timeline { get; init; } = [];

    public required SeenLinks Links { get; init; }

    /// <summary>Where it stands.</summary>
    internal ExchangeState State => Exchange.State;

    /// <summary>Attempts to send it.</summary>
    internal IReadOnlyList<SeenAttempt> Sends => [.. Attempts.Where(a => a.Kind is "send")];

    /// <summary>The states it went through, as its timeline tells; sending is told by the attempts.</summary>
    internal IReadOnlyList<string> Path => [.. Timeline.Select(t => t.Kind)];

    internal string? Header(string name) => Headers.FirstOrDefault(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase))?.Value;
}

internal sealed record SeenLine(
    string Id, Direction Direction, ExchangeState State, ReceiptState Receipt, string? Connection, string From, string To, string? MessageId, string? Subject, string? FileName, long Bytes,
    DateTimeOffset CreatedAt, int Attempts, string? Failure, string? Detail);

internal sealed record SeenHeader(string Name, string Value);

internal sealed record SeenCertificates(string? Signer, IReadOnlyList<SeenCertificate>? Used = null);

internal sealed record SeenCertificate(CertificateUse Use, string Sha256);

internal sealed record SeenDocument(int Number, string? FileName, string ContentType, long Bytes, string? Sha256, string Href);

internal sealed record SeenAttempt(int Number, string Kind, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int? HttpStatus, string? Sentence, IReadOnlyList<SeenHeader> ResponseHeaders);

internal sealed record SeenReceipt(
    DateTimeOffset At, bool IsSynchronous, Waybill.As2.ReceiptOutcome Outcome, bool IsAuthentic, string Sentence, string? Disposition, string? Mic, string? Variant);

internal sealed record SeenAnswer(int Status, IReadOnlyList<SeenHeader> Headers, int Bytes);

internal sealed record SeenLater(string Url, int Bytes);

internal sealed record SeenHandoff(string Consumer, string State);

internal sealed record SeenMoment(DateTimeOffset At, string Kind, string Text);

internal sealed record SeenLinks(string? Entity, string? Signature, string? Receipt, string? Wire);

internal sealed record SeenAlert(string Kind, string Subject, AlertSeverity Severity, string Text, int Count);

internal sealed record SeenPause(DateTimeOffset Until, string Reason);

internal sealed record SeenConnection(string Name, bool IsHeld, SeenPause? Pause);

internal sealed record SeenList<T>(IReadOnlyList<T> Items, string? Next = null);

internal sealed record SeenSubmission(string Id, string MessageId, string Connection, ExchangeState State);
