using System.Security.Cryptography.X509Certificates;
using Waybill.Certificates;
using Waybill.Cms;

namespace Waybill.Server;

/// <summary>A key that nobody was told of, made when it is first needed and kept nowhere.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class EchoStranger(TimeProvider time) : IDisposable
{
    private const int Days = 3650;

    private readonly Lazy<CmsPrivateKey> _key = new(() => Make(time.GetUtcNow()));

    internal CmsPrivateKey Key => _key.Value;

    public void Dispose()
    {
        if (_key.IsValueCreated)
        {
            _key.Value.Dispose();
        }
    }

    private static CmsPrivateKey Make(DateTimeOffset now)
    {
        var made = CertificateMaker.SelfSigned(new("Somebody else"), KeyKind.Rsa2048, now.AddDays(-1), Days);
        using var pair = X509Certificate2.CreateFromPem(made.PublicPem, made.KeyPem);
        return new(pair);
    }
}
