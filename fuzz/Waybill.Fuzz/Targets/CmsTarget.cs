using System.Security.Cryptography;
using Waybill.Cms;

namespace Waybill.Fuzz;

/// <summary><see cref="CmsReader"/> with our keys, and <see cref="CmsSignatures"/>: every content type to its end.</summary>
/// <remarks>Beyond exceptions and memory: what a signature is good for was signed, and the reads do not decide the outcome.</remarks>
internal class CmsTarget : FuzzTarget
{
    /// <summary>What every detached signature among the seeds is over.</summary>
    public static readonly byte[] Signed = "Content-Type: text/plain\r\n\r\nwhat was signed\r\n"u8.ToArray();

    private readonly HashSet<string> known = new(StringComparer.Ordinal) { Convert.ToHexString(SHA256.HashData(Signed)) };

    public override string Name => "cms";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. FuzzFiles.SeedsOf("cms"), .. Captured()];

    /// <summary>Bounds and policy of the reads.</summary>
    protected virtual CmsReadOptions Options { get; } = new() { Policy = CmsPolicy.ReadEverything };

    /// <summary>The keys tried.</summary>
    protected virtual CmsKeyBook Keys => FuzzKeys.Book;

    public override async ValueTask<string> RunAsync(FuzzInput input)
    {
        var trace = await ReadAsync(input, input.Cut);
        if (input.IsChosen && await ReadAsync(input, input.OtherCut) is var other && !string.Equals(trace, other, StringComparison.Ordinal))
        {
            throw new FuzzFailureException($"Reads of {input.Cut} and of {input.OtherCut} bytes end differently:\n{trace}\n{other}");
        }

        return $"{trace} {Detached(input.Bytes)}";
    }

    private static IEnumerable<byte[]> Captured() => Directory.EnumerateFiles(Path.Combine(FuzzFiles.TestData, "ruby-as2"), "*.pkcs7", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Where((_, i) => i % 4 is 0).Select(File.ReadAllBytes);

    private static ReadOnlyMemory<byte>? DigestOfSigned(DigestAlgorithm digest) => CryptographicOperations.HashData(digest.Hash, Signed);

    private async ValueTask<string> ReadAsync(FuzzInput input, int cut)
    {
        try
        {
            await using var reader = await CmsReader.OpenAsync(input.Open(cut: cut), Options);
            switch (reader.ContentType)
            {
                case CmsContentType.EnvelopedData or CmsContentType.AuthEnvelopedData:
                    return await EnvelopeAsync(input, reader);
                case CmsContentType.CompressedData:
                    var compressed = await reader.ReadCompressedAsync();
                    return $"compressed {Short(await Drain.DigestAsync(compressed.Content, input.Bytes.Length))}";
                case CmsContentType.SignedData:
                    return await SignedAsync(input, await reader.ReadSignedAsync());
                default:
                    return $"{reader.ContentType}";
            }
        }
        catch (CmsException e)
        {
            return $"{e.Problem}: {e.Message}";
        }
    }

    private async ValueTask<string> EnvelopeAsync(FuzzInput input, CmsReader reader)
    {
        var envelope = await reader.ReadEnvelopeAsync();
        var trace = $"{envelope.Cipher} {string.Join(' ', envelope.Recipients.Select(r => r.KeyManagement[..3]).Distinct(StringComparer.Ordinal))}";
        await using var content = envelope.Decrypt(Keys);
        var digest = await Drain.DigestAsync(content, input.Bytes.Length);

        // Behind a key that does not unwrap stands chance: bytes that nobody can repeat.
        return $"{trace} {envelope.Outcome}{(envelope.Outcome is EnvelopeOutcome.BadKey or EnvelopeOutcome.BadPadding ? "" : Short(digest))}";
    }

    private async ValueTask<string> SignedAsync(FuzzInput input, CmsSignedContent signed)
    {
        var digests = DigestAlgorithm.All.ToDictionary(d => d, d => IncrementalHash.CreateHash(d.Hash));
        await Drain.ToEndAsync(signed.Content, input.Bytes.Length, bytes =>
        {
            foreach (var digest in digests.Values)
            {
                digest.AppendData(bytes);
            }
        });
        var values = digests.ToDictionary(d => d.Key, d => d.Value.GetHashAndReset());
        foreach (var digest in digests.Values)
        {
            digest.Dispose();
        }

        var check = signed.Signatures.Verify(d => signed.HasContent ? values[d] : DigestOfSigned(d), FuzzKeys.Trusted, Options.Policy);
        if (check.Status is SignerStatus.Good && signed.HasContent && !IsKnown(input, Convert.ToHexString(values[DigestAlgorithm.Sha256])))
        {
            throw new FuzzFailureException("A signature is good for content nobody signed.");
        }

        return $"signed {signed.HasContent} {string.Join(' ', check.All.Select(r => r.Status))}";
    }

    // The seeds come first, unchanged: what they hold was signed.
    private bool IsKnown(FuzzInput input, string digest) => known.Contains(digest) || (Seeds.Any(s => input.Bytes.Span.SequenceEqual(s)) && known.Add(digest));

    private string Detached(ReadOnlyMemory<byte> cms)
    {
        try
        {
            var signatures = CmsSignatures.Read(cms, Options.Limits);
            return $"{signatures.Verify(DigestOfSigned, FuzzKeys.Trusted, Options.Policy).Status} {signatures.CarriedCertificates.Count}";
        }
        catch (CmsException e)
        {
            return $"{e.Problem}";
        }
    }

    private static string Short(byte[] digest) => Convert.ToHexString(digest.AsSpan(0, 4));
}
