using System.Globalization;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>Which certificate something is wrong with.</summary>
public enum CertificateSide
{
    /// <summary>Ours that signs.</summary>
    OurSigning = 0,

    /// <summary>The partner's that is encrypted for.</summary>
    PartnerEncryption = 1,

    /// <summary>The partner's server certificate.</summary>
    PartnerTls = 2,

    /// <summary>Ours that is shown to servers.</summary>
    OurTls = 3,
}

/// <summary>Why a certificate must not be used now.</summary>
/// <param name="Code">For programs and searches: <see cref="HasExpired"/>, <see cref="NotYetValid"/>, <see cref="WindowEnded"/>.</param>
/// <param name="Side">Which.</param>
/// <param name="Sentence">Code, which, subject, serial number, date and what to do.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record CertificateProblem(string Code, CertificateSide Side, string Sentence)
{
    /// <summary>It is past its last moment.</summary>
    public const string HasExpired = "CERT_HAS_EXPIRED";

    /// <summary>It is before its first moment.</summary>
    public const string NotYetValid = "CERT_NOT_YET_VALID";

    /// <summary>The time it was to be used for is over.</summary>
    public const string WindowEnded = "CERT_WINDOW_ENDED";

    /// <summary>What is wrong with the window of a certificate; null when nothing is.</summary>
    /// <param name="certificate">Which.</param>
    /// <param name="side">What it is for.</param>
    /// <param name="at">The moment.</param>
    /// <param name="until">Until when it was to be used; null: no end.</param>
    public static CertificateProblem? OfWindow(CmsCertificate certificate, CertificateSide side, DateTimeOffset at, DateTimeOffset? until)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return until <= at ? new(WindowEnded, side, Say(WindowEnded, certificate, side, $"was to be used until {Date(until.Value)}, and nothing follows it")) : null;
    }

    /// <summary>What is wrong with the dates of a certificate; null when nothing is.</summary>
    /// <param name="certificate">Which.</param>
    /// <param name="side">What it is for.</param>
    /// <param name="at">The moment.</param>
    /// <param name="grace">How long after its end it is used all the same.</param>
    public static CertificateProblem? OfDates(CmsCertificate certificate, CertificateSide side, DateTimeOffset at, TimeSpan grace)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return at - certificate.NotAfter > grace ? new(HasExpired, side, Say(HasExpired, certificate, side, $"expired on {Date(certificate.NotAfter)}"))
            : at < certificate.NotBefore ? new(NotYetValid, side, Say(NotYetValid, certificate, side, $"is valid from {Date(certificate.NotBefore)} on"))
            : null;
    }

    /// <summary>Subject and serial number on one line.</summary>
    internal static string Name(CmsCertificate certificate)
        => $"{string.Concat(certificate.Subject.Take(200).Select(static c => char.IsControl(c) ? ' ' : c))}, serial {certificate.SerialNumber}";

    internal static string Date(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    private static string Say(string code, CmsCertificate certificate, CertificateSide side, string when)
        => $"{code}: {Which(side)}, {Name(certificate)}, {when}. {ToDo(side)}";

    private static string Which(CertificateSide side) => side switch
    {
        CertificateSide.OurSigning => "our certificate that signs",
        CertificateSide.PartnerEncryption => "the partner's certificate that we encrypt for",
        CertificateSide.PartnerTls => "the certificate of the partner's server",
        _ => "our certificate for the partner's server",
    };

    private static string ToDo(CertificateSide side) => side switch
    {
        CertificateSide.OurSigning => "Make a new one, give it to the partner and put it in place of this one; what waits is sent then.",
        CertificateSide.PartnerEncryption => "Ask the partner for its new one and put it in place of this one; what waits is sent then.",
        CertificateSide.PartnerTls => "Ask the partner to renew it; what waits is sent then.",
        _ => "Put a new one in place of this one; what waits is sent then.",
    };
}
