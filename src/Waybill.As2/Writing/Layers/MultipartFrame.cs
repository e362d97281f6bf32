using System.Text;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>multipart/signed around a part (RFC 1847 §2.1, RFC 8551 §3.5.3): nothing before the first delimiter, nothing but CRLF after the last.</summary>
internal sealed class MultipartFrame(CmsSignerOptions signer, MicAlgorithm micalg, TransferEncoding encoding) : SignedFrame
{
    private readonly string _boundary = MimeBoundary.Create();

    internal override byte[] Head() => Encoding.ASCII.GetBytes($"--{_boundary}\r\n");

    internal override byte[] Tail(ReadOnlyMemory<byte> digest)
    {
        var signature = SignedDataWriter.WriteDetached(_ => digest, [signer]).Span;
        var isBase64 = encoding is TransferEncoding.Base64;
        var headers = Encoding.ASCII.GetBytes(
            $"""
            --{_boundary}
            Content-Type: application/pkcs7-signature; name=smime.p7s
            Content-Transfer-Encoding: {(isBase64 ? "base64" : "binary")}
            Content-Disposition: attachment; filename=smime.p7s


            """.ReplaceLineEndings("\r\n"));
        var body = isBase64 ? Encoding.ASCII.GetBytes(Convert.ToBase64String(signature, Base64FormattingOptions.InsertLineBreaks)) : signature;
        return [.. "\r\n"u8, .. headers, .. body, .. Encoding.ASCII.GetBytes($"\r\n--{_boundary}--\r\n")];
    }

    protected override OutgoingEntity Entity(Segment body)
        => new(
            ContentType.Write(
                "multipart/signed", ("protocol", "application/pkcs7-signature"), ("micalg", micalg.Spelling), ("boundary", _boundary)),
            Encoding: null,
            body);
}
