using System.CommandLine;
using System.Globalization;
using Waybill.As2;
using Waybill.Cli.Keys;
using Waybill.Cms;

namespace Waybill.Cli.Sending;

/// <summary>The options of <c>waybill send</c>.</summary>
internal sealed class SendOptions
{
    private const string None = "none";

    private readonly Option<string> url = new("--url") { HelpName = "URL", Description = "Where the partner receives: http or https.", Required = true };
    private readonly Option<string> from = new("--from") { HelpName = "NAME", Description = "Your AS2 name.", Required = true };
    private readonly Option<string> to = new("--to") { HelpName = "NAME", Description = "The partner's AS2 name.", Required = true };
    private readonly Option<string[]> file = new("--file") { HelpName = "FILE", Description = "What to send. Given several times, all go in one message.", Required = true };
    private readonly KeyOptions keys = new("The partner's certificate: the first is encrypted for, all may have signed the receipt. PEM or DER.");
    private readonly Option<string?> sign = new("--sign") { HelpName = "DIGEST", Description = "sha-256 (default), sha-384, sha-512, none, or with --allow-weak sha-1." };
    private readonly Option<string?> encrypt = new("--encrypt") { HelpName = "CIPHER", Description = "aes256-cbc (default), aes192-cbc, aes128-cbc, aes256-gcm (default of the modern profile), aes192-gcm, aes128-gcm, none, or with --allow-weak 3des-cbc." };
    private readonly Option<string?> management = new("--key-management") { HelpName = "WAY", Description = "How the content key travels: rsa-pkcs1 (default for RSA), rsa-oaep, ecdh (only way for EC)." };
    private readonly Option<string?> compress = new("--compress") { HelpName = "ORDER", Description = "before or after signing, or none (default)." };
    private readonly Option<string?> mdn = new("--mdn") { HelpName = "KIND", Description = "The receipt to ask for: signed (default), unsigned or none." };
    private readonly Option<string?> asyncUrl = new("--async-url") { HelpName = "URL", Description = "Asks for the receipt later, at this URL, instead of in the answer." };
    private readonly Option<bool> chunked = new("--chunked") { Description = "Sends chunks instead of a Content-Length; some old products cannot read them." };
    private readonly Option<string?> contentType = new("--content-type") { HelpName = "TYPE", Description = "Media type of the files. Default: told by how they begin." };
    private readonly Option<string?> subject = new("--subject") { HelpName = "TEXT", Description = "The Subject header." };
    private readonly Option<string?> messageId = new("--message-id") { HelpName = "ID", Description = "The Message-ID, <left@right>. Default: a new one. The same id again is for the same message only." };
    private readonly Option<int?> timeout = new("--timeout") { HelpName = "SECONDS", Description = "Longest silence of the partner. Default 300." };
    private readonly Option<string?> profile = new("--profile") { HelpName = "PROFILE", Description = "4130 (default: AS2-Version 1.2) or modern (AS2-Version 1.3)." };
    private readonly Option<bool> allowWeak = new("--allow-weak") { Description = "Allows SHA-1, 3DES, and CBC without a signature, for a partner that knows nothing better." };
    private readonly Option<string?> save = new("--save") { HelpName = "DIR", Description = "Keeps request.raw, response.raw and receipt.eml there; waybill inspect opens each." };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of text." };

