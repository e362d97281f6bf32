using Waybill.Cms;
using Waybill.Testing;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>Messages of ACME for GLOBEX.</summary>
internal static class Sendable
{
    internal static readonly byte[] Edi = TestFiles.Bytes("edi-net/x12.850.edi");

    /// <summary>Signed, with a signed synchronous receipt asked for, unless <paramref name="change"/> wants it otherwise.</summary>
    internal static Task<TestMessage> PackAsync(Func<As2SendOptions, As2SendOptions>? change = null)
        => TestMessage.BuildAsync("S", o => (change ?? (static c => c))(o with { AllowUnsignedCbc = false }), Edi, TestContext.Current.CancellationToken);

    internal static ReceiptRequest Signed(string? url = null, params string[] digests) => TestMessage.SignedReceipt(url, digests);

    internal static As2SendOptions Encrypt(As2SendOptions options)
        => options with { Recipients = [new CmsRecipientOptions { Certificate = Identities.Globex.Certificate }], Cipher = ContentCipher.Aes256Cbc };
}
