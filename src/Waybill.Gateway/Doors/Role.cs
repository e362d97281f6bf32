namespace Waybill.Gateway;

/// <summary>How much somebody may do; each may all that those before it may.</summary>
public enum Role
{
    /// <summary>Sees what happened: states, names, sentences. No content.</summary>
    Viewer = 0,

    /// <summary>Sends, fetches, downloads and acts on messages.</summary>
    Operator = 1,

    /// <summary>Configures, gives tokens up to its own role, reads the audit.</summary>
    Admin = 2,

    /// <summary>Everything, other owners too.</summary>
    Owner = 3,
}
