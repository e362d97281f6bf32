using System.Security.Cryptography;

namespace Waybill.Cms;

/// <summary>AES or 3DES in CBC mode with PKCS#7 padding (RFC 5652 §6.3).</summary>
internal sealed class CbcContentEncryptor : ContentEncryptor
{
    private readonly SymmetricAlgorithm _algorithm;
    private readonly ICryptoTransform _transform;
    private readonly int _block;

    internal CbcContentEncryptor(ContentCipher cipher, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv)
    {
        _block = cipher.BlockBytes;
        _algorithm = cipher == ContentCipher.TripleDesCbc ? TripleDES.Create() : Aes.Create();
        _algorithm.Mode = CipherMode.CBC;
        _algorithm.Padding = PaddingMode.None;
        var copy = key.ToArray();
        try
        {
            _transform = _algorithm.CreateEncryptor(copy, iv.ToArray());
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    internal override void Process(byte[] plaintext, int length, byte[] output)
    {
        if (length > 0)
        {
            _transform.TransformBlock(plaintext, 0, length, output, 0);
        }
    }

    internal override int Finish(byte[] plaintext, int length, byte[] output)
    {
        // Padded here: TransformFinalBlock would copy the last batch once more.
        var padding = _block - (length % _block);
        plaintext.AsSpan(length, padding).Fill((byte)padding);
        return _transform.TransformBlock(plaintext, 0, length + padding, output, 0);
    }

    public override void Dispose()
    {
        _transform.Dispose();
        _algorithm.Dispose();
    }
}
