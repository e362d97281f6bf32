namespace Waybill.Gateway;

public sealed partial class ConfigurationService
{
    /// <summary>A certificate with its secrets; null when there is none.</summary>
    internal (CertificateResource Settings, string ETag)? FindCertificate(string name)
        => _state.Catalog.Find(ResourceKinds.Certificate, name) is { Settings: CertificateResource settings } resource ? (settings, resource.Row.ETag) : null;
}
