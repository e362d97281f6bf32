namespace Waybill.Server.Tests;

/// <summary>A folder of a test's own, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("waybill-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
