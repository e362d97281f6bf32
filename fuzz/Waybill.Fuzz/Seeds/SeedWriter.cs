using System.Globalization;
using System.Text;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Fuzz;

/// <summary>Writes fuzz/seeds: small sound inputs of every structure, made with <see cref="FuzzKeys"/>. They are committed, so that campaigns repeat.</summary>
internal static class SeedWriter
{
    private static readonly byte[] Document = Encoding.ASCII.GetBytes("UNA:+.? '\r\nUNB+UNOC:3+ALICE:14+BOB:14+261124:1200+1'\r\nUNH+1+ORDERS:D:96A:UN'\r\nUNT+2+1'\r\nUNZ+1+1'\r\n");

    private static readonly string[] Seals = ["cbc", "gcm", "zlib"];

    public static async Task WriteAllAsync()
    {
        await CmsSeeds.WriteAsync();
        await MessagesAsync();
        Receipts();
        foreach (var (seed, text) in TextSeeds.Mime)
        {
            Write("mime", seed, Encoding.Latin1.GetBytes(text));
        }

        foreach (var (seed, text) in TextSeeds.Headers)
        {
            Write("headers", seed, Encoding.Latin1.GetBytes(text));
        }
    }

    public static void Write(string target, string name, ReadOnlySpan<byte> bytes)
    {
        var folder = Path.Combine(FuzzFiles.Folder, "seeds", target);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, name + ".bin"), bytes);
    }

    /// <summary>The ten structures of RFC 4130 §4.2 and RFC 5402 §3; without their envelope they carry the seal that makes it.</summary>
    private static async Task MessagesAsync()
    {
        foreach (var structure in new[] { "", "S", "E", "ES", "Z", "SZ", "ZS", "EZ", "ESZ", "EZS" })
        {
            foreach (var encoding in structure is "S" or "SZ" ? [TransferEncoding.Binary, TransferEncoding.Base64] : new[] { TransferEncoding.Base64 })
            {
                var (headers, body) = await PackAsync(structure, encoding);
                Write("message", $"{(structure is "" ? "plain" : structure)}-{encoding}".ToLowerInvariant(), HttpBytes.Join(headers, body));
                if (!structure.Contains('E', StringComparison.Ordinal))
                {
                    foreach (var seal in Seals.Where(s => s is not "zlib" || !structure.Contains('Z', StringComparison.Ordinal)))
                    {
                        Write("message", $"{seal}-{(structure is "" ? "plain" : structure)}-{encoding}".ToLowerInvariant(), HttpBytes.Join(headers.Prepend(new("X-Fuzz-Seal", seal)), body));
                    }
                }
            }
        }
    }

    private static async Task<(IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)> PackAsync(string structure, TransferEncoding encoding)
    {
        var options = new As2SendOptions
        {
            From = As2Name.Create("alice").Value!,
            To = As2Name.Create("bob").Value!,
            MessageId = MessageId.Create("1f0e", "alice"),
            Date = FuzzKeys.Now,
            Signer = structure.Contains('S', StringComparison.Ordinal) ? new() { Key = FuzzKeys.Alice } : null,
            SignatureEncoding = encoding,
            Recipients = structure.Contains('E', StringComparison.Ordinal) ? [new() { Certificate = FuzzKeys.Bob.Certificate }] : [],
            AllowUnsignedCbc = true,
            Compression = !structure.Contains('Z', StringComparison.Ordinal) ? CompressionOrder.None : structure.EndsWith("ZS", StringComparison.Ordinal) ? CompressionOrder.AfterSigning : CompressionOrder.BeforeSigning,
            Receipt = ReceiptRequest.Signed("alice", [MicAlgorithm.Of(DigestAlgorithm.Sha256)]),
        };
        As2Document[] documents = [Of("order.edi"), .. structure is "S" ? [Of("second.edi")] : Array.Empty<As2Document>()];
        await using var package = await As2Packager.PackAsync(options, documents, new SpoolQuarantine());
        await using var body = await package.OpenAsync();
        using var copy = new MemoryStream();
        await body.CopyToAsync(copy);
        return (package.Headers, copy.ToArray());
    }

    private static As2Document Of(string file) => new() { ContentType = "application/EDIFACT", FileName = file, Length = Document.Length, OpenAsync = _ => new(new MemoryStream(Document)) };

    private static void Receipts()
    {
        var mic = Mic.Parse("n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=, sha-256").Value!;
        foreach (var disposition in new[] { Disposition.Processed, Disposition.Error("decryption-failed"), Disposition.Failure("unsupported format"), Disposition.Warning("duplicate-document") })
        {
            foreach (var signer in new[] { null, FuzzKeys.Alice, FuzzKeys.Carol })
            {
                var written = ReceiptWriter.Write(
                    new()
                    {
                        From = As2Name.Create("bob").Value!,
                        To = As2Name.Create("alice").Value!,
                        ReceiptId = MessageId.Create("2a", "bob"),
                        Date = FuzzKeys.Now,
                        OriginalMessageId = "<1f0e@alice>",
                        Disposition = disposition,
                        Mic = disposition.Meaning is DispositionMeaning.Accepted or DispositionMeaning.AcceptedWithWarning ? mic : null,
                    },
                    signer is null ? null : new() { Key = signer });
                var by = signer is null ? "unsigned" : signer.IsRsa ? "rsa" : "ec";
                Write("mdn", string.Create(CultureInfo.InvariantCulture, $"{disposition.Type}-{disposition.Modifier}-{by}").ToLowerInvariant(), HttpBytes.Join(written.Headers, written.Body.Span));
            }
        }
    }
}
