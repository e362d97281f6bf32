using System.Globalization;

namespace Waybill.Gateway.Stores;

/// <summary>Where an object is: <c>01a2b/3c/01a2b3c….</c> Ids begin with their time (UUID version 7), so that what arrives together lies together.</summary>
/// <remarks>A leaf folder holds what begins within 2^20 ms (17 minutes), the folder above 256 of them. Commits of the same minutes share one sync of one folder,
/// and a sweep passes over whole folders that are too young.</remarks>
/// <threadsafety>Immutable.</threadsafety>
internal sealed class PayloadPaths(string root)
{
    private const int TopDigits = 5;
    private const int LeafDigits = 2;
    private const int TimeDigits = 12;

    internal string Root { get; } = root;

    internal string Arriving { get; } = Path.Combine(root, "arriving");

    internal static PayloadId NewId(DateTimeOffset now) => new(Guid.CreateVersion7(now).ToString("N"));

    /// <summary>Whether this is an id of ours: only such a one may become part of a path.</summary>
    internal static bool IsOurs(PayloadId id) => ExchangeId.Parse(id.Value) is not null;

    internal string Draft(PayloadId id) => Path.Combine(Arriving, id.Value);

    internal string Folder(PayloadId id) => Path.Combine(Root, id.Value[..TopDigits], id.Value.Substring(TopDigits, LeafDigits));

    internal string Kept(PayloadId id) => Path.Combine(Folder(id), id.Value);

    /// <summary>Leaf folders whose every object was begun before a moment, oldest first.</summary>
    internal IEnumerable<string> LeavesBefore(DateTimeOffset moment)
        => Folders(Root, TopDigits).SelectMany(top => Folders(Path.Combine(Root, top), LeafDigits).Select(leaf => (Name: top + leaf, Path: Path.Combine(Root, top, leaf))))
            .Where(leaf => EndsBefore(leaf.Name, moment)).Select(leaf => leaf.Path);

    /// <summary>Whether no id that begins with these digits belongs to this moment or a later one.</summary>
    internal static bool EndsBefore(string digits, DateTimeOffset moment)
        => (long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture) + 1) << (4 * (TimeDigits - digits.Length)) <= moment.ToUnixTimeMilliseconds();

    private static IEnumerable<string> Folders(string path, int digits)
        => !Directory.Exists(path) ? [] : Directory.EnumerateDirectories(path).Select(Path.GetFileName).OfType<string>()
            .Where(name => name.Length == digits && name.All(char.IsAsciiHexDigitLower)).Order(StringComparer.Ordinal);
}
