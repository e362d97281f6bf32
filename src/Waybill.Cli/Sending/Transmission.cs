using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Cli.Inspection;
using Waybill.Cli.Output;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Cli.Sending;

/// <summary>Packs a message, posts it once, judges the receipt.</summary>
internal sealed class Transmission(SendSettings settings, TimeProvider time)
{
    /// <exception cref="CliException">What was asked for cannot be sent.</exception>
    public async Task<SendReport> RunAsync(CancellationToken cancellationToken)
    {
        var saved = settings.SaveFolder is { } folder ? SavedExchange.Create(folder) : null;
        var documents = await OutgoingFiles.OpenAsync(settings.Files, settings.ContentType, cancellationToken);
        await using var package = await PackAsync(documents, cancellationToken);
        if (saved is not null)
        {
            await saved.RequestAsync(settings.Url, package, cancellationToken);
        }

        var options = settings.Message;
        var sent = new SentMessage { From = options.From, To = options.To, MessageId = options.MessageId, Mic = package.Mic, Receipt = options.Receipt };
        // Who may be sent SHA-1 was asked to sign its receipt with it.
        var policy = CmsPolicy.Strict with { AllowSha1 = options.AllowSha1 };
        var reading = new ReceiptReadOptions { VerificationTime = time.GetUtcNow(), SignerCertificates = settings.Keys.Partners, Policy = policy };
        using var sender = new As2HttpSender(new()
        {
            Chunked = settings.Chunked, SilenceTimeout = settings.Timeout, UseProxy = !settings.Url.IsLoopback, Time = time,
            ConnectTimeout = settings.Timeout < TimeSpan.FromSeconds(30) ? settings.Timeout : TimeSpan.FromSeconds(30),
        });
        var result = await sender.SendAsync(settings.Url, package, sent, reading, cancellationToken);
        var variant = await VariantAsync(package, result, cancellationToken);
        result = Judge(result, sent, variant);
        if (saved is not null)
        {
            await saved.ResponseAsync(result, cancellationToken);
        }

        return await ReportAsync(documents, package, result, variant, saved, cancellationToken);
    }

    private async Task<As2Package> PackAsync(List<As2Document> documents, CancellationToken cancellationToken)
    {
        try
        {
            return await As2Packager.PackAsync(settings.Message, documents, new SpoolQuarantine(), cancellationToken);
        }
        catch (ArgumentException problem)
        {
            // The framework appends the parameter's name, which means nothing on a command line.
            var reason = problem.Message.Split(" (Parameter '")[0];
            throw CliException.Misuse($"The message is not sent. {reason}{(settings.Message.AllowSha1 ? "" : " --allow-weak allows what is weak.")}", problem);
        }
        catch (CmsException problem)
        {
            throw CliException.Misuse($"The message is not sent. {problem.Message}", problem);
        }
    }

    /// <summary>When the partner's MIC is not ours, the bytes it hashed instead.</summary>
    private async Task<MicVariant?> VariantAsync(As2Package package, As2SendResult result, CancellationToken cancellationToken)
    {
        if (result.Receipt is not { Mic: { } theirs } || theirs == package.Mic)
        {
            return null;
        }

        var isPlain = settings.Message is { Signer: null, Recipients.Count: 0, Compression: CompressionOrder.None };
        return await MicVariants.FindAsync(theirs, new()
        {
            Entity = package.OpenMicEntityAsync, EntityHasHeaders = !isPlain, HttpBody = package.OpenAsync, IsSigned = settings.Message.Signer is not null,
        }, cancellationToken);
    }

    /// <summary>Judges once more, knowing the variant.</summary>
    private static As2SendResult Judge(As2SendResult result, SentMessage sent, MicVariant? variant)
    {
        if (variant is null || result is not { Receipt: { } receipt, Verdict.Outcome: ReceiptOutcome.MicMismatch })
        {
            return result;
        }

        var headers = MimeHeaders.FromPairs(result.Attempt.Headers);
        var verdict = ReceiptMatcher.Judge(sent, Name(headers, "AS2-From"), Name(headers, "AS2-To"), receipt, isSynchronous: true, variant);
        var outcome = verdict.Outcome is ReceiptOutcome.DeliveredWithWarning ? As2SendOutcome.DeliveredWithWarning : result.Outcome;
        return result with { Outcome = outcome, Verdict = verdict, Sentence = verdict.Sentence };
    }

    private static As2Name? Name(MimeHeaders headers, string name) => headers[name] is { } value ? As2Name.Parse(value).Value : null;

    private async Task<SendReport> ReportAsync(
        List<As2Document> documents, As2Package package, As2SendResult result, MicVariant? variant, SavedExchange? saved, CancellationToken cancellationToken)
    {
        var message = settings.Message;
        var notes = new InspectReport();
        if (result.Receipt is { } receipt)
        {
            ReceiptInspector.Describe(receipt, notes, "disposition");
        }

        await using var entity = await package.OpenMicEntityAsync(cancellationToken);
        return new()
        {
            Outcome = result.Outcome,
            Sentence = result.Sentence,
            Url = settings.Url.AbsoluteUri,
            From = message.From.Value,
            To = message.To.Value,
            MessageId = message.MessageId.Value,
            Bytes = package.Length,
            Files = [.. documents.Select(d => new SentFile(d.FileName!, d.ContentType, d.Length))],
            Sign = message.Signer?.Digest.Name,
            Encrypt = message.Recipients.Count is 0 ? null : Cipher(message),
            EncryptedFor = message.Recipients is [var recipient, ..] ? recipient.Certificate.Subject : null,
            Compress = message.Compression switch { CompressionOrder.BeforeSigning => "before", CompressionOrder.AfterSigning => "after", _ => null },
            Mic = new(Convert.ToBase64String(package.Mic.Value.Span), package.Mic.Algorithm.Spelling, await CountAsync(entity, cancellationToken)),
            Http = new(result.Attempt.Status, result.Attempt.Problem, result.Attempt.RetryAfter?.TotalSeconds),
            Receipt = notes.Receipt is { Disposition: not null } told ? told : null,
            MicResult = result.Receipt?.Mic is not { } theirs ? MicResult.Absent : theirs == package.Mic ? MicResult.Equal : variant is null ? MicResult.Different : MicResult.Variant,
            MicVariant = variant is null ? null : MicVariantName.Of(variant),
            Warnings = [.. package.Warnings, .. Dates(message), .. result.Verdict?.Warnings ?? []],
            Saved = saved?.Files,
        };
    }

    private static string Cipher(As2SendOptions message)
        => (message.Cipher ?? (message.Profile is As2Profile.Modern ? ContentCipher.Aes256Gcm : ContentCipher.Aes256Cbc)).Name;

    /// <summary>A certificate outside its dates is worth a word: the partner may refuse what was made with it.</summary>
    private IEnumerable<string> Dates(As2SendOptions message)
    {
        var at = time.GetUtcNow().UtcDateTime;
        return new[] { message.Signer?.Key.Certificate, message.Recipients is [var recipient, ..] ? recipient.Certificate : null }.OfType<CmsCertificate>()
            .Where(c => at < c.Certificate.NotBefore.ToUniversalTime() || at > c.Certificate.NotAfter.ToUniversalTime())
            .Select(c => $"The certificate {c.Subject} is expired or not yet valid.");
    }

    private static async Task<long> CountAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var count = 0L;
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            count += read;
        }

        return count;
    }
}
