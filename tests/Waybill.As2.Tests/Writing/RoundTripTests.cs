using Waybill.Cms;
using Waybill.Mime;
using Waybill.TestKit;
using Xunit;

namespace Waybill.As2.Tests.Writing;

/// <summary>What we write we read: the same bytes, names and MIC.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] Signatures =
        ["none", "rsa-sha-256", "rsa-sha-384", "rsa-sha-512", "pss-sha-256", "pss-sha-384", "pss-sha-512", "ec256-sha-256", "ec384-sha-384", "ec521-sha-512"];

    private static readonly string[] Envelopes = ["none", "rsa-aes128-cbc", "rsa-aes256-cbc", "oaep-aes256-cbc", "rsa-aes256-gcm", "oaep-aes128-gcm", "ec256-aes256-cbc", "ec521-aes256-gcm"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Algorithms
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var signature in Signatures)
            {
                foreach (var envelope in Envelopes)
                {
                    data.Add(signature, envelope);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    [Requirement("AS2-STRUCT-001", "AS2-STRUCT-002", "AS2-STRUCT-003", "AS2-STRUCT-004", "AS2-STRUCT-005", "AS2-STRUCT-006", "AS2-STRUCT-007", "AS2-STRUCT-008",
        "AS2-STRUCT-009", "AS2-STRUCT-010", "AS2-STRUCT-025", "AS2-HTTP-011", "AS2-CRYPTO-003", "AS2-CRYPTO-006", "AS2-CRYPTO-007", "AS2-CRYPTO-008")]
    public async Task Every_combination_comes_back_at_every_size(string signature, string envelope)
    {
        using var signer = signature is "none" ? null : Key("alice", signature.Split('-')[0]);
        using var recipient = envelope is "none" ? null : Key("bob", envelope.Split('-')[0]);
        foreach (var order in Enum.GetValues<CompressionOrder>())
        {
            foreach (var size in Packing.Sizes)
            {
                var coding = Packing.Coding(size % 2 is 1);
                var options = Packing.Options() with
                {
                    Signer = signer is null ? null : new()
                    {
                        Key = signer,
                        Digest = DigestAlgorithm.All.Single(d => signature.EndsWith(d.Name, StringComparison.Ordinal)),
                        Scheme = signature[0] is 'p' ? SignatureScheme.RsaPss : null,
                    },
                    Recipients = recipient is null ? []
                        : [new() { Certificate = recipient.Certificate, Management = envelope[0] is 'o' ? KeyManagement.RsaOaep : null }],
                    Cipher = recipient is null ? null : ContentCipher.FromName(envelope[(envelope.IndexOf('-', StringComparison.Ordinal) + 1)..]),
                    Compression = order, CompressedEncoding = coding, SignatureEncoding = coding,
                };
                var content = TestBytes.Random(size, size);
                await using var package = await Packing.PackAsync(options, Packing.Document(content) with { Encoding = coding });
                await using var verdict = await ReadAsync(package, await package.OpenAsync(Token), signer, recipient);

                Assert.True(verdict.IsAccepted, $"{order}, {size}: {verdict.Failure}, {verdict.Detail}");
                Assert.Equal((signer is not null, recipient is not null, order is not CompressionOrder.None), (verdict.IsSigned, verdict.IsEncrypted, verdict.IsCompressed));
                Assert.Equal(package.Mic, verdict.Mic);
                var payload = Assert.Single(verdict.Payloads);
                Assert.Equal(content, await Packing.BytesAsync(await payload.OpenAsync(Token)));
                Assert.Equal(("order.edi", "application/edi-x12"), (payload.FileName, payload.ContentType.MediaType));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Bytes_that_trickle_in_read_the_same(int most)
    {
        var content = TestBytes.Edi(2000);
        foreach (var structure in Packing.Structures)
        {
            await using var package = await Packing.PackAsync(Packing.Options(structure), Packing.Document(content));
            await using var trickle = new TrickleStream(await package.OpenAsync(Token), most);
            await using var verdict = await ReadAsync(package, trickle, Packing.Alice, Packing.Bob);

            Assert.True(verdict.IsAccepted, $"{structure}: {verdict.Failure}, {verdict.Detail}");
            Assert.Equal(package.Mic, verdict.Mic);
            Assert.Equal(content, await Packing.BytesAsync(await verdict.Payloads[0].OpenAsync(Token)));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(50)]
    [Requirement("AS2-MA-001", "AS2-MA-004", "AS2-MA-006", "AS2-FN-007", "AS2-MIC-011")]
    public async Task Attachments_come_back_in_order_with_their_names(int count)
    {
        As2Document[] documents = [.. Enumerable.Range(0, count).Select(i
            => Packing.Document(TestBytes.Random(i, i * 11), $"part {i}.bin", i is 0 ? "application/xml" : "image/tiff") with { Encoding = Packing.Coding(i % 3 is 1) })];
        foreach (var structure in Packing.Structures)
        {
            await using var package = await Packing.PackAsync(Packing.Options(structure), documents);
            await using var verdict = await ReadAsync(package, await package.OpenAsync(Token), Packing.Alice, Packing.Bob);

            Assert.True(verdict.IsAccepted, $"{structure}: {verdict.Failure}, {verdict.Detail}");
            Assert.Equal(documents.Select(d => d.FileName), verdict.Payloads.Select(p => p.FileName));
            Assert.Equal(Enumerable.Range(0, count).Select(i => i is 0), verdict.Payloads.Select(p => p.IsRoot));
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(TestBytes.Random(i, i * 11), await Packing.BytesAsync(await verdict.Payloads[i].OpenAsync(Token)));
            }

            Assert.Equal(package.Mic, verdict.Mic);
        }
    }

    [Theory]
    [InlineData("a b.edi")]
    [InlineData("a\"b.edi")]
    [InlineData("ä€.edi")]
    [InlineData("a;b.edi")]
    [InlineData("=?UTF-8?B?w6Q=?=.edi")]
    [InlineData("C:\\a\\b.edi")]
    [Requirement("AS2-FN-001", "AS2-FN-002")]
    public async Task File_names_come_back_as_they_were(string name)
    {
        foreach (var structure in Packing.Structures)
        {
            await using var package = await Packing.PackAsync(Packing.Options(structure), Packing.Document([1, 2, 3], name));
            await using var verdict = await ReadAsync(package, await package.OpenAsync(Token), Packing.Alice, Packing.Bob);

            Assert.True(verdict.IsAccepted, $"{structure}: {verdict.Failure}, {verdict.Detail}");
            Assert.Equal(name, verdict.Payloads[0].FileName);
        }
    }

    private static ValueTask<As2Verdict> ReadAsync(As2Package package, Stream body, CmsPrivateKey? signer, CmsPrivateKey? recipient)
        => As2MessageReader.ReadAsync(
            MimeHeaders.FromPairs(package.Headers),
            request: null,
            body,
            new()
            {
                VerificationTime = new(2026, 11, 24, 3, 4, 5, TimeSpan.Zero),
                SignerCertificates = signer is null ? [] : [signer.Certificate],
                DecryptionKeys = recipient is null ? CmsKeyBook.Empty : new([recipient]),
                Signature = Requirement.Allowed, Encryption = Requirement.Allowed, AllowUnsignedCbc = true,
            },
            new SpoolQuarantine(),
            Token);

    private static CmsPrivateKey Key(string name, string kind)
        => new(kind.StartsWith("ec", StringComparison.Ordinal)
            ? TestIdentities.Ec(name, int.Parse(kind[2..], System.Globalization.CultureInfo.InvariantCulture))
            : TestIdentities.Rsa(name));
}
