using System.Buffers.Binary;
using System.Text;

namespace Waybill.EndToEnd.Tests;

/// <summary>What a recorded process did; the numbers are the recorder's.</summary>
internal enum RecordKind : byte
{
    Start = 1,
    Open = 2,
    Write = 3,
    Size = 4,
    SyncBegin = 5,
    SyncEnd = 6,
    Rename = 7,
    Link = 8,
    Unlink = 9,
    MakeFolder = 10,
    RemoveFolder = 11,
    Send = 12,
    Unknown = 13,
}

/// <summary>One call, in the order in which they happened.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Flags">Of <see cref="RecordKind.Open"/>: 1 a folder, 2 made when missing, 4 emptied.</param>
/// <param name="Port">The peer's, of <see cref="RecordKind.Send"/>.</param>
/// <param name="File">The descriptor.</param>
/// <param name="Number">Offset, size, or which sync.</param>
/// <param name="Path">A path, or what was called.</param>
/// <param name="To">The second path.</param>
/// <param name="Data">What was written, or the start of what was sent.</param>
internal sealed record DiskRecord(RecordKind Kind, byte Flags, int Port, int File, long Number, string Path, string To, ReadOnlyMemory<byte> Data)
{
    private const int HeadBytes = 24;

    /// <summary>Every record of a log. One that is cut off at the end belongs to a process that was killed while it wrote it.</summary>
    internal static IReadOnlyList<DiskRecord> ReadAll(string log)
    {
        var records = new List<DiskRecord>();
        ReadOnlyMemory<byte> rest = System.IO.File.ReadAllBytes(log);
        while (rest.Length >= HeadBytes && BinaryPrimitives.ReadInt32LittleEndian(rest.Span) is var size && size <= rest.Length)
        {
            var head = rest.Span[..HeadBytes];
            var textBytes = BinaryPrimitives.ReadInt32LittleEndian(head[12..]);
            var paths = Encoding.UTF8.GetString(rest.Span.Slice(HeadBytes, textBytes)).Split('\0');
            records.Add(new(
                (RecordKind)head[4], head[5], BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadInt32LittleEndian(head[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(head[16..]), paths[0], paths.Length > 1 ? paths[1] : "", rest[(HeadBytes + textBytes)..size]));
            rest = rest[size..];
        }

        return records;
    }
}
