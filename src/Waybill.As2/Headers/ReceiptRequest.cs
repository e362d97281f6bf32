using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>What a sender asks for in a receipt: the <c>Disposition-Notification</c> headers and <c>Receipt-Delivery-Option</c> (RFC 4130 §7.3).</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed class ReceiptRequest
{
    private ReceiptRequest(string notificationTo, bool isSigned, IReadOnlyList<MicAlgorithm> algorithms, string? deliveryUrl)
        => (NotificationTo, IsSigned, MicAlgorithms, DeliveryUrl) = (notificationTo, isSigned, algorithms, deliveryUrl);

    /// <summary>The value of <c>Disposition-Notification-To</c>. Its presence asks for a receipt; what it says means nothing.</summary>
    public string NotificationTo { get; }

    /// <summary>Whether the receipt is to be signed.</summary>
    public bool IsSigned { get; }

    /// <summary>The digests asked for that we know, in the sender's order.</summary>
    public IReadOnlyList<MicAlgorithm> MicAlgorithms { get; }

    /// <summary>Where an asynchronous receipt is to go; null asks for one in the response. The partner's word: never trusted.</summary>
    public string? DeliveryUrl { get; }

    /// <summary>Whether the receipt is to come on a connection of its own.</summary>
    public bool IsAsynchronous => DeliveryUrl is not null;

    /// <summary>Reads the three headers; null when no receipt is asked for.</summary>
    public static ReceiptRequest? Read(MimeHeaders headers) => throw new NotSupportedException();

    /// <summary>Asks for a receipt that need not be signed.</summary>
    public static ReceiptRequest Unsigned(string notificationTo, string? deliveryUrl = null) => new(notificationTo, isSigned: false, [], deliveryUrl);

    /// <summary>Asks for a signed receipt, with the digests in order of preference.</summary>
    public static ReceiptRequest Signed(string notificationTo, IReadOnlyList<MicAlgorithm> algorithms, string? deliveryUrl = null)
        => new(notificationTo, isSigned: true, algorithms, deliveryUrl);

    /// <summary>Whether such a receipt can be made.</summary>
    public As2Failure Check(As2Profile profile, CmsPolicy policy) => throw new NotSupportedException();

    /// <summary>The first digest that is known and allowed; null when there is none.</summary>
    public MicAlgorithm? Choose(CmsPolicy policy) => throw new NotSupportedException();

    /// <summary>The header lines that ask for it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ToHeaders() => throw new NotSupportedException();
}
