using System.Security.Cryptography.X509Certificates;

namespace Waybill.Testing.Tests;

public sealed class TestKeyTests
{
    [Fact]
    public void The_same_call_gives_the_same_key_and_another_name_another_one()
    {
        Assert.Same(TestKey.Rsa("acme"), TestKey.Rsa("acme"));
        Assert.NotEqual(TestKey.Rsa("acme").Certificate.Sha256Thumbprint, TestKey.Rsa("globex").Certificate.Sha256Thumbprint);
        Assert.NotSame(TestKey.Ec("acme", 256), TestKey.Ec("acme", 384));
        Assert.Same(TestKey.Rsa("acme").Identity, TestIdentities.Rsa("acme"));
    }

    [Fact]
    public void It_has_the_size_and_kind_asked_for()
    {
        Assert.Equal((true, 2048), (TestKey.Rsa("acme").Key.IsRsa, TestKey.Rsa("acme").Certificate.KeyBits));
        Assert.Equal(1024, TestKey.Rsa("small", 1024).Certificate.KeyBits);
        Assert.All([256, 384, 521], curve => Assert.Equal((false, curve), (TestKey.Ec("acme", curve).Key.IsRsa, TestKey.Ec("acme", curve).Certificate.KeyBits)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TestKey.Ec("acme", 255));
    }

    [Fact]
    public async Task Its_PEM_is_read_by_the_framework_and_by_openssl()
    {
        foreach (var key in new[] { TestKey.Rsa("acme"), TestKey.Ec("acme") })
        {
            using var read = X509Certificate2.CreateFromPem(key.CertificatePem, key.PrivateKeyPem);
            Assert.Equal(key.Identity.Thumbprint, read.Thumbprint);
            Assert.True(read.HasPrivateKey);
            await OpenSsl.RunAsync(System.Text.Encoding.ASCII.GetBytes(key.Pem), "pkey", "-noout", "-check");
        }
    }
}
