using System.Security.Cryptography;
using System.Text;
using Waybill.Cms;

namespace Waybill.As2.Tests;

public sealed class StructureTests
{
    private const string V1ContentSha256 = "jefvzFARK6tzrRO/O+F+JxdzUCWcERCE6pcbwnRqW6I=";
    private const string V1EntitySha256 = "fQ1hIrqGxkrqWdlh7SnAPtCq9oFyr8SWCzR+6wAWuzE=";

    /// <summary>The ten structures, and the same with GCM and with opaque signatures.</summary>
    public static TheoryData<string> All => ["P", "SP", "EP", "ESP", "ZP", "SZP", "ZSP", "EZP", "ESZP", "EZSP", "GP", "GSP", "GZP", "GSZP", "GZSP", "OP", "EOP", "OZP", "ZOP", "EOZP", "EZOP"];

    [Theory]
    [MemberData(nameof(All))]
    [Requirement("AS2-STRUCT-001", "AS2-STRUCT-002", "AS2-STRUCT-003", "AS2-STRUCT-004", "AS2-STRUCT-005", "AS2-STRUCT-006", "AS2-STRUCT-007", "AS2-STRUCT-008", "AS2-STRUCT-009", "AS2-STRUCT-010",
        "AS2-STRUCT-012", "AS2-STRUCT-015", "AS2-STRUCT-016", "AS2-FN-001", "AS2-HDR-023", "AS2-DISP-001")]
    public async Task Every_structure_opens_to_its_document_however_the_bytes_arrive(string structure)
    {
        var message = TestMessage.Build(structure);
        foreach (var bytesARead in (int[])[1, 2, 3, 7, 16, 4096, int.MaxValue])
        {
            await using var verdict = await message.ReadAsync(bytesARead: bytesARead);

            Assert.Equal((As2Failure.None, As2Failure.None), (verdict.Failure, verdict.OutwardFailure));
            var payload = Assert.Single(verdict.Payloads);
            Assert.Equal(TestMessage.V1Content, Encoding.ASCII.GetString(await payload.BytesAsync()));
            Assert.Equal(("application/edifact", "orders.edi", true, 70L), (payload.ContentType.MediaType, payload.FileName, payload.IsRoot, payload.Length!.Value));
            Assert.Equal(message.MicBytes, await verdict.Entity!.BytesAsync());
            Assert.Equal(new Mic(MicAlgorithm.Of(DigestAlgorithm.Sha256), SHA256.HashData(message.MicBytes)), verdict.Mic);
            Assert.Equal(verdict.Mic, verdict.OutwardMic);
            Assert.Equal(structure[..^1], string.Concat(verdict.Layers.Select(l => Letter(l, structure))));
            Assert.All(verdict.Layers, l => Assert.Equal(As2LayerStatus.Good, l.Status));
            Assert.Equal(structure.AsSpan().ContainsAny('S', 'O'), verdict.IsSigned);
            Assert.Equal(structure.AsSpan().ContainsAny('E', 'G'), verdict.IsEncrypted);
            Assert.Equal(structure.Contains('Z', StringComparison.Ordinal), verdict.IsCompressed);
            Assert.Equal(verdict.IsSigned || structure is "GP" or "GZP", payload.IsAuthenticated);
            Assert.Equal(verdict.IsSigned ? Reading.AlicesCertificate : null, verdict.Signer);
            Assert.Equal("automatic-action/MDN-sent-automatically; processed", verdict.DispositionFor(As2Profile.Rfc4130).ToString());
        }
    }

