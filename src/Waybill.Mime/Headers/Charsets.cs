using System.Text;

namespace Waybill.Mime;

/// <summary>Bytes to text by a charset's name; a name we do not know reads as UTF-8 when that fits, else as Latin-1.</summary>
internal static class Charsets
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static string Decode(string charset, byte[] bytes) => charset.ToUpperInvariant() switch
    {
        "ISO-8859-1" or "LATIN1" or "WINDOWS-1252" => Encoding.Latin1.GetString(bytes),
        "UTF-16" or "UTF-16LE" => Encoding.Unicode.GetString(bytes),
        "UTF-16BE" => Encoding.BigEndianUnicode.GetString(bytes),
        _ => Guess(bytes),
    };

    /// <summary>Text that came as raw bytes in a header: UTF-8 when it is, else Latin-1.</summary>
    internal static string Guess(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
