using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Cms.Tests.Signatures;

/// <summary>Content that <c>openssl cms -sign</c> signed, and the short way to check it.</summary>
internal static class SignedBytes
{
    public static readonly byte[] Content = TestBytes.Edi(5000);

    public static async Task<byte[]> SignAsync(X509Certificate2 identity, params string[] arguments)
    {
        using var key = new TemporaryPem(identity);
        return await OpenSsl.RunAsync(Content, ["cms", "-sign", "-binary", "-outform", "DER", "-signer", key.Path, .. arguments]);
    }

    public static SignatureCheck Check(byte[] cms, CmsPolicy policy, params X509Certificate2[] trusted) => Check(cms, Content, policy, trusted);

    public static SignatureCheck Check(byte[] cms, byte[] content, CmsPolicy policy, params X509Certificate2[] trusted)
        => CmsSignatures.Read(cms).Verify(d => CryptographicOperations.HashData(d.Hash, content), [.. trusted.Select(c => new CmsCertificate(c))], policy);
}

internal sealed class TemporaryPem : IDisposable
{
    public TemporaryPem(X509Certificate2 identity) => File.WriteAllText(Path, TestIdentities.Pem(identity));

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"waybill-{Guid.NewGuid():N}.pem");

    public void Dispose() => File.Delete(Path);
}