    [Theory]
    [InlineData("P", V1ContentSha256, "Fe8xeq6kCx/06p7nAb/UiJbAgo4=")]
    [InlineData("SP", V1EntitySha256, "GecLRrA8mZ4cfroGvAn3cUYocF8=")]
    [InlineData("EP", V1EntitySha256, "GecLRrA8mZ4cfroGvAn3cUYocF8=")]
    [InlineData("ESP", V1EntitySha256, "GecLRrA8mZ4cfroGvAn3cUYocF8=")]
    [InlineData("ZP", V1EntitySha256, "GecLRrA8mZ4cfroGvAn3cUYocF8=")]
    [InlineData("ZSP", V1EntitySha256, "GecLRrA8mZ4cfroGvAn3cUYocF8=")]
    [InlineData("EZP", V1EntitySha256, "GecLRrA8mZ4cfroGvAn3cUYocF8=")]
    [InlineData("EZSP", V1EntitySha256, "GecLRrA8mZ4cfroGvAn3cUYocF8=")]
    [Requirement("AS2-MIC-001", "AS2-MIC-002", "AS2-MIC-003", "AS2-MIC-004", "AS2-MIC-005", "AS2-MIC-007", "AS2-MIC-008", "AS2-MIC-010", "AS2-MIC-013")]
    public async Task The_MIC_is_the_one_of_the_catalogues_vector(string structure, string sha256, string sha1)
    {
        await using var modern = await TestMessage.Build(structure).ReadAsync();
        Assert.Equal($"{sha256}, sha-256", modern.OutwardMic!.ToString());

        var old = Reading.Open with { Policy = CmsPolicy.ReadEverything, DefaultMicDigest = DigestAlgorithm.Sha1 };
        await using var legacy = await TestMessage.Build(structure, digest: "sha-1").ReadAsync(old);
        Assert.Equal($"{sha1}, sha1", legacy.OutwardMic!.ToString());
    }

    [Theory]
    [InlineData("SZP")]
    [InlineData("ESZP")]
    [Requirement("AS2-MIC-006", "AS2-MIC-009")]
    public async Task What_was_compressed_before_signing_is_hashed_compressed(string structure)
    {
        var message = TestMessage.Build(structure);
        await using var verdict = await message.ReadAsync();
        Assert.NotEqual($"{V1EntitySha256}, sha-256", verdict.Mic!.ToString());
        Assert.Equal(SHA256.HashData(message.MicBytes), verdict.Mic.Value);
        Assert.StartsWith("Content-Type: application/pkcs7-mime; smime-type=compressed-data", Encoding.Latin1.GetString(await verdict.Entity!.BytesAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ZSZP")]
    [InlineData("ZZP")]
    [InlineData("SZZP")]
    [InlineData("SEP")]
    [InlineData("SESP")]
    [InlineData("SSP")]
    [InlineData("OSP")]
    [InlineData("SOP")]
    [InlineData("ZEP")]
    [InlineData("SZSP")]
    [Requirement("AS2-STRUCT-011", "AS2-STRUCT-012")]
    public async Task Other_nestings_are_refused_and_not_guessed_at(string structure)
    {
        await using var verdict = await TestMessage.Build(structure).ReadAsync(bytesARead: 7);
        Reading.Refused(verdict, As2Failure.BadStructure);
        Assert.Equal("automatic-action/MDN-sent-automatically; processed/error: unexpected-processing-error", verdict.DispositionFor(As2Profile.Rfc4130).ToString());
    }

    [Fact]
    public async Task Encrypted_twice_is_refused_without_telling_that_the_outer_envelope_opened()
        => Reading.Refused(await TestMessage.Build("EEP").ReadAsync(), As2Failure.BadStructure, As2Failure.ProtectedContentRefused);

    [Theory]
    [MemberData(nameof(All))]
    [Requirement("AS2-STRUCT-025")]
    public async Task An_empty_document_goes_through_every_structure(string structure)
    {
        var message = TestMessage.Build(structure, TestMessage.Entity("Content-Type: application/octet-stream", []));
        await using var verdict = await message.ReadAsync(bytesARead: 5);
        Assert.Equal(As2Failure.None, verdict.Failure);
        Assert.Empty(await Assert.Single(verdict.Payloads).BytesAsync());
        Assert.Equal(SHA256.HashData(message.MicBytes), verdict.Mic!.Value);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_message_cut_anywhere_is_never_accepted(string structure)
    {
        var whole = TestMessage.Build(structure);
        if (structure is "P")
        {
            return;
        }

        for (var length = 0; length < whole.Body.Length - 2; length += 1 + (whole.Body.Length / 150))
        {
            await using var verdict = await (whole with { Body = whole.Body[..length] }).ReadAsync();
            Assert.False(verdict.IsAccepted, $"cut at {length} of {whole.Body.Length}");
        }
    }

    private static char Letter(As2Layer layer, string structure) => layer.Kind switch
    {
        As2LayerKind.Signed => 'S',
        As2LayerKind.OpaqueSigned => 'O',
        As2LayerKind.Compressed => 'Z',
        _ => structure[0],
    };
}
