using System.Data.Common;
using System.Runtime.InteropServices;
using Waybill.Gateway;
using Waybill.Gateway.Stores;

namespace Waybill.Server;

/// <summary>Reads what a gateway is from its parts.</summary>
internal sealed class GatewayAbout(GatewayRuntime gateway, WaybillSettings settings, GatewayAddresses addresses)
{
    private readonly DateTimeOffset _startedAt = gateway.Time.GetUtcNow();

    /// <summary>What is known of any.</summary>
    internal static AboutView Bare(DateTimeOffset startedAt, DateTimeOffset now)
        => new(typeof(GatewayAbout).Assembly.GetName().Version?.ToString(3) ?? "", RuntimeInformation.FrameworkDescription, $"{RuntimeInformation.OSDescription} ({RuntimeInformation.RuntimeIdentifier})", startedAt, now);

    internal async ValueTask<AboutView> ReadAsync(CancellationToken ct)
    {
        var now = gateway.Time.GetUtcNow();
        var problem = await gateway.ProblemAsync(ct);
        return Bare(_startedAt, now) with
        {
            Health = new(problem is null, problem), Database = Database(),
            Folders = [Folder("data", settings.DataFolder), Folder("payloads", settings.PayloadFolder), Folder("inbox", settings.InboxFolder)],
            Addresses = new([.. addresses.Inside], [.. addresses.As2]), Queue = await QueueAsync(now, ct), MasterKeyFile = settings.MasterKeyPath,
        };
    }

    private async ValueTask<AboutQueue?> QueueAsync(DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            var depth = await gateway.Journal.DepthAsync(now, ct);
            return new(depth.Sends, depth.Receipts, depth.Handoffs, depth.Unopened, depth.OldestDue);
        }
        catch (JournalException)
        {
            // Its health says why.
            return null;
        }
    }

    /// <summary>Never the connection string: it holds a password.</summary>
    private AboutDatabase Database()
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = settings.DatabaseText };
        if (Journals.IsSqlite(settings.DatabaseText))
        {
            var file = new FileInfo(Text(parts, "Data Source", "DataSource", "Filename"));
            return new("SQLite", file.FullName, file.Exists ? file.Length : null);
        }

        return new("PostgreSQL", $"{Text(parts, "Database", "Username", "User Id")} on {Text(parts, "Host", "Server")}", null);
    }

    private static string Text(DbConnectionStringBuilder parts, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (parts.TryGetValue(name, out var value))
            {
                return value.ToString()!;
            }
        }

        return "";
    }

    private static AboutFolder Folder(string name, string path)
    {
        try
        {
            // A folder is made when the first file comes; its disk is that of the one above.
            var there = path;
            while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } above)
            {
                there = above;
            }

            var drive = new DriveInfo(there);
            return new(name, path, drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new(name, path, null, null);
        }
    }
}
