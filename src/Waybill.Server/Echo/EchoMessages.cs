using System.Globalization;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>The messages Echo sends of its own: an acknowledgement, or what a mode wants to be refused. Everything about one follows from the message it answers, so that the same message brings the same again.</summary>
internal sealed class EchoMessages(EchoStranger stranger, TimeProvider time)
{
    private const string Acknowledgement = "997";

    /// <summary>The Message-ID of what Echo sends because of a message, without brackets; null when it sends nothing.</summary>
    /// <param name="messageId">Of the message.</param>
    /// <param name="mode">What it asks of Echo.</param>
    /// <param name="isX12">Whether its document is X12.</param>
    internal static string? IdFor(string messageId, EchoModeFacts mode, bool isX12)
        => mode.SendsAlways || (mode.Acknowledges && isX12) ? Id(messageId, mode).Bare : null;

    /// <summary>Packs it; null when Echo sends nothing.</summary>
    internal async ValueTask<EchoPost?> PackAsync(EchoIdentity echo, As2Connection connection, As2MessageHeaders message, As2Verdict verdict, EchoModeFacts mode, CancellationToken ct)
    {
        if (!verdict.IsAccepted || !(mode.SendsAlways || mode.Acknowledges) || message.RawMessageId is not { } id || echo.Ours(connection).Encrypt is not { } ours)
        {
            return null;
        }

        var at = DateTimeOffset.TryParse(message.Date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var said) ? said : time.GetUtcNow();
        var interchanges = await InterchangesAsync(verdict, ct);
        if (interchanges is [] && !mode.SendsAlways)
        {
            return null;
        }

        var isX12 = interchanges is not [];
        var content = isX12 ? EchoAcknowledgement.Write(interchanges, at) : "Echo received your document.\r\n"u8.ToArray();
        var document = new As2Document
        {
            ContentType = isX12 ? "application/EDI-X12" : "text/plain", FileName = isX12 ? "997.edi" : "echo.txt", Length = content.Length,
            OpenAsync = _ => new(new MemoryStream(content, writable: false)),
        };
        await using var package = await As2Packager.PackAsync(Options(echo, connection, mode, ours.Certificate, Id(id, mode), at), [document], new SpoolQuarantine(), ct);
        await using var body = await package.OpenAsync(ct);
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole, ct);
        return new(package.Headers, whole.ToArray()) { Times = mode.Mode is EchoMode.Duplicate ? 2 : 1 };
    }

    private static async ValueTask<IReadOnlyList<EchoInterchange>> InterchangesAsync(As2Verdict verdict, CancellationToken ct)
    {
        if (verdict.Payloads is not [var payload, ..])
        {
            return [];
        }

        await using var document = await payload.OpenAsync(ct);
        return await EchoInterchange.ReadAsync(document, ct);
    }

    private As2SendOptions Options(EchoIdentity echo, As2Connection connection, EchoModeFacts mode, CmsCertificate ours, MessageId id, DateTimeOffset at)
    {
        var (isWeak, name) = (mode.Mode is EchoMode.Weak, connection.Partner.Name);
        return new()
        {
            From = mode.Mode is EchoMode.UnknownName ? As2Name.Create(EchoNames.Misspelt(name.Value)).Value! : name,
            To = connection.Station.Name,
            MessageId = id,
            Date = at,
            Subject = mode.SendsAlways ? EchoModes.Subject(mode) : "Functional acknowledgement (997)",
            Signer = new()
            {
                Key = mode.Mode is EchoMode.ForeignSignature ? stranger.Key : echo.Key, Digest = isWeak ? DigestAlgorithm.Sha1 : DigestAlgorithm.Sha256, AllowSha1 = isWeak, SigningTime = at,
            },
            Recipients = [new() { Certificate = mode.Mode is EchoMode.WrongKey ? stranger.Key.Certificate : ours }],
            Cipher = isWeak ? ContentCipher.TripleDesCbc : ContentCipher.Aes256Cbc,
            AllowTripleDes = isWeak,
            AllowSha1 = isWeak,
            Receipt = ReceiptRequest.Signed("echo@waybill.invalid", [MicAlgorithm.Of(DigestAlgorithm.Sha256)]),
        };
    }

    private static MessageId Id(string messageId, EchoModeFacts mode)
    {
        var bare = messageId.Trim('<', '>').Split('@')[0];
        return MessageId.Create($"{(bare.Length > 128 ? bare[..128] : bare)}.{(mode.SendsAlways ? mode.Word : Acknowledgement)}", EchoNames.As2Id);
    }
}
