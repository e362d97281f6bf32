namespace Waybill.As2.Tests;

public sealed class As2FailureTests
{
    public static TheoryData<As2Failure> All => [.. Enum.GetValues<As2Failure>().Where(f => f is not As2Failure.None)];

    [Theory]
    [Requirement("AS2-DISP-002", "AS2-SEC-012")]
    [MemberData(nameof(All))]
    public void Every_failure_has_one_sentence_and_a_disposition_of_the_standard_form(As2Failure failure)
    {
        var facts = As2FailureFacts.Of(failure);
        Assert.Equal(failure, facts.Failure);
        Assert.Matches(@"^[A-Z][^\\/\r\n]+\.$", facts.Sentence);
        foreach (var profile in Enum.GetValues<As2Profile>())
        {
            if (facts.DispositionFor(profile) is { } disposition)
            {
                Assert.Matches(@"^automatic-action/MDN-sent-automatically; (processed|failed)/(error|warning|failure): \S.*$", disposition.ToString());
                Assert.NotNull(disposition.KnownName);
            }
        }
    }

    [Theory]
    [InlineData(As2Failure.UnknownSigner, "processed/error: authentication-failed")]
    [InlineData(As2Failure.SignerNotValid, "processed/error: authentication-failed")]
    [InlineData(As2Failure.BadSignature, "processed/error: authentication-failed")]
    [InlineData(As2Failure.DigestMismatch, "processed/error: integrity-check-failed")]
    [InlineData(As2Failure.NoKey, "processed/error: decryption-failed")]
    [InlineData(As2Failure.DecryptionFailed, "processed/error: decryption-failed")]
    [InlineData(As2Failure.DecompressionFailed, "processed/error: decompression-failed")]
    [InlineData(As2Failure.InflatesTooFar, "processed/error: decompression-failed")]
    [InlineData(As2Failure.SignatureMissing, "processed/error: insufficient-message-security")]
    [InlineData(As2Failure.EncryptionMissing, "processed/error: insufficient-message-security")]
    [InlineData(As2Failure.CannotProcess, "processed/error: unexpected-processing-error")]
    [InlineData(As2Failure.UnsupportedReceiptFormat, "failed/failure: unsupported format")]
    [InlineData(As2Failure.UnsupportedMicAlgorithms, "failed/failure: unsupported MIC-algorithms")]
    [InlineData(As2Failure.SenderEqualsReceiver, "failed/failure: sender-equals-receiver")]
    [InlineData(As2Failure.DuplicateDocument, "processed/error: duplicate-document")]
    [Requirement("AS2-DISP-003", "AS2-DISP-004", "AS2-DISP-005", "AS2-DISP-006", "AS2-DISP-007", "AS2-DISP-008", "AS2-DISP-009")]
    public void A_failure_is_told_in_the_standards_words(As2Failure failure, string disposition)
        => Assert.Equal($"automatic-action/MDN-sent-automatically; {disposition}", As2FailureFacts.Of(failure).DispositionFor(As2Profile.Rfc4130)!.ToString());

    [Fact]
    [Requirement("AS2-DISP-010")]
    public void Failed_is_only_for_the_receipt_request_and_equal_names()
        => Assert.Equal(
            [As2Failure.SenderEqualsReceiver, As2Failure.UnsupportedReceiptFormat, As2Failure.UnsupportedMicAlgorithms],
            Enum.GetValues<As2Failure>().Where(f => f is not As2Failure.None && As2FailureFacts.Of(f).DispositionFor(As2Profile.Rfc4130)?.Type is DispositionType.Failed));

    [Theory]
    [Requirement("AS2-DISP-016")]
    [InlineData(As2Failure.UnknownRelationship, "authentication-failed", "unknown-trading-relationship")]
    [InlineData(As2Failure.InvalidMessageId, "unexpected-processing-error", "invalid-message-id")]
    [InlineData(As2Failure.DuplicateFileName, "unexpected-processing-error", "duplicate-filename")]
    [InlineData(As2Failure.IllegalFileName, "unexpected-processing-error", "illegal-filename")]
    public void Newer_names_go_only_to_the_modern_profile(As2Failure failure, string old, string modern)
    {
        var facts = As2FailureFacts.Of(failure);
        Assert.Equal(old, facts.DispositionFor(As2Profile.Rfc4130)!.Text);
        Assert.Equal(modern, facts.DispositionFor(As2Profile.Modern)!.Text);
    }

    [Theory]
    [Requirement("AS2-SEC-003")]
    [InlineData(As2Failure.DecryptionFailed)]
    [InlineData(As2Failure.BadMime)]
    [InlineData(As2Failure.BadStructure)]
    [InlineData(As2Failure.DecompressionFailed)]
    [InlineData(As2Failure.InflatesTooFar)]
    [InlineData(As2Failure.SignatureMissing)]
    [InlineData(As2Failure.UnknownSigner)]
    [InlineData(As2Failure.MalformedSignature)]
    [InlineData(As2Failure.ForbiddenSignatureAlgorithm)]
    [InlineData(As2Failure.DigestMismatch)]
    [InlineData(As2Failure.BadSignature)]
    [InlineData(As2Failure.CannotProcess)]
    public void Under_cbc_all_that_needed_a_key_is_one_answer(As2Failure failure)
    {
        Assert.Equal(As2Failure.ProtectedContentRefused, As2FailureFacts.Outward(failure, underUnverifiedCbc: true));
        Assert.Equal(failure, As2FailureFacts.Outward(failure, underUnverifiedCbc: false));
    }

    [Theory]
    [InlineData(As2Failure.NoKey)]
    [InlineData(As2Failure.UnknownEncryption)]
    [InlineData(As2Failure.ForbiddenEncryption)]
    [InlineData(As2Failure.OurFault)]
    [InlineData(As2Failure.None)]
    public void What_the_clear_parts_show_stays_what_it_is(As2Failure failure) => Assert.Equal(failure, As2FailureFacts.Outward(failure, underUnverifiedCbc: true));

    [Fact]
    public void A_fault_of_ours_is_never_put_in_a_receipt() => Assert.Null(As2FailureFacts.Of(As2Failure.OurFault).DispositionFor(As2Profile.Rfc4130));

    [Theory]
    [Requirement("AS2-DISP-011")]
    [MemberData(nameof(All))]
    public void No_failure_is_told_as_a_success_with_a_warning(As2Failure failure)
        => Assert.All(
            Enum.GetValues<As2Profile>().Select(As2FailureFacts.Of(failure).DispositionFor).OfType<Disposition>(),
            d => Assert.Equal(DispositionMeaning.Refused, Disposition.Parse(d.ToString()).Value!.Meaning));
}
