using Waybill.Cms;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>The keys of the companies in these tests, opened once.</summary>
internal static class Identities
{
    internal static CmsPrivateKey Acme { get; } = new(TestIdentities.Rsa("acme"));

    internal static CmsPrivateKey Globex { get; } = new(TestIdentities.Rsa("globex"));

    internal static CmsPrivateKey Stranger { get; } = new(TestIdentities.Rsa("stranger"));
}
