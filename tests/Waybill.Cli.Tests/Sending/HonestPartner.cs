using Waybill.Testing;

namespace Waybill.Cli.Tests.Sending;

/// <summary>SELLER, who takes what BUYER sends.</summary>
internal static class HonestPartner
{
    private static readonly PartnerIdentity Seller = new(TestKey.Rsa("seller").Key, TestKey.Rsa("buyer").Certificate);

    /// <summary>Opens a message and answers with a receipt: an honest one unless a script wants another.</summary>
    public static PartnerAnswer Receipt(PartnerRequest request, ReceiptScript? script = null) => PartnerAnswer.Receipt(request, Seller, script);

    public static PartnerAnswer Honest(PartnerRequest request) => Receipt(request);

    /// <summary>Opens a message with the partner's key.</summary>
    public static ValueTask<PartnerMessage> OpenAsync(PartnerRequest request) => Seller.OpenAsync(request, TestContext.Current.CancellationToken);
}
