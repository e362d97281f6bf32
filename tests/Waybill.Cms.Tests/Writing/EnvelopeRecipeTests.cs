using System.Buffers;
using System.Formats.Asn1;

namespace Waybill.Cms.Tests.Writing;

public sealed class EnvelopeRecipeTests
{
    private static readonly byte[] Content = TestBytes.Edi(300_000);

    public static TheoryData<string> Ciphers => [.. Envelopes.EverydayCiphers];

    [Theory]
    [MemberData(nameof(Ciphers))]
    public async Task A_recipe_gives_the_same_bytes_each_time_and_after_being_stored(string cipher)
    {
        using var rsa = new CmsCertificate(Envelopes.Identity("rsa"));
        using var ec = new CmsCertificate(Envelopes.Identity("ec384"));
        foreach (var size in Envelopes.Sizes)
        {
            var content = TestBytes.Random(size, size);
            var recipe = EnvelopeRecipe.Create(Envelopes.For(rsa, ec) with { Cipher = Envelopes.Cipher(cipher) }, size);
            var key = recipe.Key.ToArray();
            var loaded = EnvelopeRecipe.Load(recipe.Cipher, key, recipe.Iv, recipe.Prefix, recipe.ContentLength);
            key.AsSpan().Clear();

            var first = await Envelopes.SealAsync(recipe, content);
            Assert.Equal(first, await Envelopes.SealAsync(recipe, content));
            Assert.Equal(first, await Envelopes.SealAsync(loaded, content));
        }
    }

    [Theory]
    [MemberData(nameof(Ciphers))]
    public async Task Nothing_random_is_drawn_twice_alike(string cipher)
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        var options = Envelopes.For(certificate) with { Cipher = Envelopes.Cipher(cipher) };
        var (one, two) = (EnvelopeRecipe.Create(options, 100), EnvelopeRecipe.Create(options, 100));