    public void AddTo(Command command)
    {
        sign.AcceptOnlyFromAmong("sha-256", "sha256", "sha-384", "sha384", "sha-512", "sha512", "sha-1", "sha1", None);
        encrypt.AcceptOnlyFromAmong([.. ContentCipher.All.Where(c => c != ContentCipher.Rc2Cbc).Select(c => c.Name), None]);
        management.AcceptOnlyFromAmong("rsa-pkcs1", "rsa-oaep", "ecdh");
        compress.AcceptOnlyFromAmong("before", "after", None);
        mdn.AcceptOnlyFromAmong(None, "unsigned", "signed");
        profile.AcceptOnlyFromAmong("4130", "modern");
        foreach (var option in new Option[] { url, from, to, file })
        {
            command.Options.Add(option);
        }

        keys.AddTo(command);
        foreach (var option in new Option[] { sign, encrypt, management, compress, mdn, asyncUrl, chunked, contentType, subject, messageId, timeout, profile, allowWeak, save, Json })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Checks what was given and opens the keys.</summary>
    /// <exception cref="CliException">Something does not fit.</exception>
    public async Task<SendSettings> ReadAsync(ParseResult parsed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ring = await keys.OpenAsync(parsed, allowSmall: false, cancellationToken);
        try
        {
            return new()
            {
                Url = Http(parsed.GetRequiredValue(url), "--url"),
                Files = parsed.GetRequiredValue(file),
                ContentType = parsed.GetValue(contentType),
                Keys = ring,
                Message = Message(parsed, ring, now),
                Chunked = parsed.GetValue(chunked),
                Timeout = (parsed.GetValue(timeout) ?? 300) is > 0 and <= 86400 and var seconds ? TimeSpan.FromSeconds(seconds) : throw CliException.Misuse("--timeout must be 1 to 86400 seconds."),
                SaveFolder = parsed.GetValue(save),
            };
        }
        catch
        {
            ring.Dispose();
            throw;
        }
    }

    private As2SendOptions Message(ParseResult parsed, KeyRing ring, DateTimeOffset now)
    {
        var (sender, weak) = (Name(parsed.GetRequiredValue(from), "--from"), parsed.GetValue(allowWeak));
        var digest = MicAlgorithm.Parse(parsed.GetValue(sign) ?? "sha-256").Value?.Digest;
        if (digest is not null && ring.Own.Count is 0)
        {
            throw CliException.Misuse("To sign, give your key with --key and its certificate with --cert; or say --sign none.");
        }

        return new()
        {
            From = sender,
            To = Name(parsed.GetRequiredValue(to), "--to"),
            MessageId = Id(parsed.GetValue(messageId), sender, now),
            Date = now,
            Subject = parsed.GetValue(subject),
            Profile = parsed.GetValue(profile) is "modern" ? As2Profile.Modern : As2Profile.Rfc4130,
            Signer = digest is null ? null : new() { Key = ring.Own[0], Digest = digest, SigningTime = now, AllowSha1 = weak },
            Recipients = Recipients(parsed, ring),
            Cipher = parsed.GetValue(encrypt) is { } cipher ? ContentCipher.FromName(cipher) : null,
            AllowTripleDes = weak,
            AllowSha1 = weak,
            AllowUnsignedCbc = weak,
            Compression = parsed.GetValue(compress) switch
            {
                "before" => CompressionOrder.BeforeSigning,
                "after" => CompressionOrder.AfterSigning,
                _ => CompressionOrder.None,
            },
            Receipt = Receipt(parsed, sender, MicAlgorithm.Of(digest ?? DigestAlgorithm.Sha256)),
        };
    }

    private IReadOnlyList<CmsRecipientOptions> Recipients(ParseResult parsed, KeyRing ring)
    {
        var way = parsed.GetValue(management);
        if (parsed.GetValue(encrypt) is None)
        {
            return way is null ? [] : throw CliException.Misuse("--key-management says how an encrypted message's key travels; it has no meaning with --encrypt none.");
        }

        if (ring.Partners.Count is 0)
        {
            throw CliException.Misuse("To encrypt, give the partner's certificate with --partner-cert; or say --encrypt none.");
        }

        KeyManagement? chosen = way switch { "rsa-pkcs1" => KeyManagement.RsaPkcs1, "rsa-oaep" => KeyManagement.RsaOaep, "ecdh" => KeyManagement.Ecdh, _ => null };
        return [new() { Certificate = ring.Partners[0], Management = chosen }];
    }

    private ReceiptRequest? Receipt(ParseResult parsed, As2Name sender, MicAlgorithm digest)
    {
        var later = parsed.GetValue(asyncUrl) is { } text ? Http(text, "--async-url").AbsoluteUri : null;
        return parsed.GetValue(mdn) switch
        {
            null or "signed" => ReceiptRequest.Signed(sender.Value, [digest], later),
            "unsigned" => ReceiptRequest.Unsigned(sender.Value, later),
            _ => later is null ? null : throw CliException.Misuse("--async-url says where a receipt goes; it has no meaning with --mdn none."),
        };
    }

    private static As2Name Name(string text, string option)
    {
        var name = As2Name.Create(text);
        return name.Value ?? throw CliException.Misuse($"{option} is no AS2 name. {name.Problem}");
    }

    private static MessageId Id(string? text, As2Name sender, DateTimeOffset now)
    {
        if (text is null)
        {
            var unique = Guid.CreateVersion7(now).ToString("N", CultureInfo.InvariantCulture);
            return sender.Value.Any(char.IsAsciiLetterOrDigit) ? MessageId.Create(unique, sender.Value) : MessageId.Create(unique, "waybill");
        }

        var id = MessageId.Parse(text.StartsWith('<') ? text : $"<{text}>").Value;
        return id is { IsWellFormed: true } ? id : throw CliException.Misuse($"--message-id {text} is no Message-ID: write it like <left@right>.");
    }

    private static Uri Http(string text, string option)
        => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", Host.Length: > 0 }
            ? uri
            : throw CliException.Misuse($"{option} {text} is no http or https URL: write it like https://partner.example/as2.");
}
