namespace Waybill.As2;

/// <summary>What a receiver says it did with a message: the value of a receipt's <c>Disposition</c> field.</summary>
/// <remarks>
/// <para>Grammar: RFC 4130 §7.4.3; the older shapes of §7.5.6 and what peers were seen to write are read too.
/// Values are case-insensitive (§7.4.3), so equality ignores case; <see cref="ToString"/> writes one spelling.</para>
/// <para><see cref="Text"/> is kept as it arrived and decides nothing: implementations "MUST NOT make assumptions regarding the values supplied" (§7.4.3).</para>
/// <para>A class on purpose: the default of a struct would read as success.</para>
/// </remarks>
/// <threadsafety>Immutable.</threadsafety>
public sealed class Disposition : IEquatable<Disposition>
{
    private const string Mode = "automatic-action/MDN-sent-automatically";

    private Disposition(DispositionType type, DispositionModifier modifier, string text)
        => (Type, Modifier, Text) = (type, modifier, text);

    /// <summary><c>automatic-action/MDN-sent-automatically; processed</c></summary>
    public static Disposition Processed { get; } = new(DispositionType.Processed, DispositionModifier.None, "");

    /// <summary>What the receiver says it did.</summary>
    public DispositionType Type { get; }

    /// <summary>How serious the remark is.</summary>
    public DispositionModifier Modifier { get; }

    /// <summary>The remark on one line, as received; empty when there is none. For people, not for code.</summary>
    public string Text { get; }

    /// <summary>The remark when it is a name the standards define, in its one spelling; null for any other. Known misspellings of peers are repaired.</summary>
    public string? KnownName => DispositionNames.Find(Text);

    /// <summary>What a sender makes of it: an error, a failure and any word we do not know is a refusal (AS2-DISP-014).</summary>
    public DispositionMeaning Meaning => (Type, Modifier) switch
    {
        (DispositionType.Processed, DispositionModifier.None) => DispositionMeaning.Accepted,
        (DispositionType.Processed, DispositionModifier.Warning) => DispositionMeaning.AcceptedWithWarning,
        (DispositionType.Displayed or DispositionType.Dispatched, DispositionModifier.None or DispositionModifier.Warning) => DispositionMeaning.AcceptedWithWarning,
        _ => DispositionMeaning.Refused,
    };

    /// <summary><c>processed/error: …</c>: the message is not taken (RFC 4130 §7.5.4).</summary>
    public static Disposition Error(string name) => new(DispositionType.Processed, DispositionModifier.Error, OneLine(name));

    /// <summary><c>processed/warning: …</c>: taken, with a remark (§7.5.5).</summary>
    public static Disposition Warning(string text) => new(DispositionType.Processed, DispositionModifier.Warning, OneLine(text));

    /// <summary><c>failed/failure: …</c>: only for trouble with the receipt request itself (§7.5.3).</summary>
    public static Disposition Failure(string text) => new(DispositionType.Failed, DispositionModifier.Failure, OneLine(text));

    /// <summary>Reads a field's value. Folding must already be undone.</summary>
    public static ParseResult<Disposition> Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var semicolon = value.IndexOf(';', StringComparison.Ordinal);
        if (semicolon < 0)
        {
            return new(null, "A disposition needs ';' after its mode.");
        }

        // Only the first '/' (or a second ';', as some peers write) separates; the remark may hold more of both.
        var rest = value[(semicolon + 1)..].Trim();
        var cut = rest.AsSpan().IndexOfAny('/', ';');
        var typeText = (cut < 0 ? rest : rest[..cut]).Trim();
        var remark = cut < 0 ? "" : rest[(cut + 1)..].Trim();
        var type = TypeOf(typeText);

        // "; error: name" without "processed/" was seen: an error all the same.
        if (type is DispositionType.Unknown && ModifierOf(Word(typeText)) is not null)
        {
            (type, remark) = (DispositionType.Processed, rest);
        }

        return typeText.Length is 0
            ? new(null, "A disposition needs a type after ';'.")
            : new(new Disposition(type, Strongest(remark), AfterModifier(remark)), null);
    }

    /// <inheritdoc/>
    public bool Equals(Disposition? other)
        => other is not null && Type == other.Type && Modifier == other.Modifier && string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Disposition);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Modifier, Text.GetHashCode(StringComparison.OrdinalIgnoreCase));

    /// <summary>The field's value on one line.</summary>
    public override string ToString() => (Modifier, Text) switch
    {
        (DispositionModifier.None, _) => $"{Mode}; {NameOf(Type)}",
        (_, "") => $"{Mode}; {NameOf(Type)}/{NameOf(Modifier)}",
        _ => $"{Mode}; {NameOf(Type)}/{NameOf(Modifier)}: {Text}",
    };

    // Spelled out: Enum.TryParse would also take "1" and read it as success.
    private static DispositionType TypeOf(string text) => text.ToUpperInvariant() switch
    {
        "PROCESSED" => DispositionType.Processed,
        "FAILED" => DispositionType.Failed,
        "DISPLAYED" => DispositionType.Displayed,
        "DISPATCHED" => DispositionType.Dispatched,
        "DELETED" => DispositionType.Deleted,
        "DENIED" => DispositionType.Denied,
        _ => DispositionType.Unknown,
    };

    private static DispositionModifier? ModifierOf(string word) => word.ToUpperInvariant() switch
    {
        "WARNING" => DispositionModifier.Warning,
        "ERROR" => DispositionModifier.Error,
        "FAILURE" => DispositionModifier.Failure,
        _ => null,
    };

    /// <summary>Several modifiers in one value count as the worst of them; an unknown one must not turn a refusal into a success.</summary>
    private static DispositionModifier Strongest(string remark)
    {
        if (remark.Length is 0)
        {
            return DispositionModifier.None;
        }

        var worst = ModifierOf(Word(remark)) ?? DispositionModifier.Error;
        foreach (var piece in remark.Split([',', ';', '/'], StringSplitOptions.TrimEntries).Skip(1))
        {
            worst = ModifierOf(Word(piece)) is { } other && other > worst ? other : worst;
        }

        return worst;
    }

    private static string AfterModifier(string remark)
        => ModifierOf(Word(remark)) is null ? remark : remark[Word(remark).Length..].TrimStart(' ', '\t', ':', ',', ';', '-').Trim();

    private static string Word(string text) => string.Concat(text.TakeWhile(char.IsAsciiLetter));

    private static string NameOf(DispositionType type) => type switch
    {
        DispositionType.Processed => "processed",
        DispositionType.Displayed => "displayed",
        DispositionType.Dispatched => "dispatched",
        DispositionType.Deleted => "deleted",
        DispositionType.Denied => "denied",
        _ => "failed",
    };

    private static string NameOf(DispositionModifier modifier) => modifier switch
    {
        DispositionModifier.Warning => "warning",
        DispositionModifier.Failure => "failure",
        _ => "error",
    };

    private static string OneLine(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return text.Any(c => c is < ' ' or > '~') ? throw new ArgumentException("A disposition's remark is printable ASCII on one line.", nameof(text)) : text;
    }
}
