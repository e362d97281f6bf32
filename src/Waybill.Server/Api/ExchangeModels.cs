using System.ComponentModel;
using System.Text.Json;
using Waybill.As2;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("A message that is stored and will be sent.")]
internal sealed record SubmittedExchange(
    [property: Description("Our id: 32 hexadecimal digits.")] string Id,
    [property: Description("The Message-ID every attempt carries.")] string MessageId,
    string Connection,
    ExchangeState State,
    [property: Description("Where the exchange can be read.")] string Href);

[Description("A line of the list.")]
internal sealed record ExchangeLine(
    string Id, Direction Direction, ExchangeState State,
    [property: Description("The receipt we owe for a message in.")] ReceiptState Receipt,
    string? Connection,
    [property: Description("AS2-From.")] string From,
    [property: Description("AS2-To.")] string To,
    string? MessageId, string? Subject, string? FileName, long Bytes, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Attempts,
    [property: Description("Why a message in was refused, as a word.")] string? Failure,
    [property: Description("One sentence for the operator.")] string? Detail,
    bool IsTest,
    [property: Description("What is wrong with it now, as a word; absent when nothing is. In: the failure. Out: for example cannot_connect, http_403, rejected_authentication_failed, mic_mismatch, receipt_overdue.")] string? Cause,
    [property: Description("Who has to act; absent when nothing is wrong.")] Blame? Blame,
    [property: Description("When the next attempt is made, or until when the receipt is awaited.")] DateTimeOffset? DueAt,
    [property: Description("Type of the first document inside: 850, ORDERS.")] string? DocumentType,
    [property: Description("Its business number.")] string? DocumentNumber,
    [property: Description("How often it came again.")] int Repeats)
{
    internal static ExchangeLine Of(ExchangeSummary s) => new(
        s.Id.Value, s.Direction, s.State, s.Receipt, s.Connection, s.From, s.To, s.MessageId, s.Subject, s.FileName, s.Bytes, s.CreatedAt, s.UpdatedAt, s.Attempts,
        s.Failure is { } failure ? Words<As2Failure>.Of((As2Failure)failure) : null, s.Detail, s.IsTest, s.Cause,
        s.Cause is { } cause ? Gateway.Cause.BlameOf(cause, s.Direction) : null,
        s.DueAt, s.DocumentType, s.DocumentNumber, s.Repeats);
}

[Description("One page, newest first.")]
internal sealed record ExchangeList(
    IReadOnlyList<ExchangeLine> Items,
    [property: Description("The cursor of the next page; absent on the last one.")] string? Next);

internal sealed record HeaderLine(string Name, string Value)
{
    internal static IReadOnlyList<HeaderLine> Of(IReadOnlyList<KeyValuePair<string, string>> headers) => [.. headers.Select(static h => new HeaderLine(h.Key, SecretHeaders.Masked(h.Key, h.Value)))];
}

internal sealed record DocumentView(
    [property: Description("From 1.")] int Number,
    [property: Description("The sender's name for it: its words, never a path.")] string? FileName,
    string ContentType, string? ContentId, long Bytes,
    [property: Description("Hexadecimal digest; absent when it was not taken.")] string? Sha256,
    string Href)
{
    internal static IReadOnlyList<DocumentView> Of(ExchangeId id, IReadOnlyList<StoredDocument> documents) => [.. documents.Select((d, i) => new DocumentView(
        i + 1, d.FileName, d.ContentType, d.ContentId, d.Length, d.Sha256 is { } digest ? Convert.ToHexStringLower(digest.Span) : null, $"{ApiSetup.Root}/exchanges/{id}/documents/{i + 1}"))];
}

[Description("What the envelope of an EDI or XML document says.")]
internal sealed record EnvelopeView(
    [property: Description("Which document it was found in, from 1.")] int Document,
    string Standard, string Type, string? Version, string? Number, string? InterchangeControl, string? GroupControl, string? DocumentControl, string? Sender, string? Receiver);

internal sealed record AttemptView(
    int Number,
    [property: Description("send, receipt or duplicate.")] string Kind,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int? HttpStatus, string? Sentence, IReadOnlyList<HeaderLine> ResponseHeaders);

[Description("A receipt that came for a message out.")]
internal sealed record ReceiptView(
    DateTimeOffset At, bool IsSynchronous, ReceiptOutcome Outcome,
    [property: Description("Whether it is proven to be the partner's: only then it changes a state.")] bool IsAuthentic,
    string Sentence, string? Disposition, string? Mic,
    [property: Description("What the partner hashed instead, in words.")] string? Variant,
    IReadOnlyList<HeaderLine> Headers,
    [property: Description("The certificate that proved it.")] CertificateView? Signer);

[Description("What was answered to a message in.")]
internal sealed record AnswerView(int Status, IReadOnlyList<HeaderLine> Headers, int Bytes);

[Description("The receipt that is posted on its own.")]
internal sealed record LaterReceiptView(string Url, IReadOnlyList<HeaderLine> Headers, int Bytes);

internal sealed record CertificatesView(
    [property: Description("SHA-256 thumbprint of the certificate whose signature counted.")] string? Signer,
    [property: Description("Every certificate that took part, as it was then.")] IReadOnlyList<CertificateView> Used);

