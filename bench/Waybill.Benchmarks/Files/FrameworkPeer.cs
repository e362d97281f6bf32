using System.Security.Cryptography.Pkcs;

namespace Waybill.Benchmarks;

/// <summary>The framework's own CMS, which holds everything in memory.</summary>
internal static class FrameworkPeer
{
    private const string Aes256Cbc = "2.16.840.1.101.3.4.1.42";

    public static byte[] Encrypt(Identity identity, byte[] content)
    {
        var cms = new EnvelopedCms(new ContentInfo(content), new(new(Aes256Cbc)));
        cms.Encrypt(new CmsRecipient(identity.Certificate));
        return cms.Encode();
    }

    public static byte[] Decrypt(Identity identity, byte[] envelope)
    {
        var cms = new EnvelopedCms();
        cms.Decode(envelope);
        cms.Decrypt([identity.Certificate]);
        return cms.ContentInfo.Content;
    }
}
