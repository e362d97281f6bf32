using System.Security.Cryptography.X509Certificates;

namespace Waybill.Cms.Tests.Writing;

/// <summary>Seals content and lets others open it.</summary>
internal static class Envelopes
{
    public static readonly string[] EverydayCiphers = ["aes128-cbc", "aes192-cbc", "aes256-cbc", "aes128-gcm", "aes192-gcm", "aes256-gcm"];

    /// <summary>Around the block, around the batch, and several batches.</summary>
    public static readonly int[] Sizes = [0, 1, 15, 16, 17, 65_535, 65_536, EnvelopeStream.Batch - 1, EnvelopeStream.Batch, EnvelopeStream.Batch + 1, 5 << 20];

    public static X509Certificate2 Identity(string kind) => kind switch
    {
        "rsa" => TestIdentities.Rsa("recipient"),
        "rsa3072" => TestIdentities.Rsa("recipient", 3072),
        "ec256" => TestIdentities.Ec("recipient", 256),
        "ec384" => TestIdentities.Ec("recipient", 384),
        "ec521" => TestIdentities.Ec("recipient", 521),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static CmsEnvelopeOptions For(params ReadOnlySpan<CmsCertificate> recipients)
        => new() { Recipients = [.. recipients.ToArray().Select(c => new CmsRecipientOptions { Certificate = c })] };

    public static ContentCipher Cipher(string name) => ContentCipher.FromName(name)!;

    public static async Task<byte[]> SealAsync(CmsEnvelopeOptions options, byte[] content)
        => await SealAsync(EnvelopeRecipe.Create(options, content.Length), content);

    public static async Task<byte[]> SealAsync(EnvelopeRecipe recipe, byte[] content)
    {
        using var output = new MemoryStream();
        await using var sealing = recipe.Encrypt(new MemoryStream(content, writable: false));
        await sealing.CopyToAsync(output, TestContext.Current.CancellationToken);
        Assert.Equal(recipe.Length, output.Length);
        return output.ToArray();
    }

    public static async Task<byte[]> OpenWithOpenSslAsync(byte[] envelope, X509Certificate2 identity, params string[] more)
    {
        using var folder = new TestFolder();
        var pem = folder.Write("recipient.pem", System.Text.Encoding.ASCII.GetBytes(TestIdentities.Pem(identity)));
        return await OpenSsl.RunAsync(
            default, ["cms", "-decrypt", "-binary", "-inform", "DER", "-in", folder.Write("envelope.der", envelope), "-recip", pem, "-inkey", pem, .. more]);
    }
}
