using System.Globalization;
using System.Text;

namespace Waybill.Server;

/// <summary>The order that is sent to Echo when nothing else is given: a small X12 850.</summary>
internal static class EchoDocument
{
    internal const string FileName = "order-850.edi";

    /// <param name="from">Our AS2 name; the first 15 letters and digits of it are the sender.</param>
    /// <param name="now">When; also its numbers.</param>
    internal static byte[] Order(string from, DateTimeOffset now)
    {
        var plain = string.Concat(from.Where(static c => char.IsAsciiLetterOrDigit(c) || c is '-'));
        var sender = plain is "" ? "SENDER" : plain.Length > 15 ? plain[..15] : plain;
        var number = now.ToUnixTimeSeconds() % 1_000_000_000;
        var at = now.UtcDateTime;
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            ISA*00*          *00*          *ZZ*{sender,-15}*ZZ*{EchoNames.As2Id,-15}*{at:yyMMdd}*{at:HHmm}*U*00401*{number:D9}*0*T*>~
            GS*PO*{sender}*{EchoNames.As2Id}*{at:yyyyMMdd}*{at:HHmm}*{number}*X*004010~
            ST*850*0001~
            BEG*00*SA*{number}**{at:yyyyMMdd}~
            N1*ST*Main Street Store*92*0815~
            PO1*1*12*EA*9.25**BP*AB-123*PD*Tea cup, white~
            PO1*2*4*EA*24.00**BP*AB-456*PD*Tea pot, white~
            CTT*2*16~
            SE*7*0001~
            GE*1*{number}~
            IEA*1*{number:D9}~

            """).ReplaceLineEndings("\n"));
    }
}
