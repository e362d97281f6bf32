namespace Waybill.Gateway;

/// <summary>A company we exchange with. Its certificates are resources of their own.</summary>
public sealed class PartnerResource
{
    /// <summary>For people.</summary>
    public string Description { get; set; } = "";

    /// <summary>Whom to call.</summary>
    public IList<ContactSettings> Contacts { get; set; } = [];

    /// <summary>Its AS2 identities; a connection that names none takes the first.</summary>
    public IList<IdentitySettings> Identities { get; set; } = [];
}

/// <summary>One AS2 identity of a partner.</summary>
public sealed class IdentitySettings
{
    /// <summary>Its AS2 name.</summary>
    public string As2Id { get; set; } = "";

    /// <summary>What it is for. Default production.</summary>
    public PartnerEnvironment Environment { get; set; }

    /// <summary>Former names, still answered.</summary>
    public IList<AliasSettings> Aliases { get; set; } = [];
}

/// <summary>What an identity is for.</summary>
public enum PartnerEnvironment
{
    /// <summary>Real documents.</summary>
    Production = 0,

    /// <summary>Trials.</summary>
    Test = 1,
}

/// <summary>A person or a desk at a partner.</summary>
public sealed class ContactSettings
{
    /// <summary>Who.</summary>
    public string Name { get; set; } = "";

    /// <summary>What for: EDI, certificates, the night shift.</summary>
    public string Role { get; set; } = "";

    /// <summary>Mail address.</summary>
    public string Email { get; set; } = "";

    /// <summary>Telephone.</summary>
    public string Phone { get; set; } = "";
}
