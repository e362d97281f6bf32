namespace Waybill.As2.Tests;

public sealed class DispositionTests
{
    private const string Mode = "automatic-action/MDN-sent-automatically; ";

    public static TheoryData<string, DispositionType, DispositionModifier, string> RoundTrip => new()
    {
        { Mode + "processed", DispositionType.Processed, DispositionModifier.None, "" },
        { Mode + "processed/error: authentication-failed", DispositionType.Processed, DispositionModifier.Error, "authentication-failed" },
        { Mode + "processed/error", DispositionType.Processed, DispositionModifier.Error, "" },
        { Mode + "processed/warning: authentication-failed, processing continued", DispositionType.Processed, DispositionModifier.Warning, "authentication-failed, processing continued" },
        { Mode + "processed/warning: duplicate-document", DispositionType.Processed, DispositionModifier.Warning, "duplicate-document" },
        { Mode + "failed/failure: sender-equals-receiver", DispositionType.Failed, DispositionModifier.Failure, "sender-equals-receiver" },
        { Mode + "failed/failure: a/b: c", DispositionType.Failed, DispositionModifier.Failure, "a/b: c" },
        { Mode + "failed", DispositionType.Failed, DispositionModifier.None, "" },
    };

    public static TheoryData<string, DispositionType, DispositionModifier, string> ReadOnly => new()
    {
        { "Automatic-Action/mdn-sent-automatically;PROCESSED/Warning:duplicate-document", DispositionType.Processed, DispositionModifier.Warning, "duplicate-document" },
        { "automatic-action/MDN-sent-automatically ;processed", DispositionType.Processed, DispositionModifier.None, "" },
        { "manual-action/MDN-sent-manually ; processed / error : decryption-failed", DispositionType.Processed, DispositionModifier.Error, "decryption-failed" },
        { Mode + "processed/error:decompresion-failed", DispositionType.Processed, DispositionModifier.Error, "decompresion-failed" },
        { Mode + "processed/Error - decryption-failed", DispositionType.Processed, DispositionModifier.Error, "decryption-failed" },
        { Mode + "processed/Error, decryption-failed", DispositionType.Processed, DispositionModifier.Error, "decryption-failed" },
        { Mode + "processed; error: decryption-failed", DispositionType.Processed, DispositionModifier.Error, "decryption-failed" },
        { Mode + "processed/warning: x, failure: y", DispositionType.Processed, DispositionModifier.Failure, "x, failure: y" },
        { Mode + "processed/warning; error", DispositionType.Processed, DispositionModifier.Error, "error" },
        { Mode + "error: authentication-failed", DispositionType.Processed, DispositionModifier.Error, "authentication-failed" },
        { Mode + "processed/error: foo bar (x)", DispositionType.Processed, DispositionModifier.Error, "foo bar (x)" },
        { Mode + "processed/odd", DispositionType.Processed, DispositionModifier.Error, "odd" },
        { Mode + "processed/0", DispositionType.Processed, DispositionModifier.Error, "0" },
        { Mode + "1", DispositionType.Unknown, DispositionModifier.None, "" },
    };

    [Theory]
    [Requirement("AS2-DISP-001", "AS2-DISP-012", "AS2-MDN-008")]
    [MemberData(nameof(RoundTrip))]
    public void What_the_standard_writes_is_read_and_written_the_same(string value, DispositionType type, DispositionModifier modifier, string text)
    {
        var disposition = Disposition.Parse(value).Value!;
        Assert.Equal((type, modifier, text), (disposition.Type, disposition.Modifier, disposition.Text));
        Assert.Equal(value, disposition.ToString());
    }

    [Theory]
    [Requirement("AS2-DISP-013", "AS2-DISP-015", "AS2-MDN-023", "AS2-MDN-024")]
    [MemberData(nameof(ReadOnly))]
    public void What_peers_write_is_read(string value, DispositionType type, DispositionModifier modifier, string text)
    {
        var disposition = Disposition.Parse(value).Value!;
        Assert.Equal((type, modifier, text), (disposition.Type, disposition.Modifier, disposition.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("processed")]
    [InlineData("automatic-action/MDN-sent-automatically;")]
    [InlineData("automatic-action/MDN-sent-automatically; /error: x")]
    public void What_has_no_type_is_refused(string value) => Assert.NotNull(Disposition.Parse(value).Problem);

    [Theory]
    [Requirement("AS2-DISP-014")]
    [InlineData("processed", DispositionMeaning.Accepted)]
    [InlineData("processed/warning: x", DispositionMeaning.AcceptedWithWarning)]
    [InlineData("displayed", DispositionMeaning.AcceptedWithWarning)]
    [InlineData("dispatched", DispositionMeaning.AcceptedWithWarning)]
    [InlineData("dispatched/error: x", DispositionMeaning.Refused)]
    [InlineData("processed/error: x", DispositionMeaning.Refused)]
    [InlineData("processed/failure: x", DispositionMeaning.Refused)]
    [InlineData("processed/anything", DispositionMeaning.Refused)]
    [InlineData("failed", DispositionMeaning.Refused)]
    [InlineData("failed/warning: x", DispositionMeaning.Refused)]
    [InlineData("deleted", DispositionMeaning.Refused)]
    [InlineData("denied", DispositionMeaning.Refused)]
    [InlineData("1", DispositionMeaning.Refused)]
    public void Only_processed_is_a_plain_yes(string value, DispositionMeaning meaning) => Assert.Equal(meaning, Disposition.Parse(Mode + value).Value!.Meaning);

    [Theory]
    [Requirement("AS2-DISP-015")]
    [InlineData("processed/error: decompresion-failed", "decompression-failed")]
    [InlineData("processed/error: Decompression-Failed (zlib)", "decompression-failed")]
    [InlineData("failed/failure: unsupported MIC-algorithms", "unsupported MIC-algorithms")]
    [InlineData("processed/error: unknown-trading-partner", "unknown-trading-partner")]
    [InlineData("failed/Failure: unsupported-mic-algorithm", "unsupported MIC-algorithms")]
    [InlineData("failed/failure: Unsupported-Format", "unsupported format")]
    [InlineData("processed/error: unknown-trading-relationship", "unknown-trading-relationship")]
    [InlineData("processed/Error - decompresion-failed", "decompression-failed")]
    [InlineData("processed/error: Error: Authentication failed", "authentication-failed")]
    [InlineData("processed/error:integrity_check_failed", "integrity-check-failed")]
    [InlineData("processed/error: other", null)]
    [InlineData("processed", null)]
    public void A_known_reason_is_found_in_any_spelling(string value, string? name) => Assert.Equal(name, Disposition.Parse(Mode + value).Value!.KnownName);

    [Fact]
    public void Case_does_not_count() => Assert.Equal(Disposition.Error("decryption-failed"), Disposition.Parse("A/B;PROCESSED/ERROR:Decryption-Failed").Value);

    [Fact]
    public void A_remark_cannot_start_another_header() => Assert.Throws<ArgumentException>(() => Disposition.Error("x\r\nAS2-To: y"));
}
