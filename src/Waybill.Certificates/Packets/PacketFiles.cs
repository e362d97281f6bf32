using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Waybill.Certificates;

/// <summary>A packet as a zip file: the page of text, each certificate as .cer (DER) and with its chain as .p7b.</summary>
public static class PacketFiles
{
    /// <summary>Writes the zip file. The same packet gives the same bytes.</summary>
    /// <param name="packet">What.</param>
    /// <param name="target">Where to; stays open.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task WriteZipAsync(PartnerPacket packet, Stream target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(target);
        using var whole = new MemoryStream();
        await using (var zip = await ZipArchive.CreateAsync(whole, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken))
        {
            await AddAsync($"{Plain(packet.As2Id)}.txt", Encoding.UTF8.GetBytes(PacketText.Write(packet)));
            foreach (var (number, certificate) in packet.Certificates.Index())
            {
                var name = NameOf(packet, number);
                await AddAsync(name, certificate.Certificate.RawData);
                await AddAsync(Path.ChangeExtension(name, ".p7b"), P7bFile.Write([certificate.Certificate.RawData, .. certificate.Chain.Select(static c => c.RawData)]));
            }

            async Task AddAsync(string name, byte[] content)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);

                // A zip file knows no time before 1980.
                entry.LastWriteTime = packet.MadeAt.Year < 1980 ? new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero) : packet.MadeAt.ToUniversalTime();
                await using var stream = await entry.OpenAsync(cancellationToken);
                await stream.WriteAsync(content, cancellationToken);
            }
        }

        // A zip file is written in places; the target may be the network.
        whole.Position = 0;
        await whole.CopyToAsync(target, cancellationToken);
    }

    /// <summary>Name of a certificate's file: safe in every folder, told apart by its number.</summary>
    /// <param name="packet">Whose.</param>
    /// <param name="number">Of the certificate, counted from 0.</param>
    public static string NameOf(PartnerPacket packet, int number)
    {
        ArgumentNullException.ThrowIfNull(packet);
        return string.Create(CultureInfo.InvariantCulture, $"{Plain(packet.As2Id)}-{number + 1}-{Plain(packet.Certificates[number].Use)}.cer");
    }

    private static string Plain(string text)
    {
        var plain = string.Concat(text.Take(64).Select(static c => char.IsAsciiLetterOrDigit(c) || c is '_' ? c : '-')).Trim('-');
        return plain is "" ? "as2" : plain;
    }
}
