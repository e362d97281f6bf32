namespace Waybill.As2;

/// <summary>Which bytes or algorithm a partner used instead of ours for its MIC.</summary>
/// <param name="Source">Whose bytes.</param>
/// <param name="Form">In which form.</param>
/// <param name="Mic">The MIC over them: equal to the partner's.</param>
/// <param name="IsAcceptable">Whether it proves that the partner has the message as we sent it and peers are known to write it: the right bytes by another allowed digest,
/// or, for an unsigned message, with or without the headers (AS2-MATCH-005).</param>
/// <param name="Sentence">One English sentence for the operator.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record MicVariant(MicSource Source, MicForm Form, Mic Mic, bool IsAcceptable, string Sentence);

/// <summary>Bytes a MIC can be over.</summary>
public enum MicSource
{
    /// <summary>The bytes our MIC is over.</summary>
    Entity = 0,

    /// <summary>The entity before it was compressed, where our MIC is over the compressed one.</summary>
    BeforeCompression,

    /// <summary>The compressed entity, where our MIC is over the one before.</summary>
    AfterCompression,

    /// <summary>The whole HTTP body.</summary>
    HttpBody,
}

/// <summary>What was done to the bytes before they were hashed.</summary>
public enum MicForm
{
    /// <summary>Nothing.</summary>
    AsIs = 0,

    /// <summary>The header block and its empty line were left out.</summary>
    WithoutHeaders,

    /// <summary>A header block and its empty line were put before them.</summary>
    WithHeaders,

    /// <summary>Every line end was made CRLF.</summary>
    CrlfLines,

    /// <summary>The header block was left out and every line end made CRLF.</summary>
    CrlfLinesWithoutHeaders,

    /// <summary>The header block was left out and base64 or quoted-printable undone.</summary>
    Decoded,
}
