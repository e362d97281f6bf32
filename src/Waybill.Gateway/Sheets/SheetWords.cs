namespace Waybill.Gateway;

/// <summary>What products and people write for algorithms, as settings name them.</summary>
internal static class SheetWords
{
    /// <summary>Takes a digest for both ways: what the partner verifies of ours, and what it signs with.</summary>
    /// <returns>Whether the word was known.</returns>
    internal static bool Sign(SheetDraft draft, string text, string from, bool isOut = true)
    {
        var word = Plain(text);
        var digest = word is "NONE" or "NO" or "FALSE" or "OFF" or "UNSIGNED" or "NOTSIGNED" ? "none"
            : word.Contains("SHA512", StringComparison.Ordinal) ? "sha-512" : word.Contains("SHA384", StringComparison.Ordinal) ? "sha-384"
            : word.Contains("SHA256", StringComparison.Ordinal) || word is "SHA2" ? "sha-256" : word.Contains("SHA1", StringComparison.Ordinal) || word is "SHA" ? "sha-1" : word.Contains("MD5", StringComparison.Ordinal) ? "md5" : null;
        switch (digest)
        {
            case null:
                return false;
            case "md5":
                draft.Guess("connection/allowMd5", true, from);
                draft.Warn($"{from}: signatures with MD5 protect nothing. Ours are never made with it; ask the partner for SHA-256.");
                return true;
            case "sha-1":
                draft.Guess("connection/allowSha1", true, from);
                draft.Warn($"{from}: SHA-1 no longer protects. Ask the partner for SHA-256.");
                break;
        }

        if (isOut)
        {
            draft.Guess("connection/sign", digest, from);
        }
        else if (digest is "none")
        {
            draft.Guess("connection/signature", "allowed", from);
        }

        return true;
    }

    /// <summary>Takes a cipher.</summary>
    /// <returns>Whether the word was known.</returns>
    internal static bool Encrypt(SheetDraft draft, string text, string from, bool isOut = true)
    {
        var word = Plain(text);
        var isGcm = word.Contains("GCM", StringComparison.Ordinal);
        var cipher = word is "NONE" or "NO" or "FALSE" or "OFF" or "UNENCRYPTED" or "NOTENCRYPTED" ? "none"
            : word.Contains("AES256", StringComparison.Ordinal) || word.Contains("256AES", StringComparison.Ordinal) ? isGcm ? "aes256-gcm" : "aes256-cbc"
            : word.Contains("AES192", StringComparison.Ordinal) ? isGcm ? "aes192-gcm" : "aes192-cbc"
            : word.Contains("AES128", StringComparison.Ordinal) || word.Contains("128AES", StringComparison.Ordinal) ? isGcm ? "aes128-gcm" : "aes128-cbc"
            : word.Contains("3DES", StringComparison.Ordinal) || word.Contains("TRIPLEDES", StringComparison.Ordinal) || word.Contains("DESEDE", StringComparison.Ordinal) || word.Contains("DES3", StringComparison.Ordinal) ? "3des-cbc"
            : word.StartsWith("RC2", StringComparison.Ordinal) ? "rc2" : word.StartsWith("DES", StringComparison.Ordinal) ? "des" : null;
        switch (cipher)
        {
            case null:
                return false;
            case "des":
                draft.Warn($"{from}: DES was broken long ago and is not to be had. Ask the partner for AES-256.");
                return true;
            case "rc2":
                draft.Guess("connection/allowRc2", true, from);
                draft.Warn($"{from}: RC2 is read from a partner that cannot do better, and never written. Ask for AES-256.");
                return true;
            case "3des-cbc":
                draft.Guess("connection/allowTripleDes", true, from);
                draft.Warn($"{from}: 3DES is at its end. Ask the partner for AES-256.");
                break;
        }

        if (isOut)
        {
            draft.Guess("connection/encrypt", cipher, from);
        }
        else if (cipher is "none")
        {
            draft.Guess("connection/encryption", "allowed", from);
        }

        return true;
    }

    /// <summary>Takes the partner's address.</summary>
    internal static bool Url(SheetDraft draft, string text, string from)
    {
        if (Address(text) is not { } url)
        {
            return false;
        }

        draft.Guess("connection/url", url.OriginalString, from);
        if (url.Scheme is "http")
        {
            draft.Warn($"{from}: the address is plain http. Messages are encrypted all the same; user names and passwords would not be.");
        }

        return true;
    }

    /// <summary>Takes where the partner wants receipts that come later.</summary>
    internal static bool ReceiptUrl(SheetDraft draft, string text, string from)
    {
        if (Address(text) is not { } url)
        {
            return false;
        }

        draft.Guess("connection/receiptHosts", new System.Text.Json.Nodes.JsonArray(url.Host), from);
        return true;
    }

    /// <summary>An http or https address; null where it is none.</summary>
    internal static Uri? Address(string text)
        => text.Length <= 1000 && Uri.TryCreate(text.Trim().TrimEnd('.', ',', ';', '>'), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host is not "" ? url : null;

    /// <summary>Whether it can be an AS2 name (RFC 4130 §6.2).</summary>
    internal static bool IsAs2Id(string text) => text.Length is > 0 and <= 128 && text.All(static c => c is >= ' ' and <= '~' and not ('"' or '\\'));

    internal static string OneLine(string text) => string.Concat(text.Take(500).Select(static c => char.IsControl(c) ? ' ' : c));

    private static string Plain(string text) => string.Concat(text.Take(200).Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant));
}
