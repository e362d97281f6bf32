using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>Which certificates and keys the policies of a connection need, and which policies work and should be changed.</summary>
internal static class ConnectionRules
{
    /// <summary>Who signs or opens needs our key; who encrypts or proves, the partner's certificate.</summary>
    internal static void CheckKeys(ConnectionPart part, BookOwner<Station> station, BookOwner<Partner> partner, ConfigurationCheck check)
    {
        var (s, theirs) = (part.Settings, partner.Certificates);
        var isSending = s.Url is not "" || s.Urls is not [];

        // When a window ends and nothing follows it, the connection stays and says so: it must not vanish under messages that wait.
        var provesNothing = theirs is { Verify: [], Ended: [] };
        if (part.Path.IsSettings)
        {
            // What files are missing was said where they are named.
            return;
        }

        if (station.Value is null)
        {
            Error("Station", $"The station {station.Name} has no certificate with a private key: receipts could not be signed. Add one of owner station/{station.Name}.");
        }
        else
        {
            Need(!station.IsSigning && isSending && !IsNone(s.Sign), "Sign", $"The station {station.Name} has no certificate that may sign now. Add one of use sign or any, or set sign to none.");
            Need(station.Certificates.Decrypt is [] && s.Encryption is not Requirement.Forbidden, "Encryption", $"The station {station.Name} has no key that opens messages. Add a certificate of use encrypt or any, or set encryption to forbidden.");
        }

        Need(theirs.Encrypt is null && isSending && !IsNone(s.Encrypt), "Encrypt", $"The partner {partner.Name} has no certificate to encrypt for now. Add one of use encrypt or any, or set encrypt to none.");
        Need(provesNothing && s.Signature is not Requirement.Forbidden, "Signature", $"The partner {partner.Name} has no certificate that proves its signatures. Add one of use sign or any, or set signature to forbidden.");
        Need(provesNothing && isSending && s.Receipt is ReceiptKind.Signed, "Receipt", $"The partner {partner.Name} has no certificate that proves its receipts. Add one of use sign or any, or ask for unsigned ones.");

        void Need(bool isMissing, string setting, string sentence)
        {
            if (isMissing)
            {
                Error(setting, sentence);
            }
        }

        void Error(string setting, string sentence) => check.Error(part.Path.Of(setting), sentence);
    }

    /// <summary>Weak algorithms and open doors.</summary>
    internal static void Warn(ConnectionPart part, ConfigurationCheck check)
    {
        var s = part.Settings;
        When(s.AllowSha1, "AllowSha1", "SHA-1 no longer protects. Allow it only as long as the partner can do no better.");
        When(s.AllowMd5, "AllowMd5", "MD5 no longer protects: whoever wants to can make a second document of one MD5. Allow it only as long as the partner can do no better.");
        When(s.AllowTripleDes, "AllowTripleDes", "3DES no longer protects. Allow it only as long as the partner can do no better.");
        When(s.AllowRc2, "AllowRc2", "RC2 no longer protects. Allow it only as long as the partner can do no better.");
        When(s.AllowUnsignedCbc, "AllowUnsignedCbc", "A message encrypted in CBC mode without a signature can be changed by anybody on the way.");
        When(s.IgnoreCertificateDates, "IgnoreCertificateDates", "Signatures of expired certificates are taken for ever.");
        When(s.Signature is not Requirement.Required, "Signature", "Messages are taken without a signature: anybody can send in the partner's name.");
        When(IsNone(s.Sign), "Sign", "Messages go out without a signature: the partner cannot tell that they are ours.");
        var isClear = s.Url.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || s.Urls.Any(static u => u.StartsWith("http:", StringComparison.OrdinalIgnoreCase));
        When(IsNone(s.Encrypt) && isClear, "Encrypt", "Documents go over the wire in clear text: neither they are encrypted nor is the way.");
        When(s.User is not "" && isClear, "User", "The password goes over the wire in clear text: use an https address.");

        void When(bool isSo, string setting, string sentence)
        {
            if (isSo)
            {
                check.Warn(part.Path.Of(setting), sentence);
            }
        }
    }

    private static bool IsNone(string text) => string.Equals(text, "none", StringComparison.OrdinalIgnoreCase);
}
