using System.Globalization;

namespace Waybill.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings(string Command)
{
    /// <summary>The gateway as a published program, each measured by a command of its own.</summary>
    public static readonly string[] OfGateway = ["receive", "send", "large", "start", "million", "connections"];

    private static readonly string[] Commands = ["files", "open", "small", "all", .. OfGateway, "gateway"];

    /// <summary>Name of the results to be kept; null for none.</summary>
    public string? Save { get; private set; }

    public int? Rounds { get; private set; }

    /// <summary>Empty: the command's own.</summary>
    public IReadOnlyList<long> Sizes { get; private set; } = [];

    public IReadOnlyList<string> Only { get; private set; } = [];

    public IReadOnlyList<int> Senders { get; private set; } = [1, 8, 32];

    /// <summary>Length of a window; null: the command's own.</summary>
    public double? Seconds { get; private set; }

    /// <summary>Exchanges or connections to be made; null: the command's own.</summary>
    public int? Count { get; private set; }

    /// <summary>Where the run's folder is made; null: the temporary folder.</summary>
    public string? Folder { get; private set; }

    /// <summary>Connection string of an empty PostgreSQL database to be used in the place of SQLite; null for none.</summary>
    public string? Postgres { get; private set; }

    /// <summary>Null when it makes no sense.</summary>
    public static Settings? Parse(string[] arguments)
    {
        if (arguments is [] || !Commands.Contains(arguments[0]) || arguments.Length % 2 is 0)
        {
            return null;
        }

        var settings = new Settings(arguments[0]);
        for (var at = 1; at < arguments.Length; at += 2)
        {
            if (!settings.Take(arguments[at], arguments[at + 1]))
            {
                return null;
            }
        }

        return settings;
    }

    /// <summary>The checkout the program was built in.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Waybill.slnx")))
            {
                return folder.FullName;
            }
        }

        return Environment.CurrentDirectory;
    }

    /// <summary><c>bench/results</c> of it.</summary>
    public static string ResultsFolder() => Path.Combine(Root(), "bench", "results");

    private bool Take(string name, string value)
    {
        switch (name)
        {
            case "--save" when Path.GetFileName(value) == value && value.Length > 0:
                Save = value;
                return true;
            case "--rounds" when Positive(value) is { } rounds:
                Rounds = (int)rounds;
                return true;
            case "--size" when value.Split(',').Select(Positive).ToArray() is var sizes && sizes.All(s => s is not null):
                Sizes = [.. Sizes, .. sizes.Select(s => s!.Value)];
                return true;
            case "--senders" when value.Split(',').Select(Positive).ToArray() is var senders && senders.All(s => s is not null):
                Senders = [.. senders.Select(s => (int)s!.Value)];
                return true;
            case "--seconds" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds > 0:
                Seconds = seconds;
                return true;
            case "--count" when Positive(value) is { } count:
                Count = (int)count;
                return true;
            case "--only":
                Only = [.. Only, value];
                return true;
            case "--folder" when Directory.Exists(value):
                Folder = value;
                return true;
            case "--postgres" when value.Length > 0:
                Postgres = value;
                return true;
            default:
                return false;
        }
    }

    private static long? Positive(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
