namespace Waybill.Testing;

/// <summary>How a receipt is signed.</summary>
public enum ReceiptSigning
{
    /// <summary>Signed when a signed one was asked for, else unsigned.</summary>
    AsAsked = 0,

    /// <summary>Signed by the partner.</summary>
    Signed,

    /// <summary>Not signed.</summary>
    Unsigned,

    /// <summary>Signed well, by somebody else: <c>TestKey.Rsa("stranger")</c>.</summary>
    Foreign,

    /// <summary>Signed by the partner, with one bit of the signature turned.</summary>
    Broken,

    /// <summary>Signed by the partner, and its text changed afterwards: the digest no longer fits.</summary>
    Altered,
}

/// <summary>Which MIC a receipt holds.</summary>
public enum ReceiptMic
{
    /// <summary>The one RFC 4130 §7.3.1 asks for; none where the content was never reached.</summary>
    Right = 0,

    /// <summary>None.</summary>
    None,

    /// <summary>One over other bytes.</summary>
    Wrong,

    /// <summary>Over the right bytes by another algorithm: SHA-512, or SHA-256 where SHA-512 was right.</summary>
    OtherAlgorithm,

    /// <summary>Over the right bytes without their header block, as several products do. Of a plain message, which has none, it is the right one.</summary>
    WithoutHeaders,

    /// <summary>Over the right bytes with every line end made CRLF.</summary>
    CrlfLines,

    /// <summary>A field that is no MIC.</summary>
    Unreadable,
}

/// <summary>Whose handwriting a receipt has.</summary>
public enum ReceiptShape
{
    /// <summary>Waybill's own: strict, one line a field.</summary>
    Waybill = 0,

    /// <summary>As OpenAS2 4 writes: folded Content-Type, repeated as a first line of the body, signature in binary.</summary>
    OpenAs2,

    /// <summary>As phase2 (as2-lib) writes: parts without transfer encoding, an empty line more behind the fields.</summary>
    Phase2,

    /// <summary>As mendelson writes: a Date line before the first delimiter and inside what is signed, <c>micalg=sha256</c>.</summary>
    Mendelson,

    /// <summary>No receipt at all: an HTML page, as a wrong URL or a proxy gives.</summary>
    Html,
}

/// <summary>On which way and when a receipt goes.</summary>
public enum ReceiptDelivery
{
    /// <summary>In the answer, or where the message names a URL, posted there after the answer. Without a request for one: none.</summary>
    AsAsked = 0,

    /// <summary>In the answer, though another way or none was asked for.</summary>
    InAnswer,

    /// <summary>Posted to the message's URL; the answer waits until that is done.</summary>
    BeforeAnswer,

    /// <summary>Posted to the message's URL once the answer is out.</summary>
    AfterAnswer,

    /// <summary>Never: the answer is empty.</summary>
    Never,
}
