using Waybill.Certificates;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Makes a partner's packet of the current configuration.</summary>
internal sealed class PacketMaker(ConfigurationService configuration, IJournal journal, TimeProvider time)
{
    internal const string NoAddress = "Nobody said where partners reach this gateway: set the public address, at PUT /api/v1/organisation.";

    /// <summary>An address that partners reach; null: nobody said where they do.</summary>
    internal static Uri? Address(Organisation organisation, string path)
        => Uri.TryCreate(organisation.PublicAddress, UriKind.Absolute, out var root) && root.Scheme is "http" or "https" ? new(root.AbsoluteUri.TrimEnd('/') + path) : null;

    /// <summary>Shows the packet of a connection to <paramref name="use"/>, which is done with it when it returns; null when there is no such connection.</summary>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    internal async ValueTask<IResult?> UseAsync(string connection, string? company, Func<PartnerPacket, ValueTask<IResult?>> use, CancellationToken ct)
    {
        var organisation = await journal.Configuration.OrganisationAsync(ct);
        using var lease = configuration.Connections.Take();
        if (lease.Book.FindOut(connection) is not { } found)
        {
            return null;
        }

        return await use(PartnerPackets.Of(
            lease.Book, found, company is { Length: > 0 } ? company : organisation.Name ?? found.Station.Name.Value, Address(organisation, WaybillHost.As2Path) is { } url ? [url] : [], [], time.GetUtcNow(),
            c => configuration.ChainOf($"station/{found.Station.Id}", c.Sha256Thumbprint)));
    }
}
