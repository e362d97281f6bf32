using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>Makes the policies of a connection of its settings. Looks at every setting also where an earlier one was wrong.</summary>
internal static partial class PolicyBuilder
{
    private const string NoFolder = "-";

    /// <summary>Beyond a year nobody means to replace it any more.</summary>
    private const int MostGraceDays = 366;

    internal static InboundPolicy? Inbound(ConnectionPolicySettings s, string path, Station? station, Partner? partner, string? inbox, List<string> problems)
    {
        if (s.MaxBodyBytes <= 0)
        {
            problems.Add($"{path}:MaxBodyBytes: must be at least 1.");
        }

        var template = FileNameTemplate.Parse(s.FileName);
        if (template.Template is null)
        {
            problems.Add($"{path}:FileName: {template.Problem}");
        }

        if (s.FileNameDays is < 1 or > KeptAges.MostDays)
        {
            problems.Add($"{path}:FileNameDays: from 1 to {KeptAges.MostDays}.");
        }

        var requirements = InboundRequirementsBuilder.Build(s, path, problems);
        var policy = ReadingPolicy(s, path, problems);
        var receiptDigest = ReceiptDigest(s, path, problems);
        if (station is null || partner is null)
        {
            return null;
        }

        var folder = s.Folder switch { NoFolder => null, "" => inbox, _ => Path.GetFullPath(s.Folder) };
        return new()
        {
            Reading = new()
            {
                VerificationTime = DateTimeOffset.UnixEpoch,
                DecryptionKeys = station.Keys,
                SignerCertificates = partner.Certificates,
                Signature = s.Signature,
                Encryption = s.Encryption,
                Compression = s.Compression,
                AllowUnsignedCbc = s.AllowUnsignedCbc,
                RefuseSignerOutsideDates = !s.IgnoreCertificateDates,
                ExpiredSignerGrace = Days(s.ExpiredSignerGraceDays),
                RetiredCertificates = partner.Retired,
                DecodeWholeBody = s.DecodeWholeBody,
                RetrySignatureWithCrlf = s.RetrySignatureWithCrlf,
                Policy = policy,
                Profile = s.Profile,
                Limits = new() { MaxBodyBytes = s.MaxBodyBytes },
            },
            ReceiptSigner = new() { Key = station.Key, Digest = receiptDigest ?? DigestAlgorithm.Sha256, AllowSha1 = s.AllowSha1 },
            IsReceiptDigestFixed = receiptDigest is not null,
            ReceiptAddresses = Addresses(s),
            Requirements = requirements,
            RefuseSameNames = s.RefuseSameNames,
            EmptyStatus = s.AnswerEmptyWith204 ? 204 : 200,
            DuplicateAnswer = s.DuplicateAnswer,
            KeepWireBodies = s.KeepWireBodies,
            Folder = folder is null || template.Template is null ? null : new(folder, template.Template),
            ApiPull = s.ApiPull,
            FileNameRule = s.FileNameRule,
            FileNameWindow = TimeSpan.FromDays(Math.Clamp(s.FileNameDays, 1, KeptAges.MostDays)),
        };
    }

