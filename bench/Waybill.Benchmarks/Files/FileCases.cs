using Waybill.Cms;

namespace Waybill.Benchmarks;

/// <summary>All that is measured over files, in the order of the table.</summary>
internal static class FileCases
{
    private const double OpenTarget = 0.75;
    private const long InMemory = 100_000_000;

    public static IReadOnlyList<FileCase> All { get; } =
    [
        Ours("read the file", MessageKind.Content, i => Operations.DrainAsync(i.Open())),
        Open("open CBC, DER", MessageKind.CbcDer, Primitive.CbcDecrypt),
        Open("open CBC, BER 4 KiB", MessageKind.CbcBer, Primitive.CbcDecrypt),
        Open("open GCM, DER", MessageKind.GcmDer, Primitive.GcmDecrypt),
        Open("open GCM, BER 4 KiB", MessageKind.GcmBer, Primitive.GcmDecrypt),
        Ours("verify", MessageKind.Signed, OpenAsync, Primitive.Sha256),
        Ours("decrypt CBC", MessageKind.CbcDer, i => i.Operations.DecryptAsync(i.Open()), Primitive.CbcDecrypt),
        Ours("decrypt GCM", MessageKind.GcmDer, i => i.Operations.DecryptAsync(i.Open()), Primitive.GcmDecrypt),
        Ours("inflate", MessageKind.Compressed, i => Operations.InflateAsync(i.Open(), i.Length), Primitive.Inflate) with { IsSlow = true },

        // A document is hashed when it is packed and again while it is sent: what is sent is what was signed.
        Ours("write CBC", MessageKind.Content, i => i.Operations.WriteAsync(i.Open, i.Length, ContentCipher.Aes256Cbc), Primitive.Sha256, Primitive.Sha256, Primitive.CbcEncrypt),
        Ours("write GCM", MessageKind.Content, i => i.Operations.WriteAsync(i.Open, i.Length, ContentCipher.Aes256Gcm), Primitive.Sha256, Primitive.Sha256, Primitive.GcmEncrypt),
        Ours("sign", MessageKind.Content, i => i.Operations.SignAsync(i.Open()), Primitive.Sha256),
        Ours("encrypt CBC", MessageKind.Content, i => i.Operations.EncryptAsync(i.Open(), i.Length, ContentCipher.Aes256Cbc), Primitive.CbcEncrypt),
        Ours("encrypt GCM", MessageKind.Content, i => i.Operations.EncryptAsync(i.Open(), i.Length, ContentCipher.Aes256Gcm), Primitive.GcmEncrypt),
        Ours("compress", MessageKind.Content, i => Operations.CompressAsync(i.Open()), Primitive.Deflate) with { IsSlow = true },
        OpenSsl("sign", MessageKind.Content, i => ["-sign", "-stream", "-in", i.Path, "-signer", MessageFile.PemIn(i.Folder)], Primitive.Sha256),
        OpenSsl("verify", MessageKind.Signature, Verify, Primitive.Sha256),
        OpenSsl("encrypt CBC", MessageKind.Content, i => ["-encrypt", "-stream", "-aes-256-cbc", "-in", i.Path, MessageFile.PemIn(i.Folder)], Primitive.CbcEncrypt),
        OpenSsl("encrypt GCM", MessageKind.Content, i => ["-encrypt", "-stream", "-aes-256-gcm", "-in", i.Path, MessageFile.PemIn(i.Folder)], Primitive.GcmEncrypt),
        OpenSsl("decrypt CBC", MessageKind.CbcDer, Decrypt, Primitive.CbcDecrypt) with { MaxBytes = InMemory },
        OpenSsl("decrypt GCM", MessageKind.GcmDer, Decrypt, Primitive.GcmDecrypt) with { MaxBytes = InMemory },
        Framework("encrypt CBC", MessageKind.Content, FrameworkPeer.Encrypt, Primitive.CbcEncrypt),
        Framework("decrypt CBC", MessageKind.CbcDer, FrameworkPeer.Decrypt, Primitive.CbcDecrypt),
    ];

    private static FileCase Ours(string name, MessageKind reads, Func<FileInput, Task> work, params Primitive[] bound)
        => new(name, reads, async input =>
        {
            await work(input);
            return 0;
        }, bound);

    private static FileCase Open(string name, MessageKind reads, Primitive cipher)
        => Ours(name, reads, OpenAsync, cipher, Primitive.Sha256) with { Target = OpenTarget };

    private static Task OpenAsync(FileInput input) => input.Operations.OpenAsync(MessageFile.HeadersOf(input.Path), input.Open(), input.Length);

    private static FileCase OpenSsl(string name, MessageKind reads, Func<FileInput, IEnumerable<string>> arguments, Primitive bound)
        => new($"`openssl cms`: {name}", reads, input => OpenSslPeer.RunAsync(["cms", "-binary", "-outform", "DER", "-out", "/dev/null", .. arguments(input)]), bound)
        {
            IsOtherProcess = true,
        };

    private static IEnumerable<string> Decrypt(FileInput input)
        => ["-decrypt", "-inform", "DER", "-in", input.Path, "-recip", MessageFile.PemIn(input.Folder), "-inkey", MessageFile.PemIn(input.Folder)];

    private static IEnumerable<string> Verify(FileInput input)
        => ["-verify", "-inform", "DER", "-in", input.Path, "-content", MessageFile.ContentIn(input.Folder), "-noverify", "-certfile", MessageFile.PemIn(input.Folder)];

    private static FileCase Framework(string name, MessageKind reads, Func<Identity, byte[], byte[]> work, Primitive bound)
        => Ours($"`EnvelopedCms`: {name}", reads, async input => work(input.Identity, await File.ReadAllBytesAsync(input.Path)), bound) with { MaxBytes = InMemory };
}
