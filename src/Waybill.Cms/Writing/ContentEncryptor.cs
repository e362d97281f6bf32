namespace Waybill.Cms;

/// <summary>A content cipher that is fed in order and ends once.</summary>
/// <threadsafety>Not thread safe.</threadsafety>
internal abstract class ContentEncryptor : IDisposable
{
    /// <summary>The most bytes <see cref="Finish"/> writes: the tag and its header, or a block of padding.</summary>
    internal const int MostAtEnd = 32;

    internal static ContentEncryptor Create(ContentCipher cipher, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv)
        => cipher.IsAuthenticated ? new GcmContentEncryptor(key, iv) : new CbcContentEncryptor(cipher, key, iv);

    /// <summary>What follows the encrypted content in the object: the mac of AuthEnvelopedData, and nothing for CBC.</summary>
    internal static int SuffixLength(ContentCipher cipher) => cipher.IsAuthenticated ? GcmContentEncryptor.SuffixBytes : 0;

    /// <summary>Length of the encrypted content, in bytes.</summary>
    internal static long EncryptedLength(ContentCipher cipher, long contentLength)
        => cipher.IsAuthenticated ? contentLength : ((contentLength / cipher.BlockBytes) + 1) * cipher.BlockBytes;

    /// <summary>Encrypts whole blocks; writes as many bytes as it takes.</summary>
    /// <param name="plaintext">Its first <paramref name="length"/> bytes, a multiple of 16.</param>
    /// <param name="length">How many.</param>
    /// <param name="output">At least as long.</param>
    internal abstract void Process(byte[] plaintext, int length, byte[] output);

    /// <summary>Encrypts the last bytes and writes what the object ends with.</summary>
    /// <param name="plaintext">Its first <paramref name="length"/> bytes, with room for one block more.</param>
    /// <param name="length">How many; 0 is possible.</param>
    /// <param name="output">Longer by <see cref="MostAtEnd"/>.</param>
    /// <returns>Bytes written.</returns>
    internal abstract int Finish(byte[] plaintext, int length, byte[] output);

    public abstract void Dispose();
}
