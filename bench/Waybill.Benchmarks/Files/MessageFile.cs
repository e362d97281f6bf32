using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Benchmarks;

/// <summary>Writes the files the cases read, with the headers of a message beside them.</summary>
internal sealed class MessageFile(string folder, Operations operations, string content, long length)
{
    private const string EnvelopeType = "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m";

    /// <summary>The bare content of the run.</summary>
    public static string ContentIn(string folder) => Path.Combine(folder, "content.edi");

    /// <summary>Where the identity of the run is.</summary>
    public static string PemIn(string folder) => Path.Combine(folder, "identity.pem");

    /// <summary>The headers that were written beside a message.</summary>
    public static MimeHeaders HeadersOf(string path) => MimeHeaders.FromPairs([new("Content-Type", File.ReadAllText(path + ".type"))]);

    /// <returns>The path; the content's own when that is asked for.</returns>
    public async Task<string> CreateAsync(MessageKind kind)
    {
        var path = Path.Combine(folder, $"{kind}.message");
        switch (kind)
        {
            case MessageKind.Content:
                return content;
            case MessageKind.CbcDer or MessageKind.GcmDer or MessageKind.Signed:
                await PackAsync(path, kind switch { MessageKind.CbcDer => ContentCipher.Aes256Cbc, MessageKind.GcmDer => ContentCipher.Aes256Gcm, _ => null }, withHeaders: false);
                break;
            case MessageKind.CbcBer or MessageKind.GcmBer:
                await SealByOpenSslAsync(path, kind is MessageKind.CbcBer ? "-aes-256-cbc" : "-aes-256-gcm");
                break;
            case MessageKind.Signature:
                await OpenSslPeer.RunAsync(["cms", "-sign", "-binary", "-outform", "DER", "-in", content, "-signer", PemIn(folder), "-out", path]);
                break;
            default:
                await CompressAsync(path);
                break;
        }

        return path;
    }

    private async Task PackAsync(string path, ContentCipher? cipher, bool withHeaders)
    {
        await using var package = await operations.PackAsync(() => new CachedFile(content), length, cipher);
        var type = package.Headers.First(h => h.Key is "Content-Type").Value;
        await File.WriteAllTextAsync(path + ".type", type);
        await using var output = File.Create(path, bufferSize: 0);
        if (withHeaders)
        {
            await output.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"Content-Type: {type}\r\n\r\n"));
        }

        await using var body = await package.OpenAsync();
        await body.CopyToAsync(output, 1 << 17);
    }

    private async Task SealByOpenSslAsync(string path, string cipher)
    {
        var entity = path + ".entity";
        await PackAsync(entity, cipher: null, withHeaders: true);
        await OpenSslPeer.RunAsync(["cms", "-encrypt", "-binary", "-stream", cipher, "-outform", "DER", "-in", entity, "-out", path, PemIn(folder)]);
        await File.WriteAllTextAsync(path + ".type", EnvelopeType);
        File.Delete(entity);
        File.Delete(entity + ".type");
    }

    private async Task CompressAsync(string path)
    {
        var zlib = path + ".zlib";
        await using (var output = File.Create(zlib, bufferSize: 0))
        {
            await using var deflated = CompressedDataWriter.Deflate(new CachedFile(content));
            await deflated.CopyToAsync(output, 1 << 17);
        }

        await using (var output = File.Create(path, bufferSize: 0))
        {
            await using var deflated = new CachedFile(zlib);
            await output.WriteAsync(CompressedDataWriter.Prefix(deflated.Length));
            await deflated.CopyToAsync(output, 1 << 17);
        }

        File.Delete(zlib);
    }
}
