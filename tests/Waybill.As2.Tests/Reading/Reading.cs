using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.Tests;

/// <summary>Opens messages as a connection would that allows everything modern; tests tighten or loosen it.</summary>
internal static class Reading
{
    public static CmsKeyBook BobsKeys { get; } = new([new CmsPrivateKey(TestMessage.Bob)]);

    public static CmsCertificate AlicesCertificate { get; } = new(TestMessage.Alice);

    public static As2ReadOptions Open { get; } = new()
    {
        VerificationTime = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
        DecryptionKeys = BobsKeys,
        SignerCertificates = [AlicesCertificate],
        Signature = Requirement.Allowed,
        Encryption = Requirement.Allowed,
        AllowUnsignedCbc = true,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<As2Verdict> ReadAsync(this TestMessage message, As2ReadOptions? options = null, int bytesARead = int.MaxValue, IQuarantine? quarantine = null, ReceiptRequest? request = null)
    {
        await using var body = new TrickleStream(message.Body, bytesARead);
        var verdict = await As2MessageReader.ReadAsync(message.Headers, request, body, options ?? Open, quarantine ?? new SpoolQuarantine(), Token);
        if (verdict.Failure is not As2Failure.TooLarge)
        {
            Assert.Equal(0, await body.ReadAsync(new byte[1], Token));
        }

        return verdict;
    }

    public static async Task<byte[]> BytesAsync(this As2Payload payload)
    {
        await using var stream = await payload.OpenAsync(Token);
        return await BytesAsync(stream);
    }

    public static async Task<byte[]> BytesAsync(this IQuarantineObject held)
    {
        await using var stream = await held.OpenReadAsync(0, held.Length, Token);
        return await BytesAsync(stream);
    }

    public static async Task<byte[]> BytesAsync(Stream stream)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Token);
        return copy.ToArray();
    }

    /// <summary>Headers as HTTP gives them.</summary>
    public static MimeHeaders Headers(params (string Name, string Value)[] fields) => MimeHeaders.FromPairs(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    public static void Refused(As2Verdict verdict, As2Failure failure, As2Failure? outward = null)
    {
        Assert.Equal((failure, outward ?? failure), (verdict.Failure, verdict.OutwardFailure));
        Assert.False(verdict.IsAccepted);
        Assert.Throws<InvalidOperationException>(() => verdict.Payloads);
        Assert.Throws<InvalidOperationException>(() => verdict.Entity);
        Assert.Throws<InvalidOperationException>(() => verdict.EntityHeaders);
    }
}
