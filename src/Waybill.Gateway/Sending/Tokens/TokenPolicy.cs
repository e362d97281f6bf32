namespace Waybill.Gateway;

/// <summary>The token of a connection, and how it gets a new one.</summary>
/// <threadsafety>Immutable.</threadsafety>
internal sealed record TokenPolicy
{
    /// <summary>Where it goes: a header or a parameter of the URL.</summary>
    internal required TokenPlace Place { get; init; }

    /// <summary>Name of the header or of the parameter.</summary>
    internal required string Name { get; init; }

    /// <summary>What stands before it in a header, with its blank.</summary>
    internal string Prefix { get; init; } = "";

    /// <summary>As it was configured; empty: it is fetched first.</summary>
    internal string Token { get; init; } = "";

    /// <summary>As it was configured.</summary>
    internal string RefreshToken { get; init; } = "";

    /// <summary>How a new one is had; null: not at all.</summary>
    internal TokenRefresh? Refresh { get; init; }

    /// <summary>Changes with everything that was configured: what was fetched for another configuration is not used.</summary>
    internal string Origin { get; init; } = "";

    /// <summary>Where the call goes.</summary>
    internal Uri UrlWith(Uri url, AccessToken? token)
    {
        if (Place is not TokenPlace.UrlParameter || token is null)
        {
            return url;
        }

        var parameter = $"{Uri.EscapeDataString(Name)}={Uri.EscapeDataString(token.Value)}";
        return new UriBuilder(url) { Query = url.Query is "" or "?" ? parameter : $"{url.Query[1..]}&{parameter}" }.Uri;
    }

    /// <summary>The header that carries it; none when it stands elsewhere.</summary>
    internal IEnumerable<KeyValuePair<string, string>> HeadersWith(AccessToken? token)
        => Place is TokenPlace.Header && token is not null ? [new(Name, Prefix + token.Value)] : [];
}

/// <summary>How a new token is asked for.</summary>
/// <threadsafety>Immutable.</threadsafety>
internal sealed record TokenRefresh
{
    /// <summary>Of the request.</summary>
    internal required HttpMethod Method { get; init; }

    /// <summary>Relative to the partner's address.</summary>
    internal required string RelativeUri { get; init; }

    /// <summary>Of its body, and of the answer.</summary>
    internal required RefreshMediaType MediaType { get; init; }

    /// <summary>Null sends none.</summary>
    internal TextTemplate? Body { get; init; }

    /// <summary>Names and values.</summary>
    internal IReadOnlyList<KeyValuePair<string, TextTemplate>> Headers { get; init; } = [];

    /// <summary>What the templates may use beside the token: secret, user, password.</summary>
    internal IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Finds the token in an answer.</summary>
    internal required Func<ReadOnlyMemory<byte>, string?> Token { get; init; }

    /// <summary>Finds a new refresh token in an answer; null when there is none.</summary>
    internal required Func<ReadOnlyMemory<byte>, string?> NextRefreshToken { get; init; }
}

/// <summary>A token in use.</summary>
/// <param name="Value">The token.</param>
/// <param name="RefreshToken">Exchanged for the next one.</param>
/// <param name="Version">Of the journal's row; 0 is the configured one.</param>
internal sealed record AccessToken(string Value, string RefreshToken, long Version)
{
    /// <summary>Says nothing.</summary>
    public override string ToString() => "a token";
}
