using Waybill.Cms;

namespace Waybill.As2;

internal sealed partial class MessageOpener
{
    private async ValueTask OpenEnvelopeAsync(CmsReader cms)
    {
        var depth = found.Add(As2LayerKind.Encrypted);
        CmsEnvelope envelope;
        try
        {
            envelope = await cms.ReadEnvelopeAsync(cancellationToken);
        }
        catch (CmsException e)
        {
            found.RefuseLayer(depth, As2Failure.BadEnvelope, e.Message);
            return;
        }

        found.Layers[depth] = found.Layers[depth] with { Algorithm = envelope.Cipher?.Name ?? $"oid:{envelope.CipherOid}", Recipients = envelope.Recipients };
        if (Decrypt(envelope, depth) is not { } plain)
        {
            return;
        }

        var content = new LayerStream(plain);
        await OpenContentAsync(content);
        await StreamPump.DrainAsync(content, cancellationToken);
        Conclude(envelope, depth, content.Break);
    }

    /// <summary>All that is told to the partner as it is: what shows before a key was used.</summary>
    /// <returns>The content; null when it must not or cannot be opened.</returns>
    private Stream? Decrypt(CmsEnvelope envelope, int depth)
    {
        if (options.Encryption is Requirement.Forbidden)
        {
            found.RefuseLayer(depth, As2Failure.EncryptionNotAllowed, null, As2LayerStatus.Unchecked);
            if (!options.TakeUnverified)
            {
                return null;
            }
        }

        try
        {
            found.OpenedCipher = envelope.Cipher;
            return envelope.Decrypt(options.DecryptionKeys);
        }
        catch (CmsException e)
        {
            found.OpenedCipher = null;
            if (e.Problem is CmsProblem.NoKey)
            {
                options.NoKeyFits?.Invoke();
            }

            var hasNoKeys = e.Problem is CmsProblem.NoKey && options.DecryptionKeys.Keys.Count is 0;
            found.RefuseLayer(depth, Undecrypted(e.Problem), Describe(e), hasNoKeys ? As2LayerStatus.Unchecked : As2LayerStatus.Bad);
            return null;
        }
    }

    private static As2Failure Undecrypted(CmsProblem problem) => problem switch
    {
        CmsProblem.NoKey => As2Failure.NoKey,
        CmsProblem.UnknownAlgorithm => As2Failure.UnknownEncryption,
        CmsProblem.ForbiddenAlgorithm => As2Failure.ForbiddenEncryption,
        _ => As2Failure.BadEnvelope,
    };

    /// <summary>After a key was used every failure of the envelope is the same one, whatever the operator reads.</summary>
    private void Conclude(CmsEnvelope envelope, int depth, CmsException? broken)
    {
        found.Outcome = envelope.Outcome;
        found.Layers[depth] = found.Layers[depth] with
        {
            KeyManagement = envelope.Used?.KeyManagement,
            Status = envelope.Cipher is { IsWeak: true } || envelope.Used is { IsWeak: true } ? As2LayerStatus.Weak : As2LayerStatus.Good,
        };
        var problem = broken is not null ? Describe(broken) : envelope.Outcome switch
        {
            EnvelopeOutcome.BadKey => "The content key does not unwrap with our key.",
            EnvelopeOutcome.BadPadding => "The padding at the end of the content is bad.",
            EnvelopeOutcome.BadTag => "The authentication tag is wrong.",
            _ => null,
        };
        if (problem is not null)
        {
            found.RefuseLayer(depth, As2Failure.DecryptionFailed, problem);
        }

        // With another key, or cut, what was taken is not what was sent. With another padding or tag it may be worth a look.
        if (broken is not null || envelope.Outcome is EnvelopeOutcome.BadKey)
        {
            found.Forget(depth);
        }
    }

    private async ValueTask OpenCompressedAsync(CmsReader cms)
    {
        var depth = found.Add(As2LayerKind.Compressed, "zlib");
        CmsException? broken;
        try
        {
            var compressed = await cms.ReadCompressedAsync(cancellationToken);
            var content = new LayerStream(compressed.Content);
            await OpenContentAsync(content);
            await StreamPump.DrainAsync(content, cancellationToken);
            broken = content.Break;
        }
        catch (CmsException e)
        {
            broken = e;
        }

        if (broken is null)
        {
            found.Layers[depth] = found.Layers[depth] with { Status = As2LayerStatus.Good };
            return;
        }

        found.RefuseLayer(depth, broken.Problem is CmsProblem.LimitExceeded ? As2Failure.InflatesTooFar : As2Failure.DecompressionFailed, Describe(broken));
        found.Forget(depth);
    }
}
