using System.Text;
using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>Makes the policies of a connection of its settings. Looks at every setting also where an earlier one was wrong.</summary>
internal static class PolicyBuilder
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

        var requirements = InboundRequirementsBuilder.Build(s, path, problems);
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
                Policy = Policy(s),
                Profile = s.Profile,
                Limits = new() { MaxBodyBytes = s.MaxBodyBytes },
            },
            ReceiptSigner = new() { Key = station.Key, AllowSha1 = s.AllowSha1 },
            ReceiptAddresses = Addresses(s),
            Requirements = requirements,
            RefuseSameNames = s.RefuseSameNames,
            EmptyStatus = s.AnswerEmptyWith204 ? 204 : 200,
            DuplicateAnswer = s.DuplicateAnswer,
            KeepWireBodies = s.KeepWireBodies,
            Folder = folder is null || template.Template is null ? null : new(folder, template.Template),
            ApiPull = s.ApiPull,
        };
    }

    internal static OutboundConnection? Outbound(ConnectionPolicySettings s, string path, string name, long version, Station? station, Partner? partner, List<string> problems)
    {
        var before = problems.Count;
        var urls = Urls(s, path, problems);
        var digest = Digest(s, path, problems);
        var cipher = Cipher(s, path, problems);
        var receipt = Receipt(s, path, digest, problems);
        var headers = Headers(s, path, problems);
        CheckTimes(s, path, problems);
        var encrypts = !IsNone(s.Encrypt);
        if (station is null || partner is null || problems.Count > before || (encrypts && partner.EncryptFor is null))
        {
            return null;
        }

        var plain = new OutboundConnection { Name = name, From = station.Name, To = partner.Name, Urls = urls };
        return plain with
        {
            Version = version,
            IsOnline = s.Online,
            Profile = s.Profile,
            Signer = digest is null ? null : new() { Key = station.Key, Digest = digest, AllowSha1 = s.AllowSha1 },
            Recipients = encrypts ? [new() { Certificate = partner.EncryptFor! }] : [],
            Cipher = cipher,
            AllowTripleDes = s.AllowTripleDes,
            AllowSha1 = s.AllowSha1,
            AllowUnsignedCbc = s.AllowUnsignedCbc,
            Compression = s.Compress,
            Receipt = receipt,
            ReceiptSigners = partner.Certificates,
            RetiredReceiptSigners = partner.Retired,
            SignUntil = station.SignUntil,
            EncryptUntil = partner.EncryptUntil,
            ExpiredCertificateGrace = Days(s.ExpiredCertificateGraceDays),
            ReceiptPolicy = Policy(s),
            Subject = s.Subject is "" ? null : s.Subject,
            ExtraHeaders = headers,
            Authorization = s.User is "" ? [] : [new("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{s.User}:{s.Password}")))],
            Http = new() { ConnectTimeout = s.ConnectTimeout, SilenceTimeout = s.SilenceTimeout, Chunked = s.Chunked, ExpectContinue = s.ExpectContinue },
            RetryWaits = s.RetryWaits is [] ? plain.RetryWaits : [.. s.RetryWaits],
            PauseWaits = s.PauseWaits is [] ? plain.PauseWaits : [.. s.PauseWaits],
            TotalTime = s.TotalTime,
            ReceiptDeadline = s.ReceiptDeadline,
            ResendsWhenOverdue = s.ResendsWhenOverdue,
            ConnectionFailures = [.. s.PausingStatuses],
            Order = s.Order,
            Concurrency = s.Concurrency,
            WaitBetweenCalls = s.WaitBetweenCalls,
            ReceiptAddresses = Addresses(s),
            ReceiptWaits = s.ReceiptWaits is [] ? plain.ReceiptWaits : [.. s.ReceiptWaits],
        };
    }

    private static CmsPolicy Policy(ConnectionPolicySettings s) => new() { AllowSha1 = s.AllowSha1, AllowMd5 = s.AllowMd5, AllowTripleDes = s.AllowTripleDes, AllowRc2 = s.AllowRc2 };

    private static IEnumerable<(string Text, string Setting)> UrlTexts(ConnectionPolicySettings s, string path)
        => [.. s.Url is "" ? [] : ((string, string)[])[(s.Url, $"{path}:Url")], .. s.Urls.Select((text, at) => (text, $"{path}:Urls:{at}"))];

    private static ReceiptAddressPolicy Addresses(ConnectionPolicySettings s)
        => new([.. s.ReceiptHosts, .. UrlTexts(s, "").Select(u => Uri.TryCreate(u.Text, UriKind.Absolute, out var url) ? url.IdnHost : "").Where(h => h is not "")], AllowPrivate: s.AllowPrivate);

    private static List<Uri> Urls(ConnectionPolicySettings s, string path, List<string> problems)
    {
        List<Uri> urls = [];
        foreach (var (text, setting) in UrlTexts(s, path))
        {
            if (IsHttp(text) is { } url)
            {
                urls.Add(url);
            }
            else
            {
                problems.Add($"{setting}: '{text}' is not an http or https address.");
            }
        }

        return urls;
    }

    private static DigestAlgorithm? Digest(ConnectionPolicySettings s, string path, List<string> problems)
    {
        if (IsNone(s.Sign))
        {
            return null;
        }

        var digest = DigestAlgorithm.All.FirstOrDefault(d => string.Equals(d.Name, s.Sign, StringComparison.OrdinalIgnoreCase));
        if (digest is null || digest == DigestAlgorithm.Md5)
        {
            problems.Add($"{path}:Sign: '{s.Sign}' is none of sha-256, sha-384, sha-512, sha-1, none.");
        }
        else if (digest.IsWeak && !s.AllowSha1)
        {
            problems.Add($"{path}:Sign: sha-1 no longer protects; AllowSha1 allows it all the same.");
        }

        return digest;
    }

    private static ContentCipher? Cipher(ConnectionPolicySettings s, string path, List<string> problems)
    {
        if (s.Encrypt is "" || IsNone(s.Encrypt))
        {
            return null;
        }

        var cipher = ContentCipher.FromName(s.Encrypt);
        if (cipher is null || cipher == ContentCipher.Rc2Cbc)
        {
            problems.Add($"{path}:Encrypt: '{s.Encrypt}' is none of {string.Join(", ", ContentCipher.All.Where(c => c != ContentCipher.Rc2Cbc))}, none.");
        }
        else if (cipher.IsWeak && !s.AllowTripleDes)
        {
            problems.Add($"{path}:Encrypt: 3DES no longer protects; AllowTripleDes allows it all the same.");
        }

        return cipher;
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
            _ => ReceiptRequest.Signed(to, [MicAlgorithm.Of(digest ?? DigestAlgorithm.Sha256)], url),
        };
    }

    private static List<KeyValuePair<string, string>> Headers(ConnectionPolicySettings s, string path, List<string> problems)
    {
        List<KeyValuePair<string, string>> headers = [];
        for (var at = 0; at < s.ExtraHeaders.Count; at++)
        {
            if (s.ExtraHeaders[at].Split(':', 2) is [{ Length: > 0 } name, var value] && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && value.All(c => c is >= ' ' and <= '~'))
            {
                headers.Add(new(name, value.Trim()));
            }
            else
            {
                problems.Add($"{path}:ExtraHeaders:{at}: write 'Name: value', in ASCII on one line.");
            }
        }

        return headers;
    }

    private static void CheckTimes(ConnectionPolicySettings s, string path, List<string> problems)
    {
        Check(s.Concurrency >= 1, "Concurrency: must be at least 1.");
        Check(s.WaitBetweenCalls >= TimeSpan.Zero, "WaitBetweenCalls: cannot be negative.");
        Check(s.TotalTime > TimeSpan.Zero, "TotalTime: must be more than nothing.");
        Check(s.ReceiptDeadline > TimeSpan.Zero, "ReceiptDeadline: must be more than nothing.");
        Check(s.ResendsWhenOverdue >= 0, "ResendsWhenOverdue: cannot be negative.");
        Check(
            s.ResendsWhenOverdue <= 0 || s.ReceiptDeadline <= TimeSpan.Zero || s.TotalTime / s.ReceiptDeadline > s.ResendsWhenOverdue,
            "ResendsWhenOverdue: the message is given up before it is sent again that often; make TotalTime longer or ReceiptDeadline shorter.");
        Check(s.ConnectTimeout > TimeSpan.Zero, "ConnectTimeout: must be more than nothing.");
        Check(s.SilenceTimeout > TimeSpan.Zero, "SilenceTimeout: must be more than nothing.");
        Check(s.RetryWaits.All(w => w >= TimeSpan.Zero), "RetryWaits: cannot be negative.");
        Check(s.PauseWaits.All(w => w >= TimeSpan.Zero), "PauseWaits: cannot be negative.");
        Check(s.PauseWaits.Count <= PauseSchedule.MostWaits, $"PauseWaits: at most {PauseSchedule.MostWaits} waits; the last one repeats.");
        Check(s.ReceiptWaits.All(w => w >= TimeSpan.Zero), "ReceiptWaits: cannot be negative.");
        Check(s.ExpiredCertificateGraceDays is >= 0 and <= MostGraceDays, $"ExpiredCertificateGraceDays: from 0 to {MostGraceDays}.");
        Check(s.ExpiredSignerGraceDays is >= 0 and <= MostGraceDays, $"ExpiredSignerGraceDays: from 0 to {MostGraceDays}.");
        Check(s.PausingStatuses.All(code => code is >= 400 and <= 599), "PausingStatuses: statuses from 400 to 599.");

        void Check(bool isGood, string problem)
        {
            if (!isGood)
            {
                problems.Add($"{path}:{problem}");
            }
        }
    }

    private static TimeSpan Days(int days) => TimeSpan.FromDays(Math.Clamp(days, 0, MostGraceDays));

    private static bool IsNone(string text) => string.Equals(text, "none", StringComparison.OrdinalIgnoreCase);

    private static Uri? IsHttp(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
}
