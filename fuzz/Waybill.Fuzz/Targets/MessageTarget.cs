using System.Security.Cryptography;
using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Fuzz;

/// <summary><see cref="As2MessageReader"/> on whole messages; one that asks for it by <c>X-Fuzz-Seal</c> is put into a sound envelope first, so that mutations reach what stands inside.</summary>
/// <remarks>Beyond exceptions and memory: an accepted entity was signed as it stands, a refused one cannot be reached, and nothing stays in quarantine.</remarks>
internal sealed class MessageTarget : FuzzTarget
{
    private static readonly As2ReadOptions Strict = new()
    {
        VerificationTime = FuzzKeys.Now,
        DecryptionKeys = FuzzKeys.Book,
        SignerCertificates = FuzzKeys.Trusted,
        Encryption = Requirement.Allowed,
        Policy = CmsPolicy.ReadEverything,
        RefuseSignerOutsideDates = false,
        Limits = new() { MaxLayers = 5, Mime = new() { MaxParts = 50, MaxHeaderFields = 100 }, Cms = new() { InflationGraceBytes = 64 * 1024 } },
    };

    private static readonly As2ReadOptions Lenient = Strict with
    {
        Signature = Requirement.Allowed, AllowUnsignedCbc = true, DecodeWholeBody = true, RetrySignatureWithCrlf = true, TakeUnverified = true,
    };

    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public override string Name => "message";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. FuzzFiles.SeedsOf("message"), .. HttpBytes.Captured("msg-1.request.raw").Where((_, i) => i % 2 is 0)];

    public override async ValueTask<string> RunAsync(FuzzInput input)
    {
        var message = await SealedMessage.OfAsync(input);
        var read = As2MessageHeaders.Read(message.Headers).Value;
        var quarantine = new FuzzQuarantine(input);
        string trace;
        await using (var verdict = await As2MessageReader.ReadAsync(message.Headers, read?.ReceiptRequest, input.Open(message.Body), Strict, quarantine))
        {
            trace = $"{verdict.Failure} {verdict.OutwardFailure} {string.Join(' ', verdict.Layers.Select(l => $"{l.Kind}{l.Status}"))} {verdict.Mic is null}";
            await (verdict.IsAccepted ? AcceptedAsync(input, verdict) : RefusedAsync(verdict, quarantine));
        }

        if (input.IsChosen)
        {
            await using var verdict = await As2MessageReader.ReadAsync(message.Headers, read?.ReceiptRequest, input.Open(message.Body, input.OtherCut), Lenient, quarantine);
            trace += $" {verdict.Failure} {verdict.Payloads.Count}";
            foreach (var payload in verdict.Payloads)
            {
                await using var content = await payload.OpenAsync();
                await Drain.ToEndAsync(content, message.Body.Length);
                trace += payload.IsAuthenticated ? "a" : "u";
            }
        }

        return quarantine.Live is 0 ? trace : throw new FuzzFailureException($"{quarantine.Live} objects stay in quarantine.");
    }

    private async ValueTask AcceptedAsync(FuzzInput input, As2Verdict verdict)
    {
        await using var entity = await verdict.Entity!.OpenReadAsync(0, verdict.Entity.Length, default);
        var digest = Convert.ToHexString(await Drain.DigestAsync(entity, input.Bytes.Length));
        if (!known.Contains(digest) && !(Seeds.Any(s => input.Bytes.Span.SequenceEqual(s)) && known.Add(digest)))
        {
            throw new FuzzFailureException("An entity nobody signed is accepted.");
        }

        if (!verdict.IsSigned || verdict.Signer is null || verdict.Payloads.Any(p => !p.IsAuthenticated) || verdict.Mic is null)
        {
            throw new FuzzFailureException("A message is accepted without what a signature gives.");
        }

        foreach (var payload in verdict.Payloads)
        {
            await using var content = await payload.OpenAsync();
            using var digestOfPayload = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await Drain.ToEndAsync(content, input.Bytes.Length, digestOfPayload.AppendData);
        }
    }

    private static ValueTask RefusedAsync(As2Verdict verdict, FuzzQuarantine quarantine)
    {
        if (quarantine.Live is not 0)
        {
            throw new FuzzFailureException("A refused message stays in quarantine.");
        }

        try
        {
            throw new FuzzFailureException($"A refused message gives {verdict.Payloads.Count} payloads.");
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }
}
