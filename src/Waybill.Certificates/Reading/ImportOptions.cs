namespace Waybill.Certificates;

/// <summary>How files of certificates and keys are opened.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record ImportOptions
{
    /// <summary>Opens what is protected; null when nothing is. Default null.</summary>
    public string? Passphrase { get; init; }

    /// <summary>Opens the key inside a JKS file where it differs from the file's own; null: it is the same. Default null.</summary>
    public string? KeyPassphrase { get; init; }

    /// <summary>Which key is meant where there are several: its alias in the file, or the subject or SHA-256 thumbprint of its certificate, whole or from its beginning. Default null.</summary>
    public string? Alias { get; init; }
}
