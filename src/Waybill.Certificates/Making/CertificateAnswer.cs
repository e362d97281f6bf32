namespace Waybill.Certificates;

/// <summary>Takes what a CA answers to a request.</summary>
public static class CertificateAnswer
{
    /// <summary>Joins the kept key with the answer: a certificate alone, or with its chain, in whatever form it came.</summary>
    /// <param name="key">File of the key that was kept, PEM or DER.</param>
    /// <param name="answer">What the CA sent: one or more files.</param>
    /// <param name="options">Opens the key.</param>
    /// <returns>The certificate, its issuers and the key; or why the answer is not to this key.</returns>
    public static ImportResult Take(ReadOnlyMemory<byte> key, IReadOnlyList<ReadOnlyMemory<byte>> answer, ImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var taken = CertificateImport.Read([key, .. answer], options);
        if (taken.Value is { Key: null } without)
        {
            without.Dispose();
            return ImportResult.Refused("The file of the key holds no private key.");
        }

        return taken;
    }
}
