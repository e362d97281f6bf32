using System.Text;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Fuzz;

/// <summary>A message as it goes to the reader.</summary>
/// <param name="Headers">Those of HTTP.</param>
/// <param name="Body">The HTTP body.</param>
internal sealed record SealedMessage(MimeHeaders Headers, byte[] Body)
{
    private static readonly string[] OfTheContent = ["Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID"];

    /// <summary>The case itself; or, when it says <c>X-Fuzz-Seal: cbc</c>, <c>gcm</c> or <c>zlib</c>, a sound envelope around it.</summary>
    public static async ValueTask<SealedMessage> OfAsync(FuzzInput input)
    {
        var (headers, body) = HttpBytes.Split(input.Bytes);
        var seal = headers["X-Fuzz-Seal"];
        if (seal is not ("cbc" or "gcm" or "zlib"))
        {
            return new(headers, body.ToArray());
        }

        byte[] entity =
        [
            .. Encoding.Latin1.GetBytes(string.Concat(headers.Where(IsOfTheContent).Select(f => $"{f.Name}: {f.Value}\r\n"))), .. "\r\n"u8, .. body.Span,
        ];
        var cms = seal is "zlib" ? await CompressedAsync(entity) : await EncryptedAsync(entity, seal is "gcm" ? ContentCipher.Aes128Gcm : ContentCipher.Aes128Cbc);
        input.Excuse(8L * cms.Length);
        var type = seal switch { "zlib" => "compressed-data", "gcm" => "authEnveloped-data", _ => "enveloped-data" };
        return new(MimeHeaders.FromPairs(headers.Where(f => !IsOfTheContent(f)).Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(new("Content-Type", $"application/pkcs7-mime; smime-type={type}"))), cms);
    }

    private static bool IsOfTheContent(MimeHeaderField field) => OfTheContent.Contains(field.Name, StringComparer.OrdinalIgnoreCase);

    private static async ValueTask<byte[]> EncryptedAsync(byte[] entity, ContentCipher cipher)
    {
        var recipe = EnvelopeRecipe.Create(new() { Recipients = [new() { Certificate = FuzzKeys.Bob.Certificate }], Cipher = cipher }, entity.Length);
        return await AllAsync(recipe.Encrypt(new MemoryStream(entity)));
    }

    private static async ValueTask<byte[]> CompressedAsync(byte[] entity)
    {
        var zlib = await AllAsync(CompressedDataWriter.Deflate(new MemoryStream(entity)));
        return [.. CompressedDataWriter.Prefix(zlib.Length).Span, .. zlib];
    }

    private static async ValueTask<byte[]> AllAsync(Stream stream)
    {
        await using (stream)
        {
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            return copy.ToArray();
        }
    }
}
