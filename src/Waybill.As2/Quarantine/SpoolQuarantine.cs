namespace Waybill.As2;

/// <summary>Keeps small objects in memory and the rest in temporary files only this user can read, deleted on dispose.</summary>
/// <remarks>Nothing here can be kept: <see cref="IQuarantineObject.Keep"/> throws, callers copy out what they accept.</remarks>
/// <threadsafety>Immutable; safe for concurrent calls.</threadsafety>
public sealed class SpoolQuarantine : IQuarantine
{
    /// <summary>Bytes an object holds in memory before it moves to a file: 1 MiB.</summary>
    public const int DefaultMemoryBytes = 1 << 20;

    private readonly string _folder;
    private readonly int _memoryBytes;

    /// <param name="folder">An existing folder for the files; null is the system's temporary folder.</param>
    /// <param name="memoryBytes">Bytes of an object kept in memory; 0 sends every object to a file.</param>
    public SpoolQuarantine(string? folder = null, int memoryBytes = DefaultMemoryBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(memoryBytes);
        _folder = folder ?? Path.GetTempPath();
        _memoryBytes = memoryBytes;
    }

    /// <inheritdoc/>
    public ValueTask<IQuarantineObject> CreateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(new SpoolObject(_folder, _memoryBytes));
    }
}
