using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

internal sealed partial class MessageOpener
{
    /// <summary>multipart/signed (RFC 1847 §2.1): exactly two parts, the content and its signature. Preamble and epilogue belong to neither.</summary>
    private async ValueTask OpenSignedAsync(MimeReader reader)
    {
        if (!MayAdd())
        {
            found.Refuse(new(Depth, As2Failure.BadStructure, $"The message has more than {_limits.MaxLayers} layers."));
            return;
        }

        var depth = found.SignatureDepth = found.Add(As2LayerKind.Signed);
        var digests = DigestsNamed(reader.Headers.ContentType["micalg"]);
        SignaturePart? signature = null;
        var (parts, tail) = (0, 0L);
        while (await reader.ReadAsync(cancellationToken))
        {
            var begins = reader is { Kind: MimeEventKind.Headers, Depth: 1 };
            parts += begins ? 1 : 0;
            if (begins && parts is 1)
            {
                await TakeAsync(reader, lead: default, digests, isHttpBody: false);
            }
            else if (begins && parts is 2)
            {
                signature = new(reader.Headers, _limits.Cms, isStrict: IsUnderCbc);
            }
            else if (parts is 2 && reader is { Kind: MimeEventKind.Content, Depth: 1 })
            {
                signature!.Add(reader.Bytes.Span);
            }

            tail += reader.Kind is MimeEventKind.Epilogue ? reader.Bytes.Length : 0;
        }

        if (parts > 2 || signature is not { IsSignature: true })
        {
            found.RefuseLayer(depth, As2Failure.BadStructure, "A signed multipart is the content and then its signature: two parts.");
        }
        else if (reader.MissingCloseDelimiter)
        {
            found.RefuseLayer(depth, As2Failure.BadMime, Cut(depth).Detail);
        }
        else if (IsUnderCbc && !signature.HasPlainHeaders)
        {
            found.RefuseLayer(depth, As2Failure.BadStructure, GarbledHeaders);
        }
        else if (IsUnderCbc && tail > MaxTailUnderCbc)
        {
            found.RefuseLayer(depth, As2Failure.BadStructure, "Something follows the signed content inside the envelope.");
        }
        else
        {
            await CheckSignatureAsync(depth, signature.ReadAsync);
            found.SignedData = signature.Decoded;
        }
    }

    /// <summary>SignedData around its content (RFC 8551 §3.5.2): no AS2 structure, but understood (AS2-STRUCT-012).</summary>
    private async ValueTask OpenOpaqueAsync(CmsReader cms)
    {
        var depth = found.SignatureDepth = found.Add(As2LayerKind.OpaqueSigned);
        CmsSignedContent signed;
        try
        {
            signed = await cms.ReadSignedAsync(cancellationToken);
        }
        catch (CmsException e)
        {
            found.RefuseLayer(depth, As2Failure.MalformedSignature, e.Message);
            return;
        }

        if (!signed.HasContent)
        {
            found.RefuseLayer(depth, As2Failure.BadStructure, "The SignedData has no content, and nothing stands beside it.");
            return;
        }

        var content = new LayerStream(signed.Content);
        await OpenContentAsync(content, signed.NamedDigests is { Count: > 0 } named ? named : [DigestAlgorithm.Sha256]);
        await StreamPump.DrainAsync(content, cancellationToken);
        if (content.Break is { } broken)
        {
            found.RefuseLayer(depth, As2Failure.MalformedSignature, Describe(broken));
            found.Forget(depth - 1);
        }
        else
        {
            await CheckSignatureAsync(depth, _ => new(signed.Signatures));
        }
    }

    private async ValueTask CheckSignatureAsync(int depth, Func<CancellationToken, ValueTask<CmsSignatures>> read)
    {
        if (found.Digests is not { } digests)
        {
            return;
        }

        SignatureFinding finding;
        try
        {
            finding = await SignatureChecker.CheckAsync(await read(cancellationToken), digests, options, cancellationToken);
        }
        catch (CmsException e)
        {
            finding = new(As2Failure.MalformedSignature, Describe(e));
        }

        found.Signature = finding;
        found.Layers[depth] = found.Layers[depth] with
        {
            Algorithm = finding.Signer?.SignatureAlgorithm,
            Digest = finding.Digest,
            Signer = finding.Certificate?.Subject ?? finding.Signer?.Issuer ?? finding.Signer?.SubjectKeyIdentifier,
            Detail = finding.Detail,
            Status = finding.IsVerified ? finding.Digest is { IsWeak: true } ? As2LayerStatus.Weak : As2LayerStatus.Good
                : options.SignerCertificates.Count is 0 && finding.Signer is not null ? As2LayerStatus.Unchecked
                : As2LayerStatus.Bad,
        };
    }

    /// <summary>The digests micalg names, so that they are taken in the one pass. What it says is a hint: the signature decides (AS2-ALGN-004).</summary>
    private static List<DigestAlgorithm> DigestsNamed(string? micalg)
    {
        var named = (micalg ?? "").Split(',').Select(m => MicAlgorithm.Parse(m).Value?.Digest).OfType<DigestAlgorithm>().Distinct().ToList();
        return named.Count > 0 ? named : [DigestAlgorithm.Sha256];
    }
}
