namespace Waybill.Gateway;

/// <summary>A station as the book is built from it.</summary>
/// <param name="Tag">The same object as long as nothing of it changed.</param>
/// <param name="Path">Where it stands.</param>
/// <param name="Name">Its name.</param>
/// <param name="As2Id">Its AS2 name.</param>
/// <param name="Aliases">Its former AS2 names.</param>
/// <param name="Certificates">Those that come with it.</param>
internal sealed record StationPart(object Tag, FieldPath Path, string Name, string As2Id, IList<AliasSettings> Aliases, IReadOnlyList<CertificateSource> Certificates)
{
    /// <summary>Whether only connections that name it have it.</summary>
    internal bool IsOnlyByName { get; init; }
}

/// <summary>A partner as the book is built from it.</summary>
/// <param name="Tag">The same object as long as nothing of it changed.</param>
/// <param name="Path">Where it stands.</param>
/// <param name="Name">Its name.</param>
/// <param name="Identities">Its AS2 identities.</param>
/// <param name="Certificates">Those that come with it.</param>
internal sealed record PartnerPart(object Tag, FieldPath Path, string Name, IReadOnlyList<IdentityPart> Identities, IReadOnlyList<CertificateSource> Certificates);

/// <summary>One AS2 identity of a partner.</summary>
/// <param name="Setting">Where its AS2 name stands, below the partner.</param>
/// <param name="As2Id">Its AS2 name.</param>
/// <param name="Environment">What it is for.</param>
/// <param name="Aliases">Its former AS2 names.</param>
internal sealed record IdentityPart(string Setting, string As2Id, PartnerEnvironment Environment, IList<AliasSettings> Aliases);

/// <summary>A connection as the book is built from it.</summary>
/// <param name="Tag">Equal as long as nothing of it changed.</param>
/// <param name="Path">Where it stands.</param>
/// <param name="Name">Its name.</param>
/// <param name="Station">Names a station; empty: the only one that need not be named.</param>
/// <param name="Partner">Names a partner.</param>
/// <param name="Identity">The AS2 name of one of its identities; empty: the first.</param>
/// <param name="Settings">All policies.</param>
internal sealed record ConnectionPart(object Tag, FieldPath Path, string Name, string Station, string Partner, string Identity, ConnectionPolicySettings Settings);

/// <summary>Everything a book is built from, of settings files and of resources.</summary>
/// <param name="Stations">Our identities.</param>
/// <param name="Partners">The companies.</param>
/// <param name="Connections">The agreements.</param>
/// <param name="Certificates">Those that name their owner: <c>station/NAME</c> or <c>partner/NAME</c>.</param>
internal sealed record BookSource(
    IReadOnlyList<StationPart> Stations, IReadOnlyList<PartnerPart> Partners, IReadOnlyList<ConnectionPart> Connections, IReadOnlyList<CertificateSource> Certificates)
{
    /// <summary>Without anything.</summary>
    internal static BookSource Empty { get; } = new([], [], [], []);

    /// <summary>Both together.</summary>
    internal BookSource And(BookSource other)
        => new([.. Stations, .. other.Stations], [.. Partners, .. other.Partners], [.. Connections, .. other.Connections], [.. Certificates, .. other.Certificates]);
}
