using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Benchmarks;

/// <summary>Everything that is measured, over streams: the same for a file of a gigabyte and for a message in memory.</summary>
internal sealed class Operations(Identity identity)
{
    private const int BufferBytes = 128 * 1024;

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Zeroes deflate a thousandfold; what is measured here is no attack.
    private static readonly CmsReadOptions Inflating = new() { Limits = CmsLimits.Default with { MaxInflation = 2000 } };

    private readonly As2ReadOptions _opening = new()
    {
        VerificationTime = Now,
        DecryptionKeys = identity.Keys,
        SignerCertificates = [identity.Key.Certificate],
        Encryption = Requirement.Allowed,
    };

    /// <summary>Reads a stream to its end and disposes it; gives the number of bytes.</summary>
    public static async Task<long> DrainAsync(Stream stream)
    {
        await using (stream)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
            long total = 0;
            while (await stream.ReadAsync(buffer) is > 0 and var read)
            {
                total += read;
            }

            ArrayPool<byte>.Shared.Return(buffer);
            return total;
        }
    }

    /// <summary>A message with everything drawn and signed, ready to be streamed.</summary>
    /// <param name="content">Opens the content: it is read once for the signature and once for each attempt.</param>
    /// <param name="length">Its length.</param>
    /// <param name="cipher">Null: signed only.</param>
    public ValueTask<As2Package> PackAsync(Func<Stream> content, long length, ContentCipher? cipher)
        => As2Packager.PackAsync(
            new()
            {
                From = As2Name.Create("SENDER").Value!,
                To = As2Name.Create("RECEIVER").Value!,
                MessageId = MessageId.Create("1", "bench.example"),
                Date = Now,
                Signer = new() { Key = identity.Key },
                Recipients = cipher is null ? [] : [new() { Certificate = identity.Key.Certificate }],
                Cipher = cipher,
            },
            [new() { ContentType = "application/edi-x12", Length = length, OpenAsync = _ => new(content()) }],
            NullQuarantine.Instance);

    public async Task WriteAsync(Func<Stream> content, long length, ContentCipher cipher)
    {
        await using var package = await PackAsync(content, length, cipher);
        Expect(package.Length, await DrainAsync(await package.OpenAsync()));
    }

    /// <summary>Opens a whole message: decrypt, take apart, digest, verify, judge.</summary>
    public async Task OpenAsync(MimeHeaders headers, Stream body, long length)
    {
        await using (body)
        {
            await using var verdict = await As2MessageReader.ReadAsync(headers, null, body, _opening, NullQuarantine.Instance);
            if (!verdict.IsAccepted || verdict.Mic is null)
            {
                throw new InvalidOperationException($"The message was refused: {verdict.Failure}, {verdict.Detail}");
            }

            Expect(length, verdict.Payloads[0].Length!.Value);
        }
    }

    /// <summary>The digest of a content and its detached signature.</summary>
    public async Task SignAsync(Stream content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (content)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
            while (await content.ReadAsync(buffer) is > 0 and var read)
            {
                hash.AppendData(buffer, 0, read);
            }

            ArrayPool<byte>.Shared.Return(buffer);
        }

        var digest = hash.GetHashAndReset();
        SignedDataWriter.WriteDetached(_ => digest, [new() { Key = identity.Key }]);
    }

    public async Task EncryptAsync(Stream content, long length, ContentCipher cipher)
    {
        var recipe = EnvelopeRecipe.Create(new() { Recipients = [new() { Certificate = identity.Key.Certificate }], Cipher = cipher }, length);
        Expect(recipe.Length, await DrainAsync(recipe.Encrypt(content)));
    }

    public async Task DecryptAsync(Stream envelope)
    {
        await using (envelope)
        {
            await using var reader = await CmsReader.OpenAsync(envelope, CmsReadOptions.Default);
            var opened = await reader.ReadEnvelopeAsync();
            await DrainAsync(opened.Decrypt(identity.Keys));
            if (opened.Outcome is not (EnvelopeOutcome.Unauthenticated or EnvelopeOutcome.Authentic))
            {
                throw new InvalidOperationException($"The envelope ended as {opened.Outcome}.");
            }
        }
    }

    public static Task CompressAsync(Stream content) => DrainAsync(CompressedDataWriter.Deflate(content, CompressionLevel.Optimal));

    public static async Task InflateAsync(Stream compressed, long length)
    {
        await using (compressed)
        {
            await using var reader = await CmsReader.OpenAsync(compressed, Inflating);
            var opened = await reader.ReadCompressedAsync();
            Expect(length, await DrainAsync(opened.Content));
        }
    }

    private static void Expect(long expected, long actual)
    {
        if (actual != expected)
        {
            throw new InvalidOperationException($"{actual} bytes came where {expected} belong.");
        }
    }
}
