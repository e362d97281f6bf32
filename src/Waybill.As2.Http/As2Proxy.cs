using System.Net;
using System.Text;

namespace Waybill.As2.Http;

/// <summary>A proxy on the way to a partner.</summary>
/// <param name="Address">Of the proxy: http, https or socks5, without user and path.</param>
/// <param name="User">Shown to it (Basic); null shows nothing.</param>
/// <param name="Password">Of that user.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record As2Proxy(Uri Address, string? User = null, string? Password = null)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => Address.ToString();

    internal IWebProxy ToWebProxy() => new Always(Address) { Credentials = User is null ? null : new NetworkCredential(User, Password) };

    /// <summary>Said at once where the proxy sees the request: else it would get the whole message twice, once to refuse it.</summary>
    internal string? AuthorizationFor(Uri url)
        => User is not null && url.Scheme is "http" && Address.Scheme is "http" or "https" ? "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")) : null;

    /// <summary>The framework's own lets some hosts pass by.</summary>
    private sealed class Always(Uri address) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => address;

        public bool IsBypassed(Uri host) => false;
    }
}
