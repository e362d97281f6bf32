using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>What a sender asks for in a receipt: the <c>Disposition-Notification</c> headers and <c>Receipt-Delivery-Option</c> (RFC 4130 §7.3).</summary>
/// <remarks>Reading never fails; <see cref="Check"/> says whether such a receipt can be made. A request that fails the check is still answered with a receipt that says so.</remarks>
/// <threadsafety>Immutable.</threadsafety>
public sealed class ReceiptRequest
{
    private const string ToName = "Disposition-Notification-To";
    private const string OptionsName = "Disposition-Notification-Options";
    private const string DeliveryName = "Receipt-Delivery-Option";

    private readonly ReceiptOptions? _read;

    private ReceiptRequest(string notificationTo, bool isSigned, IReadOnlyList<MicAlgorithm> algorithms, string? deliveryUrl, ReceiptOptions? read = null)
        => (NotificationTo, IsSigned, MicAlgorithms, DeliveryUrl, _read) = (notificationTo, isSigned, algorithms, deliveryUrl, read);

    /// <summary>The value of <c>Disposition-Notification-To</c>, perhaps empty. Its presence asks for a receipt; what it says means nothing.</summary>
    public string NotificationTo { get; }

    /// <summary>Whether the receipt is to be signed.</summary>
    public bool IsSigned { get; }

    /// <summary>The digests asked for that we know, in the sender's order, each once. Empty when none was named or none is known.</summary>
    public IReadOnlyList<MicAlgorithm> MicAlgorithms { get; }

    /// <summary>What <c>Receipt-Delivery-Option</c> says; null when absent or empty. The partner's word: never trusted.</summary>
    public string? DeliveryUrl { get; }

    /// <summary>Whether the receipt is to come on a connection of its own: <see cref="DeliveryUrl"/> is an http or https URL.
    /// False for any other text there; <see cref="Check"/> refuses it and the refusal goes into the response.</summary>
    public bool IsAsynchronous => DeliveryUrl is not null && IsHttp(DeliveryUrl);

    /// <summary>Reads the three headers. Never throws.</summary>
    /// <returns>Null without <c>Disposition-Notification-To</c>: then no receipt is asked for, whatever the others say.</returns>
    public static ReceiptRequest? Read(MimeHeaders headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (headers[ToName] is not { } notificationTo)
        {
            return null;
        }

        var options = ReceiptOptions.Read(headers.All(OptionsName));
        var url = headers[DeliveryName]?.Trim(' ', '\t', '"', '<', '>');
        return new(notificationTo, options.AsksForSignature, options.Digests, url is "" ? null : url, options);
    }

    /// <summary>Asks for a receipt that need not be signed.</summary>
    /// <param name="notificationTo">Any text, not empty; an address like <c>edi@example.com</c> is understood by most.</param>
    /// <param name="deliveryUrl">Where to send it, http or https; null asks for it in the response.</param>
    /// <exception cref="ArgumentException">A text that cannot be a header's value, or another kind of URL.</exception>
    public static ReceiptRequest Unsigned(string notificationTo, string? deliveryUrl = null) => Make(notificationTo, isSigned: false, [], deliveryUrl);

    /// <summary>Asks for a signed receipt.</summary>
    /// <param name="notificationTo">See <see cref="Unsigned"/>.</param>
    /// <param name="algorithms">The digests in order of preference, at least one. Best is the one the message is signed with.</param>
    /// <param name="deliveryUrl">See <see cref="Unsigned"/>.</param>
    /// <exception cref="ArgumentException">See <see cref="Unsigned"/>; or no digest.</exception>
    public static ReceiptRequest Signed(string notificationTo, IReadOnlyList<MicAlgorithm> algorithms, string? deliveryUrl = null)
    {
        ArgumentNullException.ThrowIfNull(algorithms);
        return algorithms.Count is 0
            ? throw new ArgumentException("A signed receipt is asked for with at least one digest.", nameof(algorithms))
            : Make(notificationTo, isSigned: true, [.. algorithms], deliveryUrl);
    }

    /// <summary>Whether such a receipt can be made.</summary>
    /// <returns><see cref="As2Failure.UnsupportedReceiptFormat"/> for an unknown protocol, an unknown parameter marked as required, or a delivery by anything but http;
    /// <see cref="As2Failure.UnsupportedMicAlgorithms"/> when digests are named, none is usable, and they are required or the profile is modern (AS2-DNO-007);
    /// else <see cref="As2Failure.None"/>.</returns>
    public As2Failure Check(As2Profile profile, CmsPolicy policy)
    {
        if (_read is { HasOnlyUnknownProtocols: true } or { HasUnknownRequired: true } || (DeliveryUrl is not null && !IsAsynchronous))
        {
            return As2Failure.UnsupportedReceiptFormat;
        }

        var namesDigests = _read?.NamesDigests ?? IsSigned;
        return namesDigests && Choose(policy, profile) is null && (profile is As2Profile.Modern || _read is { RequiresDigests: true })
            ? As2Failure.UnsupportedMicAlgorithms
            : As2Failure.None;
    }

    /// <summary>The first digest asked for that is known and allowed (RFC 4130 §7.3.1); null when there is none: then the receiver's default is used.</summary>
    /// <param name="policy">Says whether SHA-1 and MD5 may be used.</param>
    /// <param name="profile">The modern profile uses neither, whatever the policy says.</param>
    public MicAlgorithm? Choose(CmsPolicy policy, As2Profile profile = As2Profile.Rfc4130)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return MicAlgorithms.FirstOrDefault(a => policy.Allows(a.Digest) && !(profile is As2Profile.Modern && a.Digest.IsWeak));
    }

    /// <summary>The header lines that ask for it, each with its full value on one line.</summary>
    /// <exception cref="ArgumentException">The request was read, and what it holds cannot be written.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> ToHeaders()
    {
        var lines = new List<KeyValuePair<string, string>>();
        As2HeaderWriter.Add(lines, ToName, NotificationTo);
        if (IsSigned)
        {
            var digests = MicAlgorithms.Count is 0 ? "" : $"; {ReceiptOptions.MicAlgorithms}=optional, {string.Join(", ", MicAlgorithms)}";
            As2HeaderWriter.Add(lines, OptionsName, $"{ReceiptOptions.Protocol}=optional, {ReceiptOptions.Pkcs7}{digests}");
        }

        if (DeliveryUrl is not null)
        {
            As2HeaderWriter.Add(lines, DeliveryName, DeliveryUrl);
        }

        return lines;
    }

    private static ReceiptRequest Make(string notificationTo, bool isSigned, IReadOnlyList<MicAlgorithm> algorithms, string? deliveryUrl)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(notificationTo);
        if (deliveryUrl is not null && !IsHttp(deliveryUrl))
        {
            throw new ArgumentException("A receipt is delivered to an absolute http or https URL.", nameof(deliveryUrl));
        }

        var request = new ReceiptRequest(notificationTo, isSigned, algorithms, deliveryUrl);
        _ = request.ToHeaders();
        return request;
    }

    private static bool IsHttp(string url)
        => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            && (string.Equals(uri.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal) || string.Equals(uri.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal));
}
