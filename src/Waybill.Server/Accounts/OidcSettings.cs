using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>An OpenID Connect server that people sign in at. Empty: none.</summary>
internal sealed class OidcSettings
{
    /// <summary>Its address, below which <c>/.well-known/openid-configuration</c> is.</summary>
    public string Authority { get; set; } = "";

    /// <summary>What it calls this gateway.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>A file with the secret it gave this gateway. Empty: it gave none, and PKCE alone binds the answer to the question.</summary>
    public string ClientSecretFile { get; set; } = "";

    /// <summary>What stands on the button. Default Single sign-on.</summary>
    public string Name { get; set; } = "Single sign-on";

    /// <summary>What is asked for beside openid and profile.</summary>
    public IList<string> Scopes { get; set; } = [];

    /// <summary>The claim that names a person. Default preferred_username.</summary>
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>The claim that says what a person is. Default roles.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Which of its values gives which role; the highest counts. Who has none does not come in.</summary>
    public IList<OidcRoleSettings> Roles { get; set; } = [];

    /// <summary>Whether claims are asked for at the user-info address too, where the token is short of them.</summary>
    public bool AsksUserInfo { get; set; }

    internal bool IsOn => Authority is not "";

    /// <summary>What its browser goes to.</summary>
    internal SingleSignOn? Button => IsOn ? new(Name, OidcSetup.StartPath) : null;

    /// <summary>Null: none.</summary>
    internal Role? RoleOf(IEnumerable<string> values)
    {
        var mine = values.ToHashSet(StringComparer.Ordinal);
        return Roles.Where(r => mine.Contains(r.Value)).Select(static r => (Role?)r.Role).Max();
    }

    internal void Check(List<string> problems)
    {
        if (!IsOn)
        {
            return;
        }

        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || !(address.Scheme is "https" || (address.Scheme is "http" && address.IsLoopback)))
        {
            problems.Add($"Waybill:Oidc:Authority: '{Authority}' is not an https address (http only on this machine).");
        }

        if (ClientId is "")
        {
            problems.Add("Waybill:Oidc:ClientId: is missing.");
        }

        if (Roles is [])
        {
            problems.Add("Waybill:Oidc:Roles: says for no value of the claim which role it gives, so nobody could sign in. Add Waybill:Oidc:Roles:0:Value and Role.");
        }

        for (var at = 0; at < Roles.Count; at++)
        {
            if (Roles[at].Value is "")
            {
                problems.Add(FormattableString.Invariant($"Waybill:Oidc:Roles:{at}:Value: is missing."));
            }
        }

        if (ClientSecretFile is not "" && !File.Exists(ClientSecretFile))
        {
            problems.Add($"Waybill:Oidc:ClientSecretFile: there is no file {ClientSecretFile}.");
        }
    }
}

/// <summary>A role and what gives it.</summary>
internal sealed class OidcRoleSettings
{
    /// <summary>A value of the claim.</summary>
    public string Value { get; set; } = "";

    /// <summary>Viewer (default), Operator, Admin or Owner.</summary>
    public Role Role { get; set; }
}
