using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waybill.Certificates;

namespace Waybill.Gateway;

/// <summary>Reads the export of a Celigo (integrator.io) AS2 connection: both stations stand in it, ours as <c>userStationInfo</c>. Secrets are masked in it and have to be entered anew.</summary>
internal static class CeligoSheet
{
    private const string Product = "Celigo";

    /// <summary>How deep lists and objects around a connection are looked through.</summary>
    private const int MostDepth = 4;

    private static readonly Dictionary<string, string> Placements = new(StringComparer.OrdinalIgnoreCase) { ["header"] = "header", ["url"] = "urlParameter" };
    private static readonly Dictionary<string, string> Media = new(StringComparer.OrdinalIgnoreCase) { ["json"] = "json", ["urlencoded"] = "urlEncoded", ["xml"] = "xml" };
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase) { ["bearer"] = "bearer", ["mac"] = "mac", ["oauth"] = "oAuth", ["none"] = "none" };

    /// <returns>False when it is no JSON at all.</returns>
    internal static bool TryRead(string text, SheetDraft draft)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new() { MaxDepth = 32, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var found = new List<JsonElement>();
            Find(json.RootElement, 0, found);
            if (found is [])
            {
                draft.Warn("A JSON file holds no AS2 connection of Celigo (integrator.io): an object with as2.partnerStationInfo.");
                return true;
            }

            draft.Format("connection of Celigo (integrator.io)");
            Read(Pick(found, draft), draft);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Find(JsonElement json, int depth, List<JsonElement> found)
    {
        if (depth > MostDepth || found.Count >= 200)
        {
            return;
        }

        if (json.ValueKind is JsonValueKind.Array)
        {
            foreach (var element in json.EnumerateArray())
            {
                Find(element, depth + 1, found);
            }
        }
        else if (json.ValueKind is JsonValueKind.Object)
        {
            if (Object(json, "as2") is { } as2 && (Object(as2, "partnerStationInfo") ?? Object(as2, "userStationInfo")) is not null)
            {
                found.Add(json);
                return;
            }

            foreach (var member in json.EnumerateObject())
            {
                Find(member.Value, depth + 1, found);
            }
        }
    }

    private static JsonElement Pick(List<JsonElement> found, SheetDraft draft)
    {
        if (found is [var only])
        {
            return only;
        }

        draft.Companies(found.Select(static f => Text(f, "as2", "partnerId") ?? "").Where(static id => id is not ""));
        var index = draft.Options.Partner is { } wanted ? found.FindIndex(f => string.Equals(Text(f, "as2", "partnerId"), wanted, StringComparison.Ordinal)) : 0;
        if (draft.Options.Partner is null || index < 0)
        {
            draft.Warn($"The file holds {found.Count} connections; this is the first. Name the partner's AS2 id to read another.");
        }

        return found[Math.Max(0, index)];
    }

    private static void Read(JsonElement connection, SheetDraft draft)
    {
        Take("partner/description", "name");
        if (Text(connection, "as2", "partnerId") is { } partner && SheetWords.IsAs2Id(partner))
        {
            draft.Guess("partner/identities/0/as2Id", partner, From("as2.partnerId"));
        }

        if (Text(connection, "as2", "as2Id") is { } ours && SheetWords.IsAs2Id(ours))
        {
            draft.Guess("station/as2Id", ours, From("as2.as2Id"));
            if (draft.Options.OurIds is { Count: > 0 } known && !known.Contains(ours, StringComparer.Ordinal))
            {
                draft.Warn($"Over there you are {ours}: keep that AS2 id, as a station of its own or an alias, or the partner has to change its settings.");
            }
        }

        Ours(connection, draft);
        Theirs(connection, draft);
        Access(connection, draft);
        Limits(connection, draft);
        Certificates(connection, draft);
        if (connection.TryGetProperty("as2", out var as2) && as2.TryGetProperty("contentBasedFlowRouter", out var router) && router.ValueKind is JsonValueKind.Object)
        {
            draft.Warn($"{From("as2.contentBasedFlowRouter")}: a script says there which flow gets what. It was not taken.");
        }

        if (Truth(connection, "as2", "preventCanonicalization") is true)
        {
            draft.Warn($"{From("as2.preventCanonicalization")}: line ends are never changed here, so nothing is to be set.");
        }

        void Take(string field, params string[] path)
        {
            if (Text(connection, path) is { } value)
            {
                draft.Guess(field, value, From(string.Join('.', path)));
            }
        }
    }

    /// <summary>What comes in must be.</summary>
    private static void Ours(JsonElement connection, SheetDraft draft)
    {
        Known(draft, Text(connection, "as2", "userStationInfo", "encryptionType"), "as2.userStationInfo.encryptionType", (t, f) => SheetWords.Encrypt(draft, t, f, isOut: false));
        Known(draft, Text(connection, "as2", "userStationInfo", "signing"), "as2.userStationInfo.signing", (t, f) => SheetWords.Sign(draft, t, f, isOut: false));
        Known(draft, Text(connection, "as2", "userStationInfo", "mdn", "mdnURL"), "as2.userStationInfo.mdn.mdnURL", (t, f) => SheetWords.ReceiptUrl(draft, t, f));
        if (Text(connection, "as2", "userStationInfo", "mdn", "mdnSigning") is { } signing && signing.Contains("MD5", StringComparison.OrdinalIgnoreCase))
        {
            draft.Warn($"{From("as2.userStationInfo.mdn.mdnSigning")}: receipts are not signed with MD5 here; the partner must take SHA-256.");
        }
    }

    /// <summary>What goes out is.</summary>
    private static void Theirs(JsonElement connection, SheetDraft draft)
    {
        const string at = "as2.partnerStationInfo";
        Known(draft, Text(connection, "as2", "partnerStationInfo", "as2URI"), $"{at}.as2URI", (t, f) => SheetWords.Url(draft, t, f));
        Known(draft, Text(connection, "as2", "partnerStationInfo", "encryptionType"), $"{at}.encryptionType", (t, f) => SheetWords.Encrypt(draft, t, f));
        Known(draft, Text(connection, "as2", "partnerStationInfo", "signing"), $"{at}.signing", (t, f) => SheetWords.Sign(draft, t, f));
        if (Text(connection, "as2", "partnerStationInfo", "mdn", "mdnSigning") is { } receipt)
        {
            draft.Guess("connection/receipt", string.Equals(receipt, "NONE", StringComparison.OrdinalIgnoreCase) ? "unsigned" : "signed", From($"{at}.mdn.mdnSigning"));
            SheetWords.Sign(draft, receipt, From($"{at}.mdn.mdnSigning"), isOut: true);
        }

        if (Truth(connection, "as2", "partnerStationInfo", "mdn", "verifyMDNSignature") is false && Text(connection, "as2", "partnerStationInfo", "mdn", "mdnSigning") is { } asked && !string.Equals(asked, "NONE", StringComparison.OrdinalIgnoreCase))
        {
            draft.Warn($"{From($"{at}.mdn.verifyMDNSignature")}: there the signature of a receipt is not checked; here it always is.");
        }

        if (Text(connection, "as2", "partnerStationInfo", "mdn", "mdnURL") is not null)
        {
            draft.Warn($"{From($"{at}.mdn.mdnURL")}: an address of Celigo's. If receipts are to come later, set asyncReceiptUrl to yours.");
        }

        if (Truth(connection, "as2", "partnerStationInfo", "compressed") is { } isCompressed)
        {
            draft.Guess("connection/compress", isCompressed ? "beforeSigning" : "none", From($"{at}.compressed"));
        }

        if (string.Equals(Text(connection, "as2", "partnerStationInfo", "encoding"), "base64", StringComparison.OrdinalIgnoreCase))
        {
            draft.Warn($"{From($"{at}.encoding")}: bodies are sent in binary here, which every product takes; set the connection's encodings where a partner insists.");
        }
    }

    private static void Access(JsonElement connection, SheetDraft draft)
    {
        const string at = "as2.partnerStationInfo.auth";
        string? Auth(params string[] path) => Text(connection, ["as2", "partnerStationInfo", "auth", .. path]);
        switch (Auth("type")?.ToUpperInvariant())
        {
            case "BASIC":
                Guess("connection/user", Auth("basic", "username"), $"{at}.basic.username");
                draft.Warn($"{From($"{at}.basic.password")}: a password is needed and is never exported. Enter it.");
                break;
            case "TOKEN":
                if (string.Equals(Auth("token", "location"), "body", StringComparison.OrdinalIgnoreCase))
                {
                    draft.Warn($"{From($"{at}.token.location")}: a token in the body is not possible with AS2: the body is the message.");
                }

                Guess("connection/tokenIn", Placements.GetValueOrDefault(Auth("token", "location") ?? ""), $"{at}.token.location");
                Guess("connection/tokenHeader", Auth("token", "headerName"), $"{at}.token.headerName");
                Guess("connection/tokenScheme", Words.GetValueOrDefault(Auth("token", "scheme") ?? ""), $"{at}.token.scheme");
                Guess("connection/tokenParameter", Auth("token", "paramName"), $"{at}.token.paramName");
                Guess("connection/refreshUri", Auth("token", "refreshRelativeURI"), $"{at}.token.refreshRelativeURI");
                Guess("connection/refreshMethod", Auth("token", "refreshMethod"), $"{at}.token.refreshMethod");
                Guess("connection/refreshMediaType", Media.GetValueOrDefault(Auth("token", "refreshMediaType") ?? ""), $"{at}.token.refreshMediaType");
                Guess("connection/refreshedTokenPath", Auth("token", "refreshTokenPath"), $"{at}.token.refreshTokenPath");
                draft.Warn($"{From($"{at}.token")}: token and refresh token are never exported. Enter them; the body and the headers of a refresh, too, which are templates of another kind there.");
                break;
        }

        Guess("connection/authFailStatus", Number(connection, "as2", "partnerStationInfo", "auth", "failStatusCode"), $"{at}.failStatusCode");
        Guess("connection/authFailPath", Auth("failPath"), $"{at}.failPath");
        Guess("connection/authFailValues", List(connection, "as2", "partnerStationInfo", "auth", "failValues"), $"{at}.failValues");

        void Guess(string field, JsonNode? value, string path)
        {
            if (value is not null)
            {
                draft.Guess(field, value, From(path));
            }
        }
    }

    private static void Limits(JsonElement connection, SheetDraft draft)
    {
        const string at = "as2.partnerStationInfo.rateLimit";
        if (Number(connection, "as2", "partnerStationInfo", "rateLimit", "limit") is { } milliseconds && milliseconds.GetValue<int>() is > 0 and <= 3_600_000 and var wait)
        {
            draft.Guess("connection/waitBetweenCalls", TimeSpan.FromMilliseconds(wait).ToString("c", CultureInfo.InvariantCulture), From($"{at}.limit"));
        }

        foreach (var (field, value, path) in new (string, JsonNode?, string)[]
        {
            ("connection/rateLimitFailStatus", Number(connection, "as2", "partnerStationInfo", "rateLimit", "failStatusCode"), $"{at}.failStatusCode"),
            ("connection/rateLimitFailPath", Text(connection, "as2", "partnerStationInfo", "rateLimit", "failPath"), $"{at}.failPath"),
            ("connection/rateLimitFailValues", List(connection, "as2", "partnerStationInfo", "rateLimit", "failValues"), $"{at}.failValues"),
            ("connection/concurrency", Number(connection, "as2", "concurrencyLevel") ?? Number(connection, "concurrencyLevel"), "concurrencyLevel"),
            ("connection/autoRecover", Truth(connection, "autoRecoverRateLimitErrors"), "autoRecoverRateLimitErrors"),
        })
        {
            if (value is not null)
            {
                draft.Guess(field, value, From(path));
            }
        }
    }

    private static void Certificates(JsonElement connection, SheetDraft draft)
    {
        if (Text(connection, "as2", "unencrypted", "partnerCertificate") is { } pem)
        {
            if (CertificateImport.Read(Encoding.UTF8.GetBytes(pem)) is { Value: { } imported })
            {
                using (imported)
                {
                    draft.Certificate(imported.CertificatePem, From("as2.unencrypted.partnerCertificate"));
                }
            }
            else
            {
                draft.Warn($"{From("as2.unencrypted.partnerCertificate")}: this is no certificate that can be read.");
            }
        }

        if (Text(connection, "as2", "unencrypted", "userPublicKey") is not null)
        {
            draft.Warn($"{From("as2.unencrypted.userPublicKey")}: your certificate over there. Its private key is never exported: import the pair from where you made it, or make a new one and give it to the partner.");
        }
    }

    private static void Known(SheetDraft draft, string? text, string path, Func<string, string, bool> take)
    {
        if (text is not (null or "") && !take(text, From(path)))
        {
            draft.Warn($"{From(path)}: '{SheetWords.OneLine(text)}' is not known and was not taken.");
        }
    }

    private static string From(string path) => $"{Product}, {path}";

    private static JsonElement? Object(JsonElement json, string name) => json.TryGetProperty(name, out var found) && found.ValueKind is JsonValueKind.Object ? found : null;

    private static JsonElement? At(JsonElement json, string[] path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind is not JsonValueKind.Object || !json.TryGetProperty(name, out json))
            {
                return null;
            }
        }

        return json;
    }

    private static string? Text(JsonElement json, params string[] path)
    {
        if (At(json, path) is not { ValueKind: JsonValueKind.String } found)
        {
            return null;
        }

        try
        {
            return found.GetString()!.Trim() is { Length: > 0 } text && !text.All(static c => c is '*') ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped.
            return null;
        }
    }

    private static JsonValue? Number(JsonElement json, params string[] path) => At(json, path) switch
    {
        { ValueKind: JsonValueKind.Number } found when found.TryGetInt32(out var number) => JsonValue.Create(number),
        { ValueKind: JsonValueKind.String } found when int.TryParse(found.GetRawText().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => null,
    };

    private static bool? Truth(JsonElement json, params string[] path) => At(json, path)?.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    private static JsonArray? List(JsonElement json, params string[] path)
    {
        if (At(json, path) is not { ValueKind: JsonValueKind.Array } found)
        {
            return null;
        }

        string[] texts = [.. found.EnumerateArray().Take(50).Select(static e => Text(e)).OfType<string>()];
        return texts is [] ? null : new([.. texts.Select(static t => (JsonNode)t)]);
    }
}
