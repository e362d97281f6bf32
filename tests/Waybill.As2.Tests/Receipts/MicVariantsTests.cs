using System.Security.Cryptography;
using System.Text;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.Tests;

public sealed class MicVariantsTests
{
    private static readonly byte[] Headers = "Content-Type: application/edi-x12\r\nContent-Disposition: attachment; filename=a.edi\r\n\r\n"u8.ToArray();
    private static readonly byte[] Payload = "ISA*00*~\nGS*PO~\r\nSE*1~\n\nIEA*1~"u8.ToArray();
    private static readonly byte[] Entity = [.. Headers, .. Payload];
    private static readonly byte[] Crlf = Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(Payload).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));

    public static TheoryData<MicSource, MicForm, byte[]> Forms => new()
    {
        { MicSource.Entity, MicForm.WithoutHeaders, Payload },
        { MicSource.Entity, MicForm.CrlfLines, [.. Headers, .. Crlf] },
        { MicSource.Entity, MicForm.CrlfLinesWithoutHeaders, Crlf },
        { MicSource.BeforeCompression, MicForm.AsIs, "A: b\r\n\r\nbefore"u8.ToArray() },
        { MicSource.BeforeCompression, MicForm.WithoutHeaders, "before"u8.ToArray() },
        { MicSource.AfterCompression, MicForm.AsIs, "A: b\r\n\r\nafter"u8.ToArray() },
        { MicSource.AfterCompression, MicForm.WithoutHeaders, "after"u8.ToArray() },
        { MicSource.HttpBody, MicForm.AsIs, "whole body"u8.ToArray() },
    };

    private static MicVariantSources Sources => new()
    {
        Entity = Open(Entity), BeforeCompression = Open("A: b\r\n\r\nbefore"u8.ToArray()), AfterCompression = Open("A: b\r\n\r\nafter"u8.ToArray()), HttpBody = Open("whole body"u8.ToArray()),
    };

    [Theory]
    [Requirement("AS2-MATCH-005", "AS2-SEC-009")]
    [MemberData(nameof(Forms))]
    public async Task Bytes_that_were_hashed_instead_are_named_and_stay_a_mismatch_for_a_signed_message(MicSource source, MicForm form, byte[] hashed)
    {
        var variant = await FindAsync(hashed, DigestAlgorithm.Sha256, Sources);
        Assert.NotNull(variant);
        Assert.Equal((source, form, false), (variant.Source, variant.Form, variant.IsAcceptable));
        var verdict = await JudgeAsync(variant, ReceiptSamples.Sent);
        Assert.Equal(ReceiptOutcome.MicMismatch, verdict.Outcome);
        Assert.EndsWith(variant.Sentence, verdict.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("AS2-MATCH-005")]
    [InlineData("sha-512", true)]
    [InlineData("sha-384", true)]
    [InlineData("sha-1", false)]
    [InlineData("md5", false)]
    public async Task The_right_bytes_by_another_digest_are_accepted_with_a_warning_where_the_digest_is_allowed(string name, bool isAllowed)
    {
        var digest = DigestAlgorithm.All.Single(d => d.Name == name);
        var variant = await FindAsync(Entity, digest, Sources);
        Assert.Equal((MicSource.Entity, MicForm.AsIs, isAllowed), (variant!.Source, variant.Form, variant.IsAcceptable));
        Assert.Equal(ReceiptOutcome.MicMismatch, (await JudgeAsync(null, ReceiptSamples.Sent, variant.Mic)).Outcome);
        var verdict = await JudgeAsync(variant, ReceiptSamples.Sent);
        Assert.Equal(isAllowed ? ReceiptOutcome.DeliveredWithWarning : ReceiptOutcome.MicMismatch, verdict.Outcome);
        Assert.True((await FindAsync(Entity, digest, Sources with { Policy = CmsPolicy.ReadEverything }))!.IsAcceptable);
    }

    [Fact]
    [Requirement("AS2-MATCH-005")]
    public async Task The_OpenAS2_capture_of_a_compressed_message_is_named_without_headers()
    {
        var capture = OpenAs2Capture.Read("comp-only-sync");
        var cms = new MemoryStream(capture.Request.Body);
        await using var reader = await CmsReader.OpenAsync(cms, CmsReadOptions.Default, TestContext.Current.CancellationToken);
        var inflated = new MemoryStream();
        await (await reader.ReadCompressedAsync(TestContext.Current.CancellationToken)).Content.CopyToAsync(inflated, TestContext.Current.CancellationToken);
        using var partner = ReceiptSamples.Certificate("openas2/certificates/OAS2B.crt");
        var receipt = await ReceiptSamples.ReadAsync(
            MimeHeaders.FromPairs(capture.Response.Headers), capture.Response.Body, ReceiptSamples.Options with { SignerCertificates = [partner] });
        Assert.NotEqual(SHA256.HashData(inflated.ToArray()), receipt.Mic!.Value.ToArray());

        var variant = await MicVariants.FindAsync(
            receipt.Mic, new() { Entity = Open(inflated.ToArray()), HttpBody = Open(capture.Request.Body), IsSigned = false }, TestContext.Current.CancellationToken);
        Assert.Equal((MicSource.Entity, MicForm.WithoutHeaders, true), (variant!.Source, variant.Form, variant.IsAcceptable));
        Assert.Equal("The partner hashed the content without its headers, by sha-256.", variant.Sentence);
    }

    [Fact]
    public async Task A_plain_message_may_have_been_hashed_with_headers()
    {
        var plain = Sources with { Entity = Open(Payload), EntityHasHeaders = false, EntityHeaders = Headers, IsSigned = false };
        Assert.Equal((MicForm.WithHeaders, true), Form(await FindAsync(Entity, DigestAlgorithm.Sha256, plain)));
        Assert.Equal((MicForm.CrlfLines, false), Form(await FindAsync(Crlf, DigestAlgorithm.Sha256, plain)));
        Assert.Null(await FindAsync(Entity, DigestAlgorithm.Sha256, plain with { EntityHeaders = default }));
    }

    [Theory]
    [InlineData("base64")]
    [InlineData("quoted-printable")]
    public async Task Content_that_was_decoded_first_is_named(string encoding)
    {
        var coded = encoding is "base64" ? Convert.ToBase64String(Payload) : Encoding.ASCII.GetString(Payload).Replace("\r\n", "=0D=0A=\r\n", StringComparison.Ordinal).Replace("~\n", "~=0A=\r\n", StringComparison.Ordinal).Replace("\n\nI", "\n=0A=\r\nI", StringComparison.Ordinal);
        var entity = Encoding.ASCII.GetBytes($"Content-Transfer-Encoding: {encoding}\r\n\r\n{coded}");
        Assert.Equal((MicForm.Decoded, false), Form(await FindAsync(Payload, DigestAlgorithm.Sha256, new() { Entity = Open(entity) })));
    }

    [Fact]
    public async Task What_fits_nothing_has_no_name()
        => Assert.Null(await MicVariants.FindAsync(Mic.Parse(ReceiptSamples.Sha256).Value!, Sources, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("no empty line\r\n")]
    public async Task Odd_entities_are_read_too(string entity)
    {
        var bytes = Encoding.ASCII.GetBytes(entity);
        Assert.Equal(MicForm.AsIs, (await FindAsync(bytes, DigestAlgorithm.Sha384, new() { Entity = Open(bytes) }))!.Form);
    }

    [Fact]
    public async Task A_source_of_hundred_megabytes_is_read_once_in_constant_memory()
    {
        var opened = 0;
        var sources = new MicVariantSources
        {
            Entity = _ =>
            {
                opened++;
                return ValueTask.FromResult<Stream>(new PatternStream(100L << 20));
            },
        };
        // The source never waits, so all of it happens on this thread.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(await MicVariants.FindAsync(Mic.Parse(ReceiptSamples.Sha256).Value!, sources, TestContext.Current.CancellationToken));
        Assert.Equal(1, opened);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1L << 20);
    }

    private static (MicForm Form, bool IsAcceptable) Form(MicVariant? variant) => (variant!.Form, variant.IsAcceptable);

    private static Func<CancellationToken, ValueTask<Stream>> Open(byte[] bytes) => _ => ValueTask.FromResult<Stream>(new TrickleStream(bytes, 3));

    private static ValueTask<MicVariant?> FindAsync(byte[] hashed, DigestAlgorithm digest, MicVariantSources sources)
        => MicVariants.FindAsync(new(MicAlgorithm.Of(digest), CryptographicOperations.HashData(digest.Hash, hashed)), sources, TestContext.Current.CancellationToken);

    private static async Task<ReceiptVerdict> JudgeAsync(MicVariant? variant, SentMessage sent, Mic? mic = null)
    {
        var receipt = await ReceiptSamples.ReadAsync(ReceiptWriter.Write(ReceiptSamples.Content with { Mic = mic ?? variant!.Mic }, ReceiptSamples.Signer));
        return ReceiptMatcher.Judge(sent, ReceiptSamples.Partner, ReceiptSamples.Us, receipt, isSynchronous: true, variant);
    }

    /// <summary>So many bytes of line ends and letters.</summary>
    private sealed class PatternStream(long length) : MemoryStream
    {
        private long _left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(buffer.Length, _left);
            buffer.Span[..count].Fill((byte)'x');
            _left -= count;
            return ValueTask.FromResult(count);
        }
    }
}