    internal static OutboundConnection? Outbound(ConnectionPolicySettings s, string path, string name, long version, Station? station, Partner? partner, List<string> problems, ISecretRing? ring)
    {
        var before = problems.Count;
        var urls = Urls(s, path, problems);
        var digest = Digest(s, path, problems);
        var cipher = Cipher(s, path, problems);
        var receipt = Receipt(s, path, digest, problems);
        var (texts, headers) = Texts(s, path, problems);
        var authorization = Basic(s, path, problems);
        var token = TokenOf(s, path, problems);
        var (refused, tooMany) = (
            Rule(s.AuthFailStatus, s.AuthFailPath, s.AuthFailValues, path, "AuthFail", problems), Rule(s.RateLimitFailStatus, s.RateLimitFailPath, s.RateLimitFailValues, path, "RateLimitFail", problems));
        var http = Http(s, path, station, partner, ring, problems);
        var signer = Signer(s, path, station, digest, problems);
        var recipient = Recipient(s, path, partner, problems);
        var receiptPolicy = ReceiptPolicy(s, path, problems);
        var (document, compressed, signature) = (
            Coding(s.DocumentEncoding, $"{path}:DocumentEncoding", problems), Coding(s.CompressedEncoding, $"{path}:CompressedEncoding", problems),
            Coding(s.SignatureEncoding, $"{path}:SignatureEncoding", problems));
        CheckTimes(s, path, problems);
        if (station is null || partner is null || problems.Count > before || (recipient is null && !IsNone(s.Encrypt)))
        {
            return null;
        }

        var plain = new OutboundConnection { Name = name, From = station.Name, To = partner.Name, Urls = urls };
        return plain with
        {
            Version = version,
            IsOnline = s.Online,
            Profile = s.Profile,
            Signer = signer,
            Micalg = s.OldDigestNames && digest is not null ? Named(digest, s) : null,
            Recipients = recipient is null ? [] : [recipient],
            Cipher = cipher,
            AllowTripleDes = s.AllowTripleDes,
            AllowSha1 = s.AllowSha1,
            AllowUnsignedCbc = s.AllowUnsignedCbc,
            Compression = s.Compress,
            DocumentEncoding = document,
            CompressedEncoding = compressed,
            SignatureEncoding = signature,
            OpaqueSignature = s.OpaqueSignature,
            StateTransferEncoding = s.StateTransferEncoding,
            Receipt = receipt,
            ReceiptSigners = partner.Certificates,
            RetiredReceiptSigners = partner.Retired,
            SignUntil = station.SignUntil,
            EncryptUntil = partner.EncryptUntil,
            ExpiredCertificateGrace = Days(s.ExpiredCertificateGraceDays),
            ReceiptPolicy = receiptPolicy,
            Subject = texts.Subject is null && s.Subject is not "" ? s.Subject : null,
            Texts = texts,
            ContentType = s.ContentType is "" ? null : s.ContentType,
            ExtraHeaders = headers,
            Authorization = authorization,
            Token = token,
            AccessRefused = refused,
            TooManyCalls = tooMany,
            AutoRecover = s.AutoRecover,
            Http = http,
            RetryWaits = s.RetryWaits is [] ? plain.RetryWaits : [.. s.RetryWaits],
            PauseWaits = s.PauseWaits is [] ? plain.PauseWaits : [.. s.PauseWaits],
            TotalTime = s.TotalTime,
            ReceiptDeadline = s.ReceiptDeadline,
            ResendsWhenOverdue = s.ResendsWhenOverdue,
            ConnectionFailures = [.. s.PausingStatuses],
            Order = s.Order,
            Concurrency = s.Concurrency,
            ConcurrencyFrom = s.ConcurrencyFrom is "" ? null : s.ConcurrencyFrom,
            WaitBetweenCalls = s.WaitBetweenCalls,
            ReceiptAddresses = Addresses(s),
            ReceiptWaits = s.ReceiptWaits is [] ? plain.ReceiptWaits : [.. s.ReceiptWaits],
        };
    }

    private static ReceiptRequest? Receipt(ConnectionPolicySettings s, string path, DigestAlgorithm? digest, List<string> problems)
    {
        // What stands there means nothing; the header's presence asks.
        const string to = "edi@localhost.invalid";
        var url = s.AsyncReceiptUrl is "" ? null : s.AsyncReceiptUrl;
        if (url is not null && IsHttp(url) is null)
        {
            problems.Add($"{path}:AsyncReceiptUrl: '{url}' is not an http or https address.");
            return null;
        }

        return s.Receipt switch
        {
            ReceiptKind.None => null,
            ReceiptKind.Unsigned => ReceiptRequest.Unsigned(to, url),
            _ => ReceiptRequest.Signed(to, [Named(digest ?? DigestAlgorithm.Sha256, s)], url),
        };
    }

    private static TimeSpan Days(int days) => TimeSpan.FromDays(Math.Clamp(days, 0, MostGraceDays));

    private static bool IsNone(string text) => string.Equals(text, "none", StringComparison.OrdinalIgnoreCase);
}