[Description("A certificate that took part.")]
internal sealed record CertificateView(
    [property: Description("sign and encrypt: our message out. decrypt: with our key. verify: the partner's signature. sign_receipt: our receipt.")] CertificateUse Use,
    string Subject,
    [property: Description("SHA-256 over the certificate, hexadecimal.")] string Sha256,
    DateTimeOffset NotAfter)
{
    internal static CertificateView Of(UsedCertificate c) => new(c.Use, c.Subject, c.Sha256Thumbprint, c.NotAfter);
}

internal sealed record HandoffView(string Consumer, string State);

internal sealed record TimelineView(DateTimeOffset At, string Kind, string Text);

[Description("Where its bytes can be fetched; absent what is not kept.")]
internal sealed record LinksView(string? Entity, string? Signature, string? Receipt, string? Wire);

[Description("Everything that is kept of an exchange but its bytes.")]
internal sealed record ExchangeView(
    ExchangeLine Exchange,
    [property: Description("Version of the connection it ran under.")] long ConnectionVersion,
    [property: Description("The exchange this one sends again under a new id.")] string? ResendOf,
    [property: Description("In as received, out as sent.")] IReadOnlyList<HeaderLine> Headers,
    [property: Description("The layers found, the outer one first.")] JsonElement Layers,
    CertificatesView Certificates,
    [property: Description("Our MIC: base64, algorithm.")] string? Mic,
    [property: Description("The partner's, from its receipt.")] string? ReceivedMic,
    IReadOnlyList<DocumentView> Documents, IReadOnlyList<EnvelopeView> Envelopes, IReadOnlyList<AttemptView> Attempts, IReadOnlyList<ReceiptView> Receipts,
    AnswerView? Answer,
    [property: Description("What a repeat is answered, since a refused message was opened again and taken.")] AnswerView? RepeatAnswer,
    [property: Description("What is kept: all; evidence: no bytes of the wire any more; row: no content and no proof any more.")] string Kept,
    [property: Description("Who put it on legal hold; absent: nobody.")] string? LegalHold,
    LaterReceiptView? AsynchronousReceipt, IReadOnlyList<HandoffView> Handoffs, IReadOnlyList<TimelineView> Timeline, LinksView Links)
{
    /// <param name="d">The exchange.</param>
    /// <param name="isWhole">Whether the addresses of a partner are shown with their query, which may hold a secret of it.</param>
    internal static ExchangeView Of(ExchangeDetail d, bool isWhole)
    {
        var root = $"{ApiSetup.Root}/exchanges/{d.Summary.Id}";
        return new(
            ExchangeLine.Of(d.Summary), d.ConnectionVersion, d.ResendOf?.Value, HeaderLine.Of(d.Headers), LayersOf(d.LayersJson),
            new(d.SignerThumbprint, [.. d.Certificates.Select(CertificateView.Of)]), d.Mic, d.ReceivedMic,
            DocumentView.Of(d.Summary.Id, d.Documents),
            [.. d.Envelopes.Select(static e => new EnvelopeView(
                e.Ordinal + 1, e.Standard, e.Type, e.Version, e.Number, e.InterchangeControl, e.GroupControl, e.DocumentControl, e.Sender, e.Receiver))],
            [.. d.Attempts.Select(static a => new AttemptView(a.Number, a.Kind, a.StartedAt, a.EndedAt, a.HttpStatus, a.Sentence, HeaderLine.Of(a.ResponseHeaders)))],
            [.. d.Receipts.Select(static r => new ReceiptView(r.At, r.IsSynchronous, r.Outcome, r.IsAuthentic, r.Sentence, r.Disposition, r.Mic, r.Variant, HeaderLine.Of(r.Headers),
                r.Signer is { } signer ? CertificateView.Of(signer) : null))],
            d.Answer is { } answer ? new(answer.Status, HeaderLine.Of(answer.Headers), answer.Body.Length) : null,
            d.RepeatAnswer is { } repeat ? new(repeat.Status, HeaderLine.Of(repeat.Headers), repeat.Body.Length) : null,
            Words<KeptParts>.Of(d.Kept is KeptParts.Late ? KeptParts.All : d.Kept), d.LegalHold,
            d.AsynchronousReceipt is { } later ? new(isWhole ? later.Url : later.Url.Split('?', 2)[0], HeaderLine.Of(later.Headers), later.Body.Length) : null,
            [.. d.Handoffs.Select(static h => new HandoffView(h.Key, h.Value))],
            [.. d.Timeline.Select(static t => new TimelineView(t.At, t.Kind, t.Text))],
            new(
                d.Entity is null && !IsPackaged(d) ? null : root + "/entity",
                d.Signature is null ? null : root + "/signature",
                KeptReceipt.Of(d) is null ? null : root + "/receipt",
                d.Wire is null && !IsPackaged(d) ? null : root + "/wire"));
    }

    /// <summary>A message out with a MIC has a recipe, of which it can be made again.</summary>
    private static bool IsPackaged(ExchangeDetail d) => d is { Summary.Direction: Direction.Out, Mic: not null, Kept: < KeptParts.Row };

    private static JsonElement LayersOf(string json)
    {
        using var layers = JsonDocument.Parse(json);
        return layers.RootElement.Clone();
    }
}
