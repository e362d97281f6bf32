namespace Waybill.Gateway;

/// <summary>How the partner's server knows us, and how it says that it does not, or that we call too often.</summary>
public abstract partial class ConnectionPolicySettings
{
    /// <summary>Where the HTTPS token goes. Default <see cref="TokenPlace.None"/>: there is none.</summary>
    public TokenPlace TokenIn { get; set; }

    /// <summary>The token. Empty beside <see cref="RefreshUri"/>: it is fetched before the first call.</summary>
    [Secret]
    public string Token { get; set; } = "";

    /// <summary>Header of the token. Default <c>Authorization</c>.</summary>
    public string TokenHeader { get; set; } = "Authorization";

    /// <summary>Word before the token in its header. Default <see cref="TokenScheme.Bearer"/>.</summary>
    public TokenScheme TokenScheme { get; set; }

    /// <summary>Parameter of the URL that carries the token.</summary>
    public string TokenParameter { get; set; } = "";

    /// <summary>Exchanged for a new token; replaced when an answer brings another one.</summary>
    [Secret]
    public string RefreshToken { get; set; } = "";

    /// <summary>Where a new token is asked for, relative to the address of the partner's server: <c>/oauth/token</c>. Empty: it is never refreshed.</summary>
    public string RefreshUri { get; set; } = "";

    /// <summary>GET, POST or PUT. Default POST.</summary>
    public string RefreshMethod { get; set; } = "POST";

    /// <summary>Media type of the request's body. Default <see cref="RefreshMediaType.Json"/>.</summary>
    public RefreshMediaType RefreshMediaType { get; set; }

    /// <summary>The request's body, as a template with <c>{{token}}</c>, <c>{{refreshToken}}</c>, <c>{{secret}}</c>, <c>{{user}}</c> and <c>{{password}}</c>; values are written as the media type asks. Empty: none.</summary>
    public string RefreshBody { get; set; } = "";

    /// <summary>Headers of the request, <c>Name: value</c>, as templates with the same names.</summary>
    public IList<string> RefreshHeaders { get; set; } = [];

    /// <summary>A secret of the request, as a client secret: <c>{{secret}}</c> in its body and headers.</summary>
    [Secret]
    public string RefreshSecret { get; set; } = "";

    /// <summary>Where the new token stands in the answer: a JSON path, of an XML answer a path of element names. Default <c>access_token</c>; with XML it has to be named.</summary>
    public string RefreshedTokenPath { get; set; } = "";

    /// <summary>Where a new refresh token stands in the answer, if there is one. Default <c>refresh_token</c>, with XML none.</summary>
    public string NextRefreshTokenPath { get; set; } = "";

    /// <summary>Status by which the partner's server says that it does not believe us, besides 401 and 403.</summary>
    public int? AuthFailStatus { get; set; }

    /// <summary>JSON path of what says so in the body of an answer of any status, up to 64 KiB. An authentic receipt always goes before.</summary>
    public string AuthFailPath { get; set; } = "";

    /// <summary>What stands there then; empty: anything but null, false and an empty text.</summary>
    public IList<string> AuthFailValues { get; set; } = [];

    /// <summary>Status by which the partner's server asks for fewer calls, besides 429.</summary>
    public int? RateLimitFailStatus { get; set; }

    /// <summary>JSON path of what asks so, as <see cref="AuthFailPath"/>.</summary>
    public string RateLimitFailPath { get; set; } = "";

    /// <summary>What stands there then; empty: anything but null, false and an empty text.</summary>
    public IList<string> RateLimitFailValues { get; set; } = [];

    /// <summary>Whether a connection that was asked for fewer calls comes back by itself: one call at a time after the wait the partner names, else after 1, 2, 4 … 1024 minutes, then 2, 4 … at once up to
    /// <see cref="Concurrency"/>. Off: it is held, with an alert, until a person releases it. Default true.</summary>
    public bool AutoRecover { get; set; } = true;
}

/// <summary>Where a token goes.</summary>
public enum TokenPlace
{
    /// <summary>There is none.</summary>
    None = 0,

    /// <summary>A header.</summary>
    Header = 1,

    /// <summary>A parameter of the URL; masked wherever it is written down.</summary>
    UrlParameter = 2,

    /// <summary>The body: refused, the body of an AS2 message is the message.</summary>
    Body = 3,
}

/// <summary>The word before a token in its header.</summary>
public enum TokenScheme
{
    /// <summary><c>Bearer</c> (RFC 6750).</summary>
    Bearer = 0,

    /// <summary><c>MAC</c>.</summary>
    Mac = 1,

    /// <summary><c>OAuth</c>.</summary>
    OAuth = 2,

    /// <summary>None: the token alone.</summary>
    None = 3,
}

/// <summary>What a token is asked for with.</summary>
public enum RefreshMediaType
{
    /// <summary><c>application/json</c>.</summary>
    Json = 0,

    /// <summary><c>application/x-www-form-urlencoded</c>; the answer is JSON (RFC 6749 §5.1).</summary>
    UrlEncoded = 1,

    /// <summary><c>application/xml</c>; the answer is XML.</summary>
    Xml = 2,
}
