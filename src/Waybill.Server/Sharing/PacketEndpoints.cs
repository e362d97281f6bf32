using System.ComponentModel;
using Waybill.Certificates;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("What a partner needs from us. Nothing in it is secret.")]
internal sealed record PacketView(
    string Company, string As2Id, string? PartnerAs2Id, string? Environment,
    [property: Description("Where we receive; empty where nobody said it, at /organisation.")] IReadOnlyList<string> Urls,
    [property: Description("Where receipts go that come later.")] string? ReceiptUrl,
    [property: Description("none, unsigned or signed.")] string Receipt,
    [property: Description("Digest of our signatures.")] string? Signing,
    [property: Description("Cipher of our messages.")] string? Encryption,
    bool Compression,
    IReadOnlyList<PacketCertificateView> Certificates,
    [property: Description("The same as a page of text.")] string Text,
    [property: Description("What is missing in it.")] IReadOnlyList<string> Warnings);

[Description("One of our certificates.")]
internal sealed record PacketCertificateView(
    string Use, FileCertificateView Certificate,
    [property: Description("When it takes over; absent: it is in use.")] DateTimeOffset? From);

[Description("What a share link is to show.")]
internal sealed record ShareRequest(
    [property: Description("How long, 1 to 90 days. Default 14.")] int? Days,
    [property: Description("Who we are, as the page says it. Default the organisation, else our AS2 id.")] string? Company);

[Description("A share link.")]
internal sealed record ShareView(
    string Id, string Connection, [property: Description("As it was said for the link; empty: the organisation.")] string Company, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset ExpiresAt,
    [property: Description("When it was ended before its time.")] DateTimeOffset? RevokedAt,
    [property: Description("When it was opened first, by a person or by a program that looks at links in mails; to the minute.")] DateTimeOffset? OpenedAt,
    DateTimeOffset? LastOpenedAt);

[Description("A new share link.")]
internal sealed record MadeShare(
    [property: Description("The link. It is shown this once: whoever has it sees the packet.")] string Link,
    ShareView Share);

internal sealed record ShareList(IReadOnlyList<ShareView> Items);

/// <summary>A partner's packet, and links that show it to the partner.</summary>
internal static class PacketEndpoints
{
    private const int MostDays = 90;
    private const int UsualDays = 14;

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/connections/{name}/packet", FindAsync).WithName("getPacket").WithTags("Connections").WithSummary("What the partner of a connection needs from us.")
            .WithDescription("Ids, address, algorithms and our certificates, in use and to come. format: json (default), text, or zip with the page and each certificate as .cer and .p7b.")
            .Produces<PacketView>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/connections/{name}/shares", ShareAsync).WithName("createShare").WithTags("Connections").WithSummary("Make a link that shows the packet to whoever has it.")
            .WithDescription("A page without sign-in, as the configuration is when it is opened, until the link expires or is ended.")
            .Produces<MadeShare>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/connections/{name}/shares", ListAsync).WithName("listShares").WithTags("Connections").WithSummary("List the share links of a connection, the newest 100, also those that are over.").Produces<ShareList>();
        api.MapDelete("/shares/{id}", RevokeAsync).WithName("revokeShare").WithTags("Connections").WithSummary("End a share link.")
            .Produces<ShareView>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> FindAsync(PacketMaker packets, TimeProvider time, string name, string? format, [Description("Who we are. Default the organisation, else our AS2 id.")] string? company, CancellationToken ct)
    {
        if (format is not (null or "json" or "text" or "zip"))
        {
            var problems = new FieldProblems();
            problems.Add("format", "json, text or zip.");
            return ApiProblems.Invalid(problems);
        }

        return await packets.UseAsync(name, company, async packet => format switch
        {
            "text" => TypedResults.Text(PacketText.Write(packet), "text/plain", System.Text.Encoding.UTF8),
            "zip" => TypedResults.File(await ZipAsync(packet, ct), "application/zip", $"{name}.zip"),
            _ => TypedResults.Ok(Of(packet, time.GetUtcNow())),
        }, ct) ?? ApiProblems.NoSuchConnection(name);
    }

    private static async Task<IResult> ShareAsync(Caller caller, IConnections connections, ShareKeeper keeper, IJournal journal, ActionLog log, string name, ShareRequest request, CancellationToken ct)
    {
        var problems = new FieldProblems();
        if (request.Days is < 1 or > MostDays)
        {
            problems.Add("days", $"1 to {MostDays}.");
        }

        if (request.Company is { Length: > 100 } || request.Company?.Any(char.IsControl) is true)
        {
            problems.Add("company", "At most 100 characters on one line.");
        }

        if (!problems.IsEmpty)
        {
            return ApiProblems.Invalid(problems);
        }

        using (var lease = connections.Take())
        {
            if (lease.Book.FindOut(name) is null)
            {
                return ApiProblems.NoSuchConnection(name);
            }
        }

        if (PacketMaker.Address(await journal.Configuration.OrganisationAsync(ct), SharePages.Path) is not { } pages)
        {
            return ApiProblems.Of(StatusCodes.Status409Conflict, PacketMaker.NoAddress);
        }

        var (share, token) = await keeper.MakeAsync(name, request.Company ?? "", request.Days ?? UsualDays, caller.Name, ct);
        log.Acted(caller, "share the packet of", name);
        return TypedResults.Created((string?)null, new MadeShare($"{pages.AbsoluteUri}/{token}", Of(share)));
    }

    private static async Task<IResult> ListAsync(IJournal journal, string name, CancellationToken ct) => TypedResults.Ok(new ShareList([.. (await journal.Shares.ListAsync(name, ct)).Select(Of)]));

    private static async Task<IResult> RevokeAsync(Caller caller, IJournal journal, ActionLog log, TimeProvider time, string id, CancellationToken ct)
    {
        if (await journal.Shares.RevokeAsync(id, caller.Name, time.GetUtcNow(), ct) is not { } share)
        {
            return ApiProblems.Of(StatusCodes.Status404NotFound, "There is no share link of this id that was not ended before.");
        }

        log.Acted(caller, "end the share link of", share.Connection);
        return TypedResults.Ok(Of(share));
    }

    internal static async ValueTask<byte[]> ZipAsync(PartnerPacket packet, CancellationToken ct)
    {
        using var zip = new MemoryStream();
        await PacketFiles.WriteZipAsync(packet, zip, ct);
        return zip.ToArray();
    }

    private static PacketView Of(PartnerPacket p, DateTimeOffset now) => new(
        p.Company, p.As2Id, p.PartnerAs2Id, p.Environment, [.. p.Urls.Select(static u => u.AbsoluteUri)], p.ReceiptUrl?.AbsoluteUri, p.Receipt, p.Signing, p.Encryption, p.Compression,
        [.. p.Certificates.Select(c => new PacketCertificateView(c.Use, CertificateViews.Of(c.Certificate, now), c.From))], PacketText.Write(p), p.Urls is [] ? [PacketMaker.NoAddress] : []);

    private static ShareView Of(ShareRow s) => new(s.Id, s.Connection, s.Company, s.CreatedAt, s.CreatedBy, s.ExpiresAt, s.RevokedAt, s.OpenedAt, s.LastOpenedAt);
}
