using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Cms;
using Waybill.TestKit;

namespace Waybill.As2.Tests.Writing;

/// <summary>Opens a message with others' programs only: openssl for signatures and envelopes, BouncyCastle for compression.</summary>
internal sealed class ForeignReader(X509Certificate2 signer, X509Certificate2 recipient) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-as2-");

    /// <summary>The layers met, outermost first: E, S, Z, and O for a signature around its content.</summary>
    public string Layers { get; private set; } = "";

    /// <summary>What was signed, once there was a signature.</summary>
    public byte[]? SignedPart { get; private set; }

    /// <summary>The entity inside all unsigned layers; null of a message without layers.</summary>
    public byte[]? Innermost { get; private set; }

    /// <summary>Peels every layer off and gives the payload's entity.</summary>
    public async Task<WrittenPart> OpenAsync(WrittenPart message)
    {
        for (var part = message; ; part = WrittenPart.Parse(Innermost!))
        {
            switch (part.MediaType)
            {
                case "application/pkcs7-mime" when part.Parameter("smime-type") is "compressed-data":
                    Layers += "Z";
                    Innermost = new CmsCompressedData(part.Decoded).GetContent();
                    break;
                case "application/pkcs7-mime" when part.Parameter("smime-type") is "signed-data":
                    Layers += "O";
                    SignedPart = Innermost = await VerifyOpaqueAsync(part.Decoded);
                    break;
                case "application/pkcs7-mime":
                    Layers += "E";
                    Innermost = await DecryptAsync(part.Decoded);
                    break;
                case "multipart/signed":
                    Layers += "S";
                    SignedPart = Innermost = await VerifyAsync(part);
                    break;
                default:
                    return part;
            }
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<byte[]> DecryptAsync(byte[] cms)
    {
        var key = Write("recipient.pem", System.Text.Encoding.ASCII.GetBytes(TestIdentities.Pem(recipient)));
        return OpenSsl.RunAsync(cms, "cms", "-decrypt", "-binary", "-inform", "DER", "-recip", key, "-inkey", key);
    }

    private async Task<byte[]> VerifyAsync(WrittenPart multipart)
    {
        Assert.Equal("application/pkcs7-signature", multipart.Parameter("protocol"));
        var parts = multipart.Parts();
        Assert.Equal(2, parts.Count);
        var signature = WrittenPart.Parse(parts[1]);
        Assert.Equal("application/pkcs7-signature; name=smime.p7s", signature["Content-Type"]);
        Assert.Equal("attachment; filename=smime.p7s", signature["Content-Disposition"]);
        var certificate = Write("signer.pem", System.Text.Encoding.ASCII.GetBytes(signer.ExportCertificatePem()));
        var content = await OpenSsl.RunAsync(
            signature.Decoded, "cms", "-verify", "-binary", "-inform", "DER", "-noverify", "-certfile", certificate, "-content", Write("content.bin", parts[0]));
        Assert.Equal(parts[0], content);
        return parts[0];
    }

    private Task<byte[]> VerifyOpaqueAsync(byte[] cms)
        => OpenSsl.RunAsync(
            cms, "cms", "-verify", "-binary", "-inform", "DER", "-noverify", "-certfile", Write("signer.pem", System.Text.Encoding.ASCII.GetBytes(signer.ExportCertificatePem())));

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
