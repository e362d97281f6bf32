namespace Waybill.Cli.Tests.Captures;

/// <summary>The recorded exchanges, taken apart the simple way as the oracle of the streaming parser.</summary>
internal static class OpenAs2Captures
{
    public static IEnumerable<string> Cases => OpenAs2Capture.Names;

    public static TheoryData<string> Files => [.. Cases.SelectMany(name => Directory.EnumerateFiles(TestFiles.PathOf($"openas2/{name}"), "*.raw"))
        .Select(f => Path.GetRelativePath(TestFiles.PathOf(""), f)).Order(StringComparer.Ordinal)];

    public static byte[] Body(byte[] message) => HttpCapture.Parse(message).Body;
}
