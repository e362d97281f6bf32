using System.IO.Compression;

namespace Waybill.Gateway;

/// <summary>Takes the files out of a zip file, as our own packet is one.</summary>
internal static class PacketZip
{
    private const int MostEntries = 64;

    internal static bool Is(ReadOnlySpan<byte> file) => file.StartsWith("PK\x03\x04"u8);

    /// <summary>Pages and certificates; both forms of a certificate are the same one.</summary>
    internal static IReadOnlyList<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> file, SheetDraft draft)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
            foreach (var entry in zip.Entries.Take(MostEntries))
            {
                // With its chain it says more.
                var isDouble = entry.Name.EndsWith(".cer", StringComparison.OrdinalIgnoreCase)
                    && zip.Entries.Any(e => string.Equals(e.FullName, Path.ChangeExtension(entry.FullName, ".p7b"), StringComparison.OrdinalIgnoreCase));
                if (!isDouble && found.Count < PartnerSheet.MostFiles && Bytes(entry) is { Length: > 0 } bytes)
                {
                    found.Add(bytes);
                }
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            draft.Warn("A zip file is damaged.");
        }

        return found;
    }

    /// <summary>Empty for what is larger than a sheet, whatever the zip file says of its size.</summary>
    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        var bytes = new byte[Math.Min(PartnerSheet.MostBytes, Math.Max(entry.Length, 0)) + 1];
        using var stream = entry.Open();
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length == bytes.Length ? [] : bytes[..length];
    }
}
