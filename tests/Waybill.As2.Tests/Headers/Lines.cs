using System.Globalization;
using Waybill.Mime;

namespace Waybill.As2.Tests;

/// <summary>Header lines as a peer sends them.</summary>
internal static class Lines
{
    internal static MimeHeaders Of(params (string Name, string Value)[] lines) => MimeHeaders.FromPairs(lines.Select(l => KeyValuePair.Create(l.Name, l.Value)));

    internal static ReceiptRequest Asking(params (string Name, string Value)[] lines)
        => ReceiptRequest.Read(Of([("Disposition-Notification-To", "edi@example.com"), .. lines]))!;

    internal static ReceiptRequest Options(string value) => Asking(("Disposition-Notification-Options", value));

    /// <summary>A message with names and an id, and what is added.</summary>
    internal static As2MessageHeaders Message(params (string Name, string Value)[] lines)
        => As2MessageHeaders.Read(Of([("AS2-From", "alice"), ("AS2-To", "bob"), ("Message-ID", "<1@alice>"), .. lines])).Value!;

    internal static void InCulture(string name, Action action)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
            action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
