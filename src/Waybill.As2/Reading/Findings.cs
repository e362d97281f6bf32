using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>What opening a message found out, for the judge. Filled by <see cref="MessageOpener"/>, one message each.</summary>
internal sealed class Findings(IQuarantine quarantine)
{
    private const int None = -1;

    /// <summary>Outermost first; a layer's place is its depth.</summary>
    public List<As2Layer> Layers { get; } = [];

    /// <summary>Everything put into quarantine.</summary>
    public HeldContent Held { get; } = new(quarantine);

    /// <summary>Digests of <see cref="HeldContent.Entity"/>; null when it was not reached, or is cut.</summary>
    public EntityDigests? Digests { get; private set; }

    /// <summary>The documents and the headers of the entity they stand in; empty when none was reached whole.</summary>
    public List<FoundPart> Parts { get; private set; } = [];

    public MimeHeaders PayloadHeaders { get; private set; } = MimeHeaders.Empty;

    /// <summary>Whether the body passed its bound. Whatever else was found is then of a cut message.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>The cipher of the envelope once a key was used on it; null before.</summary>
    public ContentCipher? OpenedCipher { get; set; }

    public EnvelopeOutcome Outcome { get; set; }

    /// <summary>Where the signed layer is; negative when there is none.</summary>
    public int SignatureDepth { get; set; } = None;

    /// <summary>What checking the signature gave; null when it was not checked.</summary>
    public SignatureFinding? Signature { get; set; }

    /// <summary>The detached signature's bytes; null when there was none that could be read.</summary>
    public ReadOnlyMemory<byte>? SignedData { get; set; }

    /// <summary>The outermost thing wrong up to the signed layer itself; of an unsigned message, anywhere.</summary>
    public Refusal? Outside { get; private set; }

    /// <summary>The outermost thing wrong with what the signature covers. It counts only if the signature is good.</summary>
    public Refusal? Inside { get; private set; }

    public bool IsSigned => SignatureDepth >= 0;

    public bool IsEncrypted => Has(As2LayerKind.Encrypted);

    public bool IsCompressed => Has(As2LayerKind.Compressed);

    public int Add(As2LayerKind kind, string? algorithm = null)
    {
        Layers.Add(new(kind, algorithm, null, [], null, null, As2LayerStatus.Unchecked, null));
        return Layers.Count - 1;
    }

    /// <summary>Takes note of something wrong; of two things the outer one counts, of one depth the first.</summary>
    public void Refuse(Refusal refusal)
    {
        if (IsSigned && refusal.Depth > SignatureDepth)
        {
            Inside = Inside is { } inner && inner.Depth <= refusal.Depth ? inner : refusal;
        }
        else
        {
            Outside = Outside is { } outer && outer.Depth <= refusal.Depth ? outer : refusal;
        }
    }

    /// <summary>Takes note of a layer that did not open.</summary>
    public void RefuseLayer(int depth, As2Failure failure, string? detail, As2LayerStatus status = As2LayerStatus.Bad)
    {
        Layers[depth] = Layers[depth] with { Status = status, Detail = detail };
        Refuse(new(depth, failure, detail));
    }

    /// <summary>The entity is whole in quarantine.</summary>
    public void TakeEntity(IQuarantineObject entity, MimeHeaders headers, EntityDigests digests)
        => (Held.Entity, Held.EntityHeaders, Digests) = (entity, headers, digests);

    /// <summary>The documents are whole in quarantine.</summary>
    public void TakeParts(List<FoundPart> parts, MimeHeaders headers) => (Parts, PayloadHeaders) = (parts, headers);

    public void MarkTooLarge()
    {
        IsTooLarge = true;
        Forget(None - 1);
    }

    /// <summary>What was taken inside a layer that broke is cut, whatever it looks like.</summary>
    /// <param name="depth">The broken layer. Inside the signature only the documents are cut: the signed entity is the layer itself.</param>
    public void Forget(int depth)
    {
        Parts = [];
        if (!IsSigned || depth < SignatureDepth)
        {
            (Held.Entity, Held.EntityHeaders, Digests) = (null, null, null);
        }
    }

    private bool Has(As2LayerKind kind) => Layers.Exists(l => l.Kind == kind);
}
