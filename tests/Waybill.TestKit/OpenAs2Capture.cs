using System.Text.Json;

namespace Waybill.TestKit;

/// <summary>One of the 28 exchanges recorded between two OpenAS2 4.9.0 servers, OAS2A sending to OAS2B: <c>testdata/openas2/README.md</c>.</summary>
/// <param name="Name">The folder.</param>
/// <param name="Request">The message.</param>
/// <param name="Response">Its answer, with the receipt when synchronous.</param>
/// <param name="AsyncReceipt">The asynchronous receipt's own POST; null when there is none.</param>
/// <param name="Payload">What went in, not transfer-encoded.</param>
/// <param name="Cipher"><c>3des</c>, <c>rc2</c>, <c>aes128</c> …; null when not encrypted.</param>
/// <param name="Digest"><c>md5</c>, <c>sha1</c>, <c>sha256</c> … of the message's signature; null when not signed.</param>
/// <param name="Compression"><c>before</c> or <c>after</c> signing; null when not compressed.</param>
/// <param name="ReceiptKind"><c>sync</c> or <c>async</c>; null when no receipt was asked for.</param>
/// <param name="ReceiptDigest">The digest asked for in a signed receipt; null when it need not be signed.</param>
/// <param name="IsBase64">Whether the payload travels in base64.</param>
public sealed record OpenAs2Capture(
    string Name, HttpCapture Request, HttpCapture Response, HttpCapture? AsyncReceipt, byte[] Payload,
    string? Cipher, string? Digest, string? Compression, string? ReceiptKind, string? ReceiptDigest, bool IsBase64)
{
    /// <summary>The names of all.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Directory.EnumerateDirectories(TestFiles.PathOf("openas2"))
        .Where(d => File.Exists(Path.Combine(d, "meta.json"))).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    /// <summary>Where the receipt stands; null when none was asked for.</summary>
    public HttpCapture? Receipt => ReceiptKind switch { null => null, "async" => AsyncReceipt, _ => Response };

    public static OpenAs2Capture Read(string name)
    {
        using var meta = JsonDocument.Parse(TestFiles.Bytes($"openas2/{name}/meta.json"));
        var settings = meta.RootElement.GetProperty("case");
        string? Setting(string key) => settings.TryGetProperty(key, out var value) ? value.GetString() : null;
        var asyncReceipt = $"openas2/{name}/mdn-1.request.raw";
        return new(
            name, HttpCapture.Read($"openas2/{name}/msg-1.request.raw"), HttpCapture.Read($"openas2/{name}/msg-1.response.raw"),
            File.Exists(TestFiles.PathOf(asyncReceipt)) ? HttpCapture.Read(asyncReceipt) : null, TestFiles.Bytes($"openas2/{name}/payload.bin"),
            Setting("enc"), Setting("sign"), Setting("comp"), Setting("mdn"), Setting("ms"), Setting("cte") is "base64");
    }
}
