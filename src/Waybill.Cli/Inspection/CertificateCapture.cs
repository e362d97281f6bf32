using Waybill.Certificates;

namespace Waybill.Cli.Inspection;

/// <summary>Sends who inspects a certificate or a key to the command for these.</summary>
internal static class CertificateCapture
{
    /// <exception cref="CliException">The file is one.</exception>
    public static async Task RefuseAsync(string path, CaptureSource source, CancellationToken cancellationToken)
    {
        await using var file = await source.OpenAsync(cancellationToken);
        var start = new byte[CertificateImport.MostBytes + 1];
        var length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        if (length <= CertificateImport.MostBytes && CertificateImport.Looks(start.AsMemory(0, length)))
        {
            throw CliException.Misuse($"{path} is a certificate or a key and no message: look at it with waybill cert show {path}");
        }
    }
}
