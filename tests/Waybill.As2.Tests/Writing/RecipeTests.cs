using System.Security.Cryptography;
using Waybill.Cms;
using Waybill.TestKit;
using Xunit;

namespace Waybill.As2.Tests.Writing;

/// <summary>A package stored and restored sends the same bytes: a retry after a restart is the same message.</summary>
public sealed class RecipeTests
{
    private static readonly byte[][] Contents = [TestBytes.Edi(70_000), TestBytes.Random(3, 4_097), []];

    public static TheoryData<string> Structures => [.. Packing.Structures];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Structures))]
    [Requirement("AS2-DUP-001")]
    public async Task A_restored_package_sends_the_same_bytes(string structure)
    {
        foreach (var base64 in new[] { false, true })
        {
            As2Document[] documents = [.. Contents.Select((c, i) => Packing.Document(c, $"{i}.edi") with { Encoding = Packing.Coding(base64) })];
            foreach (var sent in new[] { documents, documents[..1], documents[2..] })
            {
                var options = Packing.Options(structure) with { CompressedEncoding = Packing.Coding(base64), SignatureEncoding = Packing.Coding(base64), Receipt = ReceiptRequest.Unsigned("a@b") };
                await using var package = await Packing.PackAsync(options, sent);
                var body = await Packing.BodyAsync(package);
                var recipe = package.ToRecipe();
                await using var restored = As2Package.FromRecipe(Stored(recipe), (i, ct) => sent[i].OpenAsync(ct));

                Assert.Equal(structure.Contains('E', StringComparison.Ordinal), recipe.ContentKey.Length > 0);
                Assert.Equal(package.Headers, restored.Headers);
                Assert.Equal(package.Length, restored.Length);
                Assert.Equal(package.Mic, restored.Mic);
                Assert.Equal(body, await Packing.BodyAsync(restored));
                Assert.Equal(body, await Packing.BodyAsync(restored));
                Assert.Equal(await Packing.BytesAsync(await package.OpenMicEntityAsync(Token)), await Packing.BytesAsync(await restored.OpenMicEntityAsync(Token)));
                Assert.Equal(recipe.Bytes.ToArray(), restored.ToRecipe().Bytes.ToArray());
            }
        }
    }

    [Theory]
    [InlineData("aes256-cbc")]
    [InlineData("aes256-gcm")]
    public async Task The_content_key_is_nowhere_in_the_bytes_and_without_it_only_the_encrypted_body_is_lost(string cipher)
    {
        var document = Packing.Document(Contents[0]);
        await using var package = await Packing.PackAsync(Packing.Options("ES") with { Cipher = ContentCipher.FromName(cipher) }, document);
        var recipe = package.ToRecipe();
        Assert.Equal(32, recipe.ContentKey.Length);
        Assert.Equal(-1, recipe.Bytes.Span.IndexOf(recipe.ContentKey.Span));

        await using var locked = As2Package.FromRecipe(As2Recipe.Read(recipe.Bytes, default).Value!, (_, ct) => document.OpenAsync(ct));
        Assert.Equal(package.Length, locked.Length);
        Assert.Equal(SHA256.HashData(await Packing.BytesAsync(await locked.OpenMicEntityAsync(Token))), package.Mic.Value.ToArray());
        await Assert.ThrowsAsync<IOException>(async () => await locked.OpenAsync(Token));
        Assert.Null(locked.ToMicVariantSources().HttpBody);
        Assert.Equal(recipe.Bytes.ToArray(), locked.ToRecipe().Bytes.ToArray());
        Assert.True(locked.ToRecipe().ContentKey.IsEmpty);
    }

    [Fact]
    public async Task A_recipe_stays_small_whatever_it_is_about()
    {
        await using var package = await Packing.PackAsync(Packing.Options("ES"), Packing.Document(new byte[5_000_000]));

        Assert.InRange(package.ToRecipe().Bytes.Length, 500, 10_000);
    }

    [Theory]
    [InlineData("ES")]
    [InlineData("EZS")]
    public async Task A_recipe_that_was_changed_or_cut_is_refused(string structure)
    {
        await using var package = await Packing.PackAsync(Packing.Options(structure), Packing.Document(Contents[1]));
        var recipe = package.ToRecipe();
        var bytes = recipe.Bytes.ToArray();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x20;
            Assert.Null(As2Recipe.Read(bytes, recipe.ContentKey).Value);
            bytes[i] ^= 0x20;
        }

        for (var length = 0; length < bytes.Length; length += 13)
        {
            Assert.Null(As2Recipe.Read(bytes.AsMemory(0, length), recipe.ContentKey).Value);
        }

        Assert.Null(As2Recipe.Read((byte[])[.. bytes, 0], recipe.ContentKey).Value);
        Assert.NotNull(As2Recipe.Read(bytes, recipe.ContentKey).Value);
    }

    [Fact]
    public async Task A_recipe_made_to_look_whole_never_does_more_than_be_refused()
    {
        await using var package = await Packing.PackAsync(Packing.Options("EZS"), Packing.Document(Contents[1]));
        var recipe = package.ToRecipe();
        var random = new Random(7);
        for (var round = 0; round < 4000; round++)
        {
            var bytes = recipe.Bytes.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(1, bytes.Length - 32)] = (byte)random.Next(256);
            }

            SHA256.HashData(bytes.AsSpan(0, bytes.Length - 32), bytes.AsSpan(bytes.Length - 32));
            var read = As2Recipe.Read(bytes, recipe.ContentKey);
            Assert.True(read.Value is null != read.Problem is null);
        }
    }

    [Fact]
    public async Task The_key_of_another_message_or_a_key_for_nothing_is_refused()
    {
        await using var one = await Packing.PackAsync(Packing.Options("ES"), Packing.Document(Contents[1]));
        await using var other = await Packing.PackAsync(Packing.Options("ES"), Packing.Document(Contents[1]));
        await using var plain = await Packing.PackAsync(Packing.Options("S"), Packing.Document(Contents[1]));

        Assert.Contains("another message", As2Recipe.Read(one.ToRecipe().Bytes, other.ToRecipe().ContentKey).Problem, StringComparison.Ordinal);
        Assert.NotNull(As2Recipe.Read(plain.ToRecipe().Bytes, other.ToRecipe().ContentKey).Problem);
    }

    [Theory]
    [MemberData(nameof(Structures))]
    public async Task A_document_that_changed_meanwhile_is_found_before_and_while_it_is_sent(string structure)
    {
        var now = Contents[0];
        var document = Packing.Document(now) with { OpenAsync = _ => new(new TrickleStream(now, 999)) };
        await using var package = await Packing.PackAsync(Packing.Options(structure), document);
        var recipe = Stored(package.ToRecipe());
        foreach (byte[] other in new[] { [.. now[..^1], (byte)(now[^1] ^ 1)], now[..^1], (byte[])[.. now, 0] })
        {
            var good = now;
            await using var restored = As2Package.FromRecipe(recipe, (_, ct) => document.OpenAsync(ct));
            await restored.CheckDocumentsAsync(Token);
            now = other;
            await Assert.ThrowsAsync<ContentChangedException>(async () => await restored.CheckDocumentsAsync(Token));
            await Assert.ThrowsAsync<ContentChangedException>(() => Packing.BodyAsync(restored));
            now = good;
        }
    }

    [Theory]
    [InlineData("Z")]
    [InlineData("ESZ")]
    [InlineData("EZS")]
    public async Task Compressed_bytes_that_were_kept_are_read_instead_of_made_again(string structure)
    {
        var document = Packing.Document(Contents[0]);
        var scratch = new KeepingScratch();
        byte[] body;
        As2Recipe recipe;
        await using (var package = await As2Packager.PackAsync(Packing.Options(structure), [document], scratch, Token))
        {
            body = await Packing.BodyAsync(package);
            recipe = Stored(package.ToRecipe());
            await using var restored = As2Package.FromRecipe(recipe, (_, _) => throw new InvalidOperationException("The document is not needed."), scratch.OpenAsync);
            Assert.Equal(body, await Packing.BodyAsync(restored));
        }

        // What stands in their place is not sent.
        await using var wrong = As2Package.FromRecipe(recipe, (_, ct) => document.OpenAsync(ct), _ => new(new MemoryStream(new byte[100])));
        await Assert.ThrowsAsync<ContentChangedException>(() => Packing.BodyAsync(wrong));
    }

    [Theory]
    [InlineData("ESZ", MicSource.BeforeCompression)]
    [InlineData("EZS", MicSource.AfterCompression)]
    [InlineData("Z", MicSource.AfterCompression)]
    [InlineData("ES", MicSource.HttpBody)]
    [Requirement("AS2-MATCH-005")]
    public async Task What_a_partner_hashed_instead_is_found_from_a_restored_package(string structure, MicSource source)
    {
        var document = Packing.Document(Contents[0]);
        await using var package = await Packing.PackAsync(Packing.Options(structure), document);
        await using var restored = As2Package.FromRecipe(Stored(package.ToRecipe()), (_, ct) => document.OpenAsync(ct));
        var sources = restored.ToMicVariantSources();
        var open = source switch { MicSource.BeforeCompression => sources.BeforeCompression, MicSource.AfterCompression => sources.AfterCompression, _ => sources.HttpBody };
        var theirs = new Mic(package.Mic.Algorithm, SHA256.HashData(await Packing.BytesAsync(await open!(Token))));

        var variant = await MicVariants.FindAsync(theirs, sources, Token);

        Assert.Equal((source, MicForm.AsIs), (variant!.Source, variant.Form));
        Assert.Equal(structure.Contains('S', StringComparison.Ordinal), sources.IsSigned);
    }

    [Fact]
    [Requirement("AS2-MATCH-005")]
    public async Task Of_a_plain_message_the_headers_may_have_been_hashed_too()
    {
        var document = Packing.Document(Contents[1]);
        await using var package = await Packing.PackAsync(Packing.Options(), document);
        await using var restored = As2Package.FromRecipe(Stored(package.ToRecipe()), (_, ct) => document.OpenAsync(ct));
        var sources = restored.ToMicVariantSources();
        Assert.False(sources.EntityHasHeaders);
        Assert.False(sources.IsSigned);
        var theirs = new Mic(package.Mic.Algorithm, SHA256.HashData([.. sources.EntityHeaders.Span, .. Contents[1]]));

        Assert.Equal(MicForm.WithHeaders, (await MicVariants.FindAsync(theirs, sources, Token))!.Form);
    }

    private static As2Recipe Stored(As2Recipe recipe) => As2Recipe.Read(recipe.Bytes.ToArray(), recipe.ContentKey.ToArray()).Value!;

    /// <summary>Remembers the one object it made.</summary>
    private sealed class KeepingScratch : IQuarantine
    {
        private readonly SpoolQuarantine _inner = new();
        private IQuarantineObject? _made;

        public async ValueTask<IQuarantineObject> CreateAsync(CancellationToken cancellationToken) => _made = await _inner.CreateAsync(cancellationToken);

        public ValueTask<Stream> OpenAsync(CancellationToken ct) => _made!.OpenReadAsync(0, _made.Length, ct);
    }
}
