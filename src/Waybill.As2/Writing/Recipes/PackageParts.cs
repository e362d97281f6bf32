namespace Waybill.As2;

/// <summary>What a package is made of, as packed or as restored.</summary>
/// <param name="Headers">Header lines.</param>
/// <param name="Body">The HTTP body.</param>
/// <param name="Mic">What an honest receipt carries.</param>
/// <param name="MicEntity">The bytes the MIC is over.</param>
/// <param name="PlainHeaders">Of a message without any layer the header block a partner may have hashed with the body; else null: the MIC's bytes begin with one.</param>
/// <param name="BeforeCompression">The entity before compression, where the MIC is over the compressed one.</param>
/// <param name="AfterCompression">The compressed entity, where the MIC is over the one before.</param>
/// <param name="IsSigned">Whether the message is signed.</param>
internal sealed record PackageParts(
    IReadOnlyList<KeyValuePair<string, string>> Headers, Segment Body, Mic Mic, Segment MicEntity, byte[]? PlainHeaders, Segment? BeforeCompression, Segment? AfterCompression, bool IsSigned);
