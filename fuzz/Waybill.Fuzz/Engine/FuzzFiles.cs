using System.Reflection;

namespace Waybill.Fuzz;

/// <summary>The folders of the fuzzer, whichever folder it runs from.</summary>
internal static class FuzzFiles
{
    public static string Folder { get; } = typeof(FuzzFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => string.Equals(a.Key, "FuzzFolder", StringComparison.Ordinal)).Value!;

    /// <summary>The repository's captured messages.</summary>
    public static string TestData { get; } = Path.Combine(Folder, "..", "testdata");

    /// <summary>Keys made for the seeds; they protect nothing.</summary>
    public static string Keys { get; } = Path.Combine(Folder, "keys");

    /// <summary>Where findings go. Not in git.</summary>
    public static string Findings { get; } = Path.Combine(Folder, "findings");

    /// <summary>The committed inputs of a target: what mutations start from, and what once broke something.</summary>
    public static IEnumerable<byte[]> SeedsOf(string target) => FilesOf("seeds", target).Concat(FilesOf("regressions", target)).Select(File.ReadAllBytes);

    /// <summary>Files of one kind, in the same order everywhere.</summary>
    public static IReadOnlyList<string> FilesOf(string kind, string target)
    {
        var folder = Path.Combine(Folder, kind, target);
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Keeps the input of a finding; gives the file's path.</summary>
    public static string Save(Finding finding)
    {
        Directory.CreateDirectory(Findings);
        var path = Path.Combine(Findings, FormattableString.Invariant($"{finding.Target}-{finding.Seed}-{finding.Iteration}.bin"));
        File.WriteAllBytes(path, finding.Input);
        return path;
    }
}
