using System.Buffers;
using System.Security.Cryptography;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Wraps a payload into its layers. Each document is read once on the way; the digest of the MIC is taken from that reading.</summary>
internal sealed class LayerBuilder(As2SendOptions options, MicAlgorithm micAlgorithm, IQuarantine scratch) : IDisposable
{
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(micAlgorithm.Digest.Hash);

    /// <summary>The compressed bytes, as soon as there are any. The caller disposes them.</summary>
    internal IQuarantineObject? Scratch { get; private set; }

    /// <summary>The bytes the MIC is over, after <see cref="BuildAsync"/>.</summary>
    internal Segment MicEntity { get; private set; } = new SequenceSegment();

    /// <summary>The MIC, after <see cref="BuildAsync"/>.</summary>
    internal Mic Mic { get; private set; } = new(micAlgorithm, default);

    /// <summary>The entity before compression, where the MIC is over the compressed one.</summary>
    internal Segment? BeforeCompression { get; private set; }

    /// <summary>The compressed entity, where the MIC is over the one before.</summary>
    internal Segment? AfterCompression { get; private set; }

    private bool IsEncrypted => options.Recipients.Count > 0;

    public void Dispose() => _digest.Dispose();

    internal async ValueTask<OutgoingEntity> BuildAsync(OutgoingEntity payload, CancellationToken cancel)
    {
        var entity = (options.Signer, options.Compression) switch
        {
            (null, CompressionOrder.None) => await PlainAsync(payload, cancel).ConfigureAwait(false),
            (null, _) => await CompressPlainAsync(payload.Whole(), cancel).ConfigureAwait(false),
            ({ } signer, CompressionOrder.AfterSigning) => await SignAndCompressAsync(payload, signer, cancel).ConfigureAwait(false),
            ({ } signer, CompressionOrder.BeforeSigning)
                => await CompressAndSignAsync(payload.Whole(), signer, cancel).ConfigureAwait(false),
            ({ } signer, _) => await SignAsync(payload, signer, cancel).ConfigureAwait(false),
        };

        return IsEncrypted
            ? CmsEntity.Encrypted(entity, new()
            {
                Recipients = options.Recipients, Cipher = options.EffectiveCipher, AllowTripleDes = options.AllowTripleDes, AllowSha1 = options.AllowSha1,
            })
            : entity;
    }

    private async ValueTask<OutgoingEntity> PlainAsync(OutgoingEntity payload, CancellationToken cancel)
    {
        // RFC 4130 §7.3.1: of a message without any layer only the body counts; under encryption the headers do too.
        await DrainAsync(await OpenDigestedAsync(IsEncrypted ? payload.Whole() : payload.Body, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        TakeDigest();
        return payload;
    }

    private async ValueTask<OutgoingEntity> CompressPlainAsync(Segment payload, CancellationToken cancel)
    {
        var compressed = await CompressAsync(OpenDigestedAsync(payload, cancel), () => payload, IsEncrypted, cancel).ConfigureAwait(false);
        TakeDigest();
        AfterCompression = compressed.Whole();
        return compressed;
    }

    private async ValueTask<OutgoingEntity> CompressAndSignAsync(Segment payload, CmsSignerOptions signer, CancellationToken cancel)
    {
        var compressed = await CompressAsync(payload.OpenAsync(cancel), () => payload, isInside: true, cancel).ConfigureAwait(false);
        BeforeCompression = payload;
        return await SignAsync(compressed, signer, cancel).ConfigureAwait(false);
    }

    private async ValueTask<OutgoingEntity> SignAsync(OutgoingEntity content, CmsSignerOptions signer, CancellationToken cancel)
    {
        var part = content.Whole();
        await DrainAsync(await OpenDigestedAsync(part, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        var frame = Frame(signer, part);
        return frame.Around(part, Sign(frame));
    }

    /// <summary>The signature is written into the compressed stream as soon as what it signs has passed.</summary>
    private async ValueTask<OutgoingEntity> SignAndCompressAsync(OutgoingEntity content, CmsSignerOptions signer, CancellationToken cancel)
    {
        var part = content.Whole();
        var frame = Frame(signer, part);
        byte[] tail = [];
        var signed = new SequenceStream(
        [
            frame.HeaderBlock().OpenAsync,
            new LiteralSegment(frame.Head()).OpenAsync,
            token => OpenDigestedAsync(part, token),
            _ => new(new MemoryStream(tail = Sign(frame), writable: false)),
        ]);
        var compressed = await CompressAsync(
            new(signed), () => new SequenceSegment(frame.HeaderBlock(), new LiteralSegment(frame.Head()), part, new LiteralSegment(tail)), IsEncrypted, cancel).ConfigureAwait(false);
        AfterCompression = compressed.Whole();
        return compressed;
    }

    /// <param name="content">What is compressed, opened.</param>
    /// <param name="source">The same as a segment, asked for when all of it was read.</param>
    /// <param name="isInside">Whether another layer follows.</param>
    /// <param name="cancel">Ends it.</param>
    private async ValueTask<OutgoingEntity> CompressAsync(ValueTask<Stream> content, Func<Segment> source, bool isInside, CancellationToken cancel)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var zlib = new DigestingStream(CompressedDataWriter.Deflate(await content.ConfigureAwait(false)), digest);
        await using (zlib.ConfigureAwait(false))
        {
            Scratch = await scratch.CreateAsync(cancel).ConfigureAwait(false);
            await DrainAsync(zlib, cancel, Scratch).ConfigureAwait(false);
            await Scratch.SealAsync(cancel).ConfigureAwait(false);
        }

        var (stored, length) = (Scratch, Scratch.Length);
        var segment = new ScratchSegment(source(), length, digest.GetHashAndReset(), token => stored.OpenReadAsync(0, length, token));
        return CmsEntity.Compressed(segment, isInside ? options.CompressedEncoding : TransferEncoding.Binary);
    }

    private SignedFrame Frame(CmsSignerOptions signer, Segment part)
        => options.OpaqueSignature ? new OpaqueFrame(signer, part.Length) : new MultipartFrame(signer, micAlgorithm, options.SignatureEncoding);

    private byte[] Sign(SignedFrame frame)
    {
        TakeDigest();
        return frame.Tail(Mic.Value);
    }

    private void TakeDigest() => Mic = new(micAlgorithm, _digest.GetHashAndReset());

    private async ValueTask<Stream> OpenDigestedAsync(Segment micEntity, CancellationToken cancel)
    {
        MicEntity = micEntity;
        return new DigestingStream(await micEntity.OpenAsync(cancel).ConfigureAwait(false), _digest);
    }

    /// <summary>Reads to the end, into an object or into nothing.</summary>
    private static async ValueTask DrainAsync(Stream stream, CancellationToken cancel, IQuarantineObject? into = null)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            await using (stream.ConfigureAwait(false))
            {
                int length;
                while ((length = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
                {
                    if (into is not null)
                    {
                        await into.WriteAsync(buffer.AsMemory(0, length), cancel).ConfigureAwait(false);
                    }
                }
            }
        }
        finally
        {
            // Business data passed through it.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
