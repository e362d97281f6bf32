namespace Waybill.As2;

/// <summary>Writes AS2 header lines strictly: printable US-ASCII, one line each, no outer blanks, whatever the host's culture.</summary>
public static class As2HeaderWriter
{
    /// <summary>Adds one line.</summary>
    public static void Add(List<KeyValuePair<string, string>> lines, string name, string value) => throw new NotSupportedException();

    /// <summary>The lines every message and every receipt has, in order.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Common(
        As2Name from, As2Name to, MessageId id, DateTimeOffset date, string? subject, As2Profile profile, As2Product product) => throw new NotSupportedException();
}
