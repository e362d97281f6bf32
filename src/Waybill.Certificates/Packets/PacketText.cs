using System.Globalization;
using System.Text;

namespace Waybill.Certificates;

/// <summary>A packet as a page of text, for a mail or to read out at the telephone.</summary>
public static class PacketText
{
    /// <summary>Writes it. Lines end with CRLF: it is opened everywhere.</summary>
    public static string Write(PartnerPacket packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        var text = new StringBuilder();
        Line($"AS2 details of {packet.Company}");
        Line("");
        Fields(PacketFacts.Of(packet));
        foreach (var (number, certificate) in packet.Certificates.Index())
        {
            Line("");
            Line(string.Create(CultureInfo.InvariantCulture, $"Certificate {number + 1}: {certificate.Use}"));
            Fields([("file", PacketFiles.NameOf(packet, number)), .. PacketFacts.Of(packet, number)]);
        }

        Line("");
        Line($"Made on {PacketFacts.Date(packet.MadeAt)}. Compare the SHA-256 thumbprint by telephone before you trust a certificate.");
        return text.ToString();

        void Line(string line) => text.Append(OneLine(line)).Append("\r\n");

        void Fields(IEnumerable<(string Name, string Value)> facts)
        {
            foreach (var (name, value) in facts)
            {
                Line($"{name,-17} {value}");
            }
        }
    }

    private static string OneLine(string text) => string.Concat(text.Select(static c => char.IsControl(c) ? ' ' : c));
}
