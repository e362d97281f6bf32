using System.Globalization;

namespace Waybill.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings(string Command, string? Save, int? Rounds, IReadOnlyList<long> Sizes, IReadOnlyList<string> Only)
{
    /// <summary>Null when it makes no sense.</summary>
    public static Settings? Parse(string[] arguments)
    {
        if (arguments is not ["files" or "open" or "small" or "all", ..] || arguments.Length % 2 is 0)
        {
            return null;
        }

        var (sizes, only) = (new List<long>(), new List<string>());
        string? save = null;
        int? rounds = null;
        for (var at = 1; at < arguments.Length; at += 2)
        {
            var value = arguments[at + 1];
            switch (arguments[at])
            {
                case "--save" when Path.GetFileName(value) == value && value.Length > 0:
                    save = value;
                    break;
                case "--rounds" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0:
                    rounds = count;
                    break;
                case "--size" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0:
                    sizes.Add(size);
                    break;
                case "--only":
                    only.Add(value);
                    break;
                default:
                    return null;
            }
        }

        return new(arguments[0], save, rounds, sizes is [] ? FileRun.DefaultSizes : sizes, only);
    }

    /// <summary><c>bench/results</c> of the checkout the program was built in.</summary>
    public static string ResultsFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Waybill.slnx")))
            {
                return Path.Combine(folder.FullName, "bench", "results");
            }
        }

        return Path.Combine(Environment.CurrentDirectory, "bench", "results");
    }
}
