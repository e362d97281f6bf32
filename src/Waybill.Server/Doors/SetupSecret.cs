using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>The single-use secret that makes the first owner. Its digest is in the journal, its value in a file of the data folder; an unattended set-up brings a value of its own.</summary>
/// <param name="journal">Where the digest is.</param>
/// <param name="time">The clock.</param>
/// <param name="folder">The data folder.</param>
/// <param name="given">The file of a value that an operator brings; empty: the gateway makes one.</param>
internal sealed class SetupSecret(IJournal journal, TimeProvider time, string folder, string given)
{
    internal const string FileName = "setup-token";

    internal const int ShortestGiven = 32;

    internal string Path { get; } = System.IO.Path.Combine(folder, FileName);

    /// <summary>Offers one while there is no owner.</summary>
    /// <returns>The value where one was made now; else null.</returns>
    /// <exception cref="IOException">A file cannot be read or written, or what is given is too short.</exception>
    internal async ValueTask<string?> OfferAsync(CancellationToken ct)
    {
        var state = await journal.Doors.SetupStateAsync(ct);
        if (state.IsDone)
        {
            return null;
        }

        if (given is not "")
        {
            await journal.Doors.OfferSetupAsync(DoorSecret.HashOf(await GivenAsync(given, ct)), time.GetUtcNow(), by: null, ct);
            return null;
        }

        // One that is offered stays: another gateway over the same database may have made it.
        return state.SecretSha256 is null ? await MakeAsync(by: null, ct) : null;
    }

    /// <summary>Makes another one in place of what is offered, also where there was an owner: for one who lost every token and has the data folder.</summary>
    internal async ValueTask RenewAsync(string by, CancellationToken ct) => await MakeAsync(by, ct);

    /// <summary>It was taken: its file is of no more use.</summary>
    internal void Taken() => File.Delete(Path);

    /// <summary>The page that takes a secret.</summary>
    internal static string Link(IEnumerable<string> addresses, string secret) => $"{Shown(addresses)}/setup?token={Uri.EscapeDataString(secret)}";

    /// <summary>An address that a browser on this machine can open: one of it where there is one, and never an every-address.</summary>
    private static string Shown(IEnumerable<string> addresses)
    {
        var all = addresses.ToArray();
        var address = new UriBuilder(all.FirstOrDefault(static a => !Listeners.IsPublic(a)) ?? all.FirstOrDefault() ?? "http://localhost:8080");
        address.Host = System.Net.IPAddress.TryParse(address.Host.Trim('[', ']'), out _) && address.Scheme is "http" ? "localhost" : address.Host;
        return address.Uri.GetLeftPart(UriPartial.Authority);
    }

    internal static async ValueTask<string> GivenAsync(string file, CancellationToken ct)
    {
        var value = (await File.ReadAllTextAsync(file, ct)).Trim();
        return value.Length >= ShortestGiven ? value : throw new IOException($"Waybill:Setup:TokenFile: {file} must hold at least 32 characters, for example what openssl rand -hex 32 prints.");
    }

    private async ValueTask<string> MakeAsync(string? by, CancellationToken ct)
    {
        var value = DoorSecret.New(DoorSecret.SetupPrefix);
        // The file first: a digest without its value would be of no use.
        await SecretFile.WriteAsync(Path, value + "\n", ct);
        await journal.Doors.OfferSetupAsync(DoorSecret.HashOf(value), time.GetUtcNow(), by, ct);
        return value;
    }
}
