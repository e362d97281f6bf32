namespace Waybill.As2;

/// <summary>A piece of a message whose length is known before it is read and which reads the same each time.</summary>
/// <threadsafety>Immutable once packed; any number of streams may be open at a time.</threadsafety>
internal abstract class Segment
{
    /// <summary>Exact length, in bytes.</summary>
    internal abstract long Length { get; }

    /// <summary>The segments it is made of.</summary>
    internal virtual IReadOnlyList<Segment> Children => [];

    /// <summary>Its bytes from the first one; the caller disposes the stream.</summary>
    internal abstract ValueTask<Stream> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Writes what it is made of, its children by their numbers.</summary>
    internal abstract void Save(RecipeWriter recipe);
}
