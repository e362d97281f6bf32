namespace Waybill.Gateway;

/// <summary>Reads resources as parts of a book.</summary>
internal static class ResourceSource
{
    /// <param name="catalog">The resources.</param>
    internal static BookSource Of(ResourceCatalog catalog) => new(
        [.. Read<StationResource>(catalog, ResourceKinds.Station).Select(static r => new StationPart(r.Resource, r.Resource.Path, r.Resource.Name, r.Settings.As2Id, r.Settings.Aliases, []) { IsOnlyByName = r.Settings.OnlyByName })],
        [.. Read<PartnerResource>(catalog, ResourceKinds.Partner).Select(static r => new PartnerPart(
            r.Resource, r.Resource.Path, r.Resource.Name,
            [.. r.Settings.Identities.Select(static (i, at) => new IdentityPart($"Identities:{at}", i.As2Id, i.Environment, i.Aliases))], []))],
        [.. Read<ConnectionSettings>(catalog, ResourceKinds.Connection).Select(static r => new ConnectionPart(
            r.Resource, r.Resource.Path, r.Resource.Name, r.Settings.Station, r.Settings.Partner, r.Settings.Identity, r.Settings))],
        [.. Read<CertificateResource>(catalog, ResourceKinds.Certificate).Select(static r => new ResourceCertificateSource(r.Resource, r.Settings))]);

    private static IEnumerable<(Resource Resource, T Settings)> Read<T>(ResourceCatalog catalog, string kind)
        where T : class
        => catalog.OfKind(kind).Where(static r => r.Settings is T).Select(static r => (r, (T)r.Settings!));
}
