using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Waybill.Cms;

/// <summary>Decrypts whole blocks of one CBC chain in place.</summary>
internal abstract class CbcDecryptor : IDisposable
{
    /// <param name="encryption">Cipher and IV.</param>
    /// <param name="key">Of the cipher's length; copied.</param>
    public static CbcDecryptor Create(ContentEncryption encryption, byte[] key)
        => encryption.Cipher == ContentCipher.Rc2Cbc ? new Managed(new RC2Engine(), new RC2Parameters(key, key.Length * 8), encryption.Iv)
            : new Native(encryption.Cipher == ContentCipher.TripleDesCbc ? TripleDES.Create() : Aes.Create(), key, encryption.Iv);

    public abstract void Decrypt(Span<byte> blocks);

    public abstract void Dispose();

    private sealed class Native : CbcDecryptor
    {
        private readonly SymmetricAlgorithm _cipher;
        private readonly byte[] _iv;

        public Native(SymmetricAlgorithm cipher, byte[] key, byte[] iv)
        {
            (_cipher, _iv) = (cipher, [.. iv]);
            _cipher.SetKey(key);
        }

        public override void Decrypt(Span<byte> blocks)
        {
            Span<byte> next = stackalloc byte[16];
            next = next[.._iv.Length];
            blocks[^_iv.Length..].CopyTo(next);
            _cipher.DecryptCbc(blocks, _iv, blocks, PaddingMode.None);
            next.CopyTo(_iv);
        }

        public override void Dispose() => _cipher.Dispose();
    }

    // RC2 lives in OpenSSL's legacy provider, which not every machine has.
    private sealed class Managed : CbcDecryptor
    {
        private readonly CbcBlockCipher _cipher;

        public Managed(IBlockCipher cipher, ICipherParameters key, byte[] iv)
        {
            _cipher = new(cipher);
            _cipher.Init(forEncryption: false, new ParametersWithIV(key, iv));
        }

        public override void Decrypt(Span<byte> blocks)
        {
            for (var size = _cipher.GetBlockSize(); !blocks.IsEmpty; blocks = blocks[size..])
            {
                _cipher.ProcessBlock(blocks, blocks);
            }
        }

        public override void Dispose()
        {
        }
    }
}
