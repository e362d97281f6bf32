namespace Waybill.Cli.Captures;

/// <summary>What a file turned out to be.</summary>
internal enum CaptureKind
{
    /// <summary>No headers and no CMS: bytes.</summary>
    Bytes,

    /// <summary>An HTTP request with its request line.</summary>
    Request,

    /// <summary>An HTTP response with its status line.</summary>
    Response,

    /// <summary>Header fields and a body: a MIME entity, or an HTTP message without its first line.</summary>
    Entity,

    /// <summary>A multipart body whose headers are missing.</summary>
    Multipart,

    /// <summary>A CMS object in BER or DER.</summary>
    Cms,

    /// <summary>A CMS object in base64, with or without <c>-----BEGIN</c> lines.</summary>
    Base64,
}
