namespace Waybill.Cli.Output;

/// <summary>Text for terminals: colours only where they are wanted, and never a partner's control characters.</summary>
internal static class Paint
{
    private const int Green = 32;
    private const int Yellow = 33;
    private const int Red = 31;
    private const int Grey = 90;

    /// <summary>The mark and word of a result, nine columns wide.</summary>
    public static string Result(CheckResult result, bool useColour)
    {
        var (word, colour) = result switch
        {
            CheckResult.Good => ("✓ good     ", Green),
            CheckResult.Weak => ("! weak     ", Yellow),
            CheckResult.Bad => ("✗ BAD      ", Red),
            _ => ("? unchecked", Grey),
        };
        return useColour ? $"\e[{colour}m{word}\e[0m" : word;
    }

    /// <summary>Foreign words on one line: what could move the cursor or start a new line is shown as a question mark.</summary>
    public static string OneLine(string text)
        => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') ? '?' : c));
}
