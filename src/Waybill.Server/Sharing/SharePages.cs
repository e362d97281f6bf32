using System.Globalization;
using System.Text;
using Waybill.Certificates;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>The page behind a share link: what a partner needs from us, for whoever has the link, without sign-in and without scripts.</summary>
internal static class SharePages
{
    internal const string Path = "/share";

    private const string Gone = "This link shows nothing. Its time is over, it was ended, or it was not copied whole. Ask the person who sent it for another one.";

    internal static WebApplication MapSharePages(this WebApplication app)
    {
        app.MapGet($"{Path}/{{token}}", (HttpContext context, ShareKeeper keeper, PacketMaker packets, string token, CancellationToken ct) => ShowAsync(context, keeper, packets, token, null, ct)).ExcludeFromDescription();
        app.MapGet($"{Path}/{{token}}/{{file}}", (HttpContext context, ShareKeeper keeper, PacketMaker packets, string token, string file, CancellationToken ct) => ShowAsync(context, keeper, packets, token, file, ct)).ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> ShowAsync(HttpContext context, ShareKeeper keeper, PacketMaker packets, string token, string? file, CancellationToken ct)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = SharePage.Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        if (keeper.Refuse(context.Connection.RemoteIpAddress) is { } seconds)
        {
            headers.RetryAfter = seconds;
            return Html(SharePage.Word("Too many requests", $"Come back in {seconds} seconds."), StatusCodes.Status429TooManyRequests);
        }

        try
        {
            if (await keeper.OpenAsync(token, ct) is not { } share)
            {
                return Html(SharePage.Word("Nothing here", Gone), StatusCodes.Status404NotFound);
            }

            var answer = await packets.UseAsync(share.Connection, share.Company, packet => AnswerAsync(packet, share, token, file, ct), ct);
            if (answer is null)
            {
                return Html(SharePage.Word("Nothing here", Gone), StatusCodes.Status404NotFound);
            }

            await keeper.OpenedAsync(share, ct);
            return answer;
        }
        catch (JournalException)
        {
            headers.RetryAfter = "30";
            return Html(SharePage.Word("Not now", "This page cannot be shown at the moment. Try again in a minute."), StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Null for a file that is none of the packet's.</summary>
    private static async ValueTask<IResult?> AnswerAsync(PartnerPacket packet, ShareRow share, string token, string? file, CancellationToken ct)
    {
        switch (file)
        {
            case null:
                return Html(SharePage.Of(packet, token, share.ExpiresAt));
            case "packet.zip":
                return TypedResults.File(await PacketEndpoints.ZipAsync(packet, ct), "application/zip", "as2-packet.zip");
            case "packet.txt":
                return TypedResults.Text(PacketText.Write(packet), "text/plain", Encoding.UTF8);
        }

        var parts = file.Split('.');
        if (parts is not [var digits, "cer" or "p7b"] || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > packet.Certificates.Count)
        {
            return null;
        }

        var certificate = packet.Certificates[number - 1];
        var name = System.IO.Path.ChangeExtension(PacketFiles.NameOf(packet, number - 1), parts[1]);
        return parts[1] is "cer" ? TypedResults.File(certificate.Certificate.RawData, "application/pkix-cert", name)
            : TypedResults.File(P7bFile.Write([certificate.Certificate.RawData, .. certificate.Chain.Select(static c => c.RawData)]), "application/x-pkcs7-certificates", name);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Html(string page, int status = StatusCodes.Status200OK) => TypedResults.Text(page, "text/html", Encoding.UTF8, status);
}
