namespace Waybill.Mime;

/// <summary>What a <see cref="MimeReader"/> stands on.</summary>
public enum MimeEventKind
{
    /// <summary>Before the first read.</summary>
    None = 0,

    /// <summary>A part's header block with its empty line; empty when the headers came from elsewhere or there are none.</summary>
    Headers,

    /// <summary>Bytes of a multipart before its first delimiter. They belong to no part.</summary>
    Preamble,

    /// <summary>A delimiter line with the line end before it (RFC 2046 §5.1.1: that line end is not part of the body).</summary>
    Delimiter,

    /// <summary>Raw bytes of a leaf part's body, still in its transfer encoding.</summary>
    Content,

    /// <summary>A closing delimiter with the line end before it, without the one after it.</summary>
    CloseDelimiter,

    /// <summary>Bytes of a multipart after its closing delimiter. They belong to no part.</summary>
    Epilogue,

    /// <summary>A part below the outermost entity ended.</summary>
    PartEnd,

    /// <summary>The input ended.</summary>
    End,
}
