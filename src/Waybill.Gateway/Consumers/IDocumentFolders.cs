namespace Waybill.Gateway;

/// <summary>Folders outside that take documents.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public interface IDocumentFolders
{
    /// <summary>Whether a file of this name is there, whole and durable.</summary>
    /// <exception cref="IOException">It is there, and could not be made durable.</exception>
    ValueTask<bool> HasAsync(string folder, string name, CancellationToken ct);

    /// <summary>Writes a file beside, syncs it, renames it into place and syncs the folder. A file of this name is replaced at once.</summary>
    /// <param name="folder">Made when it is missing.</param>
    /// <param name="name">One path segment.</param>
    /// <param name="mark">Names the file while it is incomplete; what an interrupted call of the same mark left is removed.</param>
    /// <param name="content">Read to its end.</param>
    /// <param name="ct">Cancels; nothing of the name is then there.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    ValueTask WriteAsync(string folder, string name, string mark, Stream content, CancellationToken ct);
}
