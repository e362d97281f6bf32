using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>How reading a message ended: accepted, or refused with one failure. Holds what was read in quarantine until it is disposed.</summary>
/// <remarks>On refusal there is no way to the content: <see cref="Payloads"/> and <see cref="Entity"/> throw (unless <see cref="As2ReadOptions.TakeUnverified"/>).</remarks>
/// <threadsafety>Immutable until disposed.</threadsafety>
public sealed class As2Verdict : IAsyncDisposable
{
    private readonly HeldContent _content;

    internal As2Verdict(As2Failure failure, HeldContent content, bool isOpen) => (Failure, _content, IsOpen) = (failure, content, isOpen);

    /// <summary>Whether the message is taken.</summary>
    public bool IsAccepted => Failure is As2Failure.None;

    /// <summary>The true cause, for journal and operator only.</summary>
    public As2Failure Failure { get; }

    /// <summary>The failure as the partner may see it.</summary>
    public As2Failure OutwardFailure { get; internal init; }

    /// <summary>One sentence more about the cause, for the operator; null when there is none. Never for the partner.</summary>
    public string? Detail { get; internal init; }

    /// <summary>Outermost first.</summary>
    public IReadOnlyList<As2Layer> Layers { get; internal init; } = [];

    /// <summary>The message integrity check over what RFC 4130 §7.3.1 names; null when those bytes were never reached.</summary>
    public Mic? Mic { get; internal init; }

    /// <summary>The MIC as a receipt may carry it; null when it must not.</summary>
    public Mic? OutwardMic { get; internal init; }

    /// <summary>The documents, in order.</summary>
    /// <exception cref="InvalidOperationException">The message was refused.</exception>
    public IReadOnlyList<As2Payload> Payloads => Content.Payloads;

    /// <summary>The signed entity with its headers; of an unsigned message the bytes of the MIC. Null when it was never reached. <see cref="IQuarantineObject.Keep"/> it to let it outlive the verdict.</summary>
    /// <exception cref="InvalidOperationException">The message was refused.</exception>
    public IQuarantineObject? Entity => Content.Entity;

    /// <summary>The headers of that entity; of a plain message the HTTP headers. Null when it was never reached.</summary>
    /// <exception cref="InvalidOperationException">The message was refused.</exception>
    public MimeHeaders? EntityHeaders => Content.EntityHeaders;

    /// <summary>The configured certificate whose signature counts; null when none does.</summary>
    public CmsCertificate? Signer { get; internal init; }

    /// <summary>The detached signature that counts, as SignedData without transfer coding: with <see cref="Entity"/> it proves to anybody what <see cref="Signer"/> sent.
    /// Null when none counts, and where the SignedData holds the content itself.</summary>
    public ReadOnlyMemory<byte>? Signature { get; internal init; }

    /// <summary>Whether a signed layer was found, good or bad.</summary>
    public bool IsSigned { get; internal init; }

    /// <summary>Whether an encrypted layer was found.</summary>
    public bool IsEncrypted { get; internal init; }

    /// <summary>Whether a compressed layer was found, inside or outside the signature.</summary>
    public bool IsCompressed { get; internal init; }

    /// <summary>Whether the content may be reached.</summary>
    internal bool IsOpen { get; }

    private HeldContent Content => IsOpen ? _content : throw new InvalidOperationException("The message was refused: its content stays closed.");

    /// <summary>What a receipt says, as the partner may see it; <c>processed</c> when accepted.</summary>
    /// <exception cref="InvalidOperationException">The failure never goes into a receipt.</exception>
    public Disposition DispositionFor(As2Profile profile) => IsAccepted ? Disposition.Processed
        : As2FailureFacts.Of(OutwardFailure).DispositionFor(profile) ?? throw new InvalidOperationException($"{OutwardFailure} never goes into a receipt.");

    /// <summary>Deletes what was not kept.</summary>
    public ValueTask DisposeAsync() => _content.DisposeAsync();
}
