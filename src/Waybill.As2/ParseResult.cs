namespace Waybill.As2;

/// <summary>A value read from text, or the reason why there is none.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record ParseResult<T>
    where T : class
{
    internal ParseResult(T? value, string? problem) => (Value, Problem) = (value, problem);

    /// <summary>Null when the text was refused.</summary>
    public T? Value { get; }

    /// <summary>One sentence for people; null when there is a value.</summary>
    public string? Problem { get; }
}
