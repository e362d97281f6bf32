using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Waybill.Ui;

/// <summary>The built screens, as they lie in this assembly. Empty when it was built without Node.js.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class UiFiles
{
    /// <summary>The page that starts the screens.</summary>
    public const string Page = "index.html";

    private const string Prefix = "ui/";
    private const string BrotliEnd = ".br";

    private readonly FrozenDictionary<string, UiFile> _files;

    private UiFiles(IEnumerable<string> resources)
    {
        var all = resources.Where(static r => r.StartsWith(Prefix, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        _files = all.Where(static r => !r.EndsWith(BrotliEnd, StringComparison.Ordinal))
            .ToFrozenDictionary(static r => r[Prefix.Length..], r => new UiFile(r[Prefix.Length..], r, all.Contains(r + BrotliEnd) ? r + BrotliEnd : null), StringComparer.Ordinal);
    }

    /// <summary>What this assembly holds.</summary>
    public static UiFiles Built { get; } = new(typeof(UiFiles).Assembly.GetManifestResourceNames());

    /// <summary>What a build without Node.js holds: nothing.</summary>
    public static UiFiles None { get; } = new([]);

    /// <summary>Whether there is nothing to show.</summary>
    public bool IsEmpty => !_files.ContainsKey(Page);

    /// <summary>Every file, in no order.</summary>
    public IEnumerable<UiFile> All => _files.Values;

    /// <param name="path">Relative, with slashes: <c>assets/index-1a2b.js</c>.</param>
    /// <returns>Null when there is none.</returns>
    public UiFile? Find(string path) => _files.GetValueOrDefault(path);
}

/// <summary>One file of the screens.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class UiFile
{
    private readonly string _resource;
    private readonly string? _brotli;
    private readonly Lazy<string> _digest;

    internal UiFile(string name, string resource, string? brotli)
    {
        (Name, _resource, _brotli) = (name, resource, brotli);
        _digest = new(() =>
        {
            using var content = Open();
            return Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));
        });
    }

    /// <summary>Relative, with slashes.</summary>
    public string Name { get; }

    /// <summary>Whether its name changes with its content, so that it may be kept for ever.</summary>
    public bool IsHashed => Name.StartsWith("assets/", StringComparison.Ordinal);

    /// <summary>Whether <see cref="OpenBrotli"/> has something smaller.</summary>
    public bool HasBrotli => _brotli is not null;

    /// <summary>The first 16 bytes of the SHA-256 over the content, hexadecimal.</summary>
    public string Digest => _digest.Value;

    /// <summary>The content, from the start. Its length is known; it lies in the mapped assembly, not on the heap.</summary>
    public Stream Open() => Open(_resource);

    /// <summary>The content compressed (RFC 7932).</summary>
    /// <exception cref="InvalidOperationException"><see cref="HasBrotli"/> is false.</exception>
    public Stream OpenBrotli() => Open(_brotli ?? throw new InvalidOperationException($"{Name} is not compressed."));

    private static Stream Open(string resource) => typeof(UiFiles).Assembly.GetManifestResourceStream(resource)!;
}