        Assert.NotEqual(one.Key.ToArray(), two.Key.ToArray());
        Assert.NotEqual(one.Iv.ToArray(), two.Iv.ToArray());
        Assert.NotEqual((await Envelopes.SealAsync(one, new byte[100]))[^60..], (await Envelopes.SealAsync(two, new byte[100]))[^60..]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task Small_reads_on_either_side_change_nothing(int most)
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        foreach (var cipher in new[] { ContentCipher.Aes256Cbc, ContentCipher.Aes256Gcm })
        {
            var recipe = EnvelopeRecipe.Create(Envelopes.For(certificate) with { Cipher = cipher }, Content.Length);
            var whole = await Envelopes.SealAsync(recipe, Content);

            using var output = new MemoryStream();
            await using var sealing = recipe.Encrypt(new TrickleStream(Content, most));
            var buffer = new byte[most];
            while (await sealing.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var read)
            {
                output.Write(buffer, 0, read);
            }

            Assert.Equal(whole, output.ToArray());
            Assert.Equal(0, await sealing.ReadAsync(buffer, TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("aes256-cbc", 0, 1)]
    [InlineData("aes256-cbc", 1, 0)]
    [InlineData("aes256-cbc", 16, 15)]
    [InlineData("aes256-cbc", 16, 17)]
    [InlineData("aes256-cbc", 300_000, 299_999)]
    [InlineData("aes256-cbc", 300_000, 300_001)]
    [InlineData("aes256-cbc", EnvelopeStream.Batch, EnvelopeStream.Batch + 1)]
    [InlineData("aes256-gcm", EnvelopeStream.Batch, EnvelopeStream.Batch + 1)]
    [InlineData("aes256-gcm", 0, 1)]
    [InlineData("aes256-gcm", 300_000, 140_000)]
    [InlineData("aes256-gcm", 300_000, 400_000)]
    public async Task Plaintext_of_another_length_is_an_error_and_never_a_whole_object(string cipher, int announced, int actual)
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        var recipe = EnvelopeRecipe.Create(Envelopes.For(certificate) with { Cipher = Envelopes.Cipher(cipher) }, announced);
        await using var sealing = recipe.Encrypt(new MemoryStream(TestBytes.Random(1, actual)));
        using var output = new MemoryStream();

        var thrown = await Assert.ThrowsAsync<IOException>(() => sealing.CopyToAsync(output, TestContext.Current.CancellationToken));
        Assert.Contains(announced.ToString(System.Globalization.CultureInfo.InvariantCulture), thrown.Message, StringComparison.Ordinal);
        Assert.True(output.Length < recipe.Length);

        // And stays one: whoever asks again must not get the rest.
        await Assert.ThrowsAnyAsync<Exception>(() => sealing.CopyToAsync(output, TestContext.Current.CancellationToken));
        Assert.True(output.Length < recipe.Length);
    }

    [Fact]
    public async Task A_cancelled_read_ends_the_stream()
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        var recipe = EnvelopeRecipe.Create(Envelopes.For(certificate), Content.Length);
        var plaintext = new SilentStream();
        var sealing = recipe.Encrypt(plaintext);
        await sealing.ReadExactlyAsync(new byte[recipe.Prefix.Length], TestContext.Current.CancellationToken);
        using var cancellation = new CancellationTokenSource();
        var pending = sealing.ReadAsync(new byte[100], cancellation.Token).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await sealing.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken));
        await sealing.DisposeAsync();
        Assert.True(plaintext.IsDisposed);
    }

    [Fact]
    public async Task The_plaintext_is_disposed_with_the_stream_and_leaves_nothing_in_the_pool()
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        var marked = new byte[500_000];
        Array.Fill(marked, (byte)'W');
        foreach (var cipher in new[] { ContentCipher.Aes256Cbc, ContentCipher.Aes256Gcm })
        {
            var recipe = EnvelopeRecipe.Create(Envelopes.For(certificate) with { Cipher = cipher }, marked.Length);
            var plaintext = new MemoryStream(marked);
            var sealing = recipe.Encrypt(plaintext);
            await sealing.ReadExactlyAsync(new byte[200_000], TestContext.Current.CancellationToken);
            await sealing.DisposeAsync();

            Assert.False(plaintext.CanRead);
            var pooled = Enumerable.Range(0, 16).Select(_ => ArrayPool<byte>.Shared.Rent(EnvelopeStream.Batch + 16)).ToArray();
            Assert.All(pooled, array => Assert.Equal(-1, array.AsSpan().IndexOf(marked.AsSpan(0, 16))));
            Array.ForEach(pooled, array => ArrayPool<byte>.Shared.Return(array));
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await sealing.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Many_streams_of_one_recipe_run_at_a_time()
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        foreach (var cipher in new[] { ContentCipher.Aes256Cbc, ContentCipher.Aes256Gcm })
        {
            var recipe = EnvelopeRecipe.Create(Envelopes.For(certificate) with { Cipher = cipher }, Content.Length);
            var whole = await Envelopes.SealAsync(recipe, Content);
            var others = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Envelopes.SealAsync(recipe, Content))));
            Assert.All(others, other => Assert.Equal(whole, other));
        }
    }

    [Theory]
    [MemberData(nameof(Ciphers))]
    public async Task The_output_is_der(string cipher)
    {
        using var rsa = new CmsCertificate(Envelopes.Identity("rsa"));
        using var ec = new CmsCertificate(Envelopes.Identity("ec256"));
        var options = Envelopes.For(rsa, ec, rsa) with { Cipher = Envelopes.Cipher(cipher) };
        foreach (var size in new[] { 0, 16, 100, 70_000 })
        {
            var envelope = await Envelopes.SealAsync(options, new byte[size]);
            using var parsed = new MemoryStream(envelope);
            Assert.Equal(envelope, Org.BouncyCastle.Asn1.Asn1Object.FromStream(parsed).GetEncoded("DER"));
            var listing = System.Text.Encoding.ASCII.GetString(await OpenSsl.RunAsync(envelope, "asn1parse", "-inform", "DER"));
            Assert.DoesNotContain("l=inf", listing, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Requirement("AS2-CRYPTO-003")]
    public async Task Gcm_has_a_nonce_of_12_bytes_a_tag_of_16_said_explicitly_and_no_attributes()
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        var recipe = EnvelopeRecipe.Create(Envelopes.For(certificate) with { Cipher = ContentCipher.Aes128Gcm }, 100);
        var envelope = await Envelopes.SealAsync(recipe, new byte[100]);

        var contentInfo = new AsnReader(envelope, AsnEncodingRules.DER).ReadSequence();
        Assert.Equal("1.2.840.113549.1.9.16.1.23", contentInfo.ReadObjectIdentifier());
        var enveloped = contentInfo.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        Assert.Equal(0, enveloped.ReadInteger());
        enveloped.ReadSetOf();
        var encrypted = enveloped.ReadSequence();
        Assert.Equal("1.2.840.113549.1.7.1", encrypted.ReadObjectIdentifier());
        var algorithm = encrypted.ReadSequence();
        Assert.Equal(ContentCipher.Aes128Gcm.Oid, algorithm.ReadObjectIdentifier());
        var parameters = algorithm.ReadSequence();
        Assert.Equal(recipe.Iv.ToArray(), parameters.ReadOctetString());
        Assert.Equal(12, recipe.Iv.Length);
        Assert.Equal(16, parameters.ReadInteger());
        Assert.Equal(100, encrypted.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0)).Length);
        Assert.Equal(16, enveloped.ReadOctetString().Length);
        enveloped.ThrowIfNotEmpty();
    }

    [Theory]
    [InlineData(1L << 32)]
    [InlineData((1L << 36) - 32)]
    public void The_length_of_more_than_a_32_bit_object_is_told(long length)
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        foreach (var cipher in new[] { ContentCipher.Aes256Cbc, ContentCipher.Aes256Gcm })
        {
            var recipe = EnvelopeRecipe.Create(Envelopes.For(certificate) with { Cipher = cipher }, length);
            Assert.Equal(recipe.Prefix.Length + (cipher.IsAuthenticated ? length + 18 : ((length / 16) + 1) * 16), recipe.Length);
            var lengthBytes = recipe.Prefix.Span[1] & 0x7F;
            var told = new System.Numerics.BigInteger(recipe.Prefix.Span.Slice(2, lengthBytes), isUnsigned: true, isBigEndian: true);
            Assert.Equal(recipe.Length, 2 + lengthBytes + told);
        }
    }

    /// <summary>A source that never gives anything.</summary>
    private sealed class SilentStream : MemoryStream
    {
        public bool IsDisposed { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
