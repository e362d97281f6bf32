using System.Text;

namespace Waybill.Certificates.Tests;

public sealed class LooksTests
{
    [Fact]
    public void Certificates_keys_and_stores_are_told_from_everything_else()
    {
        var identity = TestIdentities.Rsa("import");
        using var key = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(identity)!;
        byte[][] yes =
        [
            identity.RawData, Encoding.ASCII.GetBytes(identity.ExportCertificatePem()), Encoding.ASCII.GetBytes("\r\n" + TestIdentities.Pem(identity)), key.ExportPkcs8PrivateKey(), key.ExportRSAPrivateKey(),
            TestFiles.Bytes("java/one.jks"), TestFiles.Bytes("java/one.p12"), TestFiles.Bytes("openas2/certificates/OAS2A.p12"),
        ];
        byte[][] no =
        [
            [], P7bFile.Write([identity.RawData]), TestBytes.Edi(2000), TestBytes.Random(3, 2000), Encoding.ASCII.GetBytes("POST /as2 HTTP/1.1\r\n\r\n" + identity.ExportCertificatePem()),
            Encoding.ASCII.GetBytes("-----BEGIN PKCS7-----\nMIIB\n-----END PKCS7-----\n"), new byte[CertificateImport.MostBytes + 1],
        ];
        Assert.All(yes, file => Assert.True(CertificateImport.Looks(file)));
        Assert.All(no, file => Assert.False(CertificateImport.Looks(file)));
    }
}
