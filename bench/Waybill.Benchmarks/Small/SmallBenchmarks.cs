using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Waybill.Cms;

namespace Waybill.Benchmarks;

/// <summary>Messages that fit into memory, by BenchmarkDotNet.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
[HideColumns("Error", "Ratio", "RatioSD", "Job")]
public class SmallBenchmarks
{
    private Identity _identity = null!;
    private Operations _operations = null!;
    private RSA _rsa = null!;
    private byte[] _wrapped = [];
    private byte[] _content = [];
    private byte[] _compressed = [];
    private byte[] _cipher = [];
    private SmallMessage _cbc = null!;
    private SmallMessage _gcm = null!;
    private SmallMessage _signed = null!;
    private Aes _aes = null!;

    /// <summary>Bytes of content.</summary>
    [Params(1_000, 10_000, 1_000_000)]
    public int Size { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _identity = Identity.Create();
        _operations = new(_identity);
        _content = BenchFile.Edi(Size);
        _cbc = await SmallMessage.PackAsync(_operations, _content, ContentCipher.Aes256Cbc);
        _gcm = await SmallMessage.PackAsync(_operations, _content, ContentCipher.Aes256Gcm);
        _signed = await SmallMessage.PackAsync(_operations, _content, null);
        _compressed = await SmallMessage.CompressAsync(_content);
        _rsa = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(_identity.Certificate)!;
        _wrapped = _rsa.Encrypt(new byte[32], RSAEncryptionPadding.Pkcs1);
        _aes = Aes.Create();
        _aes.KeySize = 256;
        _cipher = _aes.EncryptCbc(_content, new byte[16]);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _aes.Dispose();
        _rsa.Dispose();
        _identity.Dispose();
    }

    [Benchmark(Description = "bare RSA-2048 private operation")]
    public byte[] RsaPrivate() => _rsa.Decrypt(_wrapped, RSAEncryptionPadding.Pkcs1);

    [Benchmark(Description = "bare AES-256-CBC decrypt")]
    public byte[] Cbc() => _aes.DecryptCbc(_cipher, new byte[16]);

    [Benchmark(Description = "bare SHA-256")]
    public byte[] Sha256() => SHA256.HashData(_content);

    [Benchmark(Description = "write CBC")]
    public Task WriteCbcAsync() => _operations.WriteAsync(Content, Size, ContentCipher.Aes256Cbc);

    [Benchmark(Description = "write GCM")]
    public Task WriteGcmAsync() => _operations.WriteAsync(Content, Size, ContentCipher.Aes256Gcm);

    [Benchmark(Description = "open CBC")]
    public Task OpenCbcAsync() => _operations.OpenAsync(_cbc.Headers, _cbc.Open(), Size);

    [Benchmark(Description = "open GCM")]
    public Task OpenGcmAsync() => _operations.OpenAsync(_gcm.Headers, _gcm.Open(), Size);

    [Benchmark(Description = "sign")]
    public Task SignAsync() => _operations.SignAsync(Content());

    [Benchmark(Description = "verify")]
    public Task VerifyAsync() => _operations.OpenAsync(_signed.Headers, _signed.Open(), Size);

    [Benchmark(Description = "encrypt CBC")]
    public Task EncryptCbcAsync() => _operations.EncryptAsync(Content(), Size, ContentCipher.Aes256Cbc);

    [Benchmark(Description = "encrypt GCM")]
    public Task EncryptGcmAsync() => _operations.EncryptAsync(Content(), Size, ContentCipher.Aes256Gcm);

    [Benchmark(Description = "decrypt CBC")]
    public Task DecryptCbcAsync() => _operations.DecryptAsync(_cbc.Open());

    [Benchmark(Description = "decrypt GCM")]
    public Task DecryptGcmAsync() => _operations.DecryptAsync(_gcm.Open());

    [Benchmark(Description = "compress")]
    public Task CompressAsync() => Operations.CompressAsync(Content());

    [Benchmark(Description = "inflate")]
    public Task InflateAsync() => Operations.InflateAsync(new MemoryStream(_compressed, writable: false), Size);

    [Benchmark(Description = "EnvelopedCms: encrypt CBC")]
    public byte[] FrameworkEncrypt() => FrameworkPeer.Encrypt(_identity, _content);

    [Benchmark(Description = "EnvelopedCms: decrypt CBC")]
    public byte[] FrameworkDecrypt() => FrameworkPeer.Decrypt(_identity, _cbc.Body);

    private MemoryStream Content() => new(_content, writable: false);
}
