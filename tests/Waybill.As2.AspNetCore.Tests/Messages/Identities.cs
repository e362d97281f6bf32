using Waybill.Cms;
using Waybill.Testing;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>The keys of the companies in these tests.</summary>
internal static class Identities
{
    internal static CmsPrivateKey Acme => TestMessage.Sender.Key;

    internal static CmsPrivateKey Globex => TestMessage.Receiver.Key;

    internal static CmsPrivateKey Stranger => TestKey.Rsa("stranger").Key;
}
