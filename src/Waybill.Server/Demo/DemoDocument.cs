namespace Waybill.Server;

/// <summary>A real business document that travels inside the program.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="Title">What it is, for people.</param>
internal sealed record DemoDocument(string FileName, string Title)
{
    internal static DemoDocument Order { get; } = new("x12.850.edi", "a purchase order (ANSI X12 850)");

    internal static DemoDocument OrderResponse { get; } = new("edifact.ORDRSP.edi", "an order response (EDIFACT ORDRSP)");

    /// <summary>Writes it, and the licence it comes under, into a folder.</summary>
    internal async ValueTask<string> WriteAsync(string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await CopyAsync("LICENSE", Path.Combine(folder, "LICENSE"), ct);
        var path = Path.Combine(folder, FileName);
        await CopyAsync(FileName, path, ct);
        return path;
    }

    private static async ValueTask CopyAsync(string resource, string path, CancellationToken ct)
    {
        await using var source = typeof(DemoDocument).Assembly.GetManifestResourceStream("demo/" + resource) ?? throw new InvalidOperationException($"The program was built without {resource}.");
        await using var target = File.Create(path);
        await source.CopyToAsync(target, ct);
    }
}
