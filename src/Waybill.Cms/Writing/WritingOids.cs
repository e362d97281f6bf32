namespace Waybill.Cms;

/// <summary>Object identifiers that are not an algorithm's own property.</summary>
internal static class WritingOids
{
    internal const string Data = "1.2.840.113549.1.7.1";
    internal const string SignedData = "1.2.840.113549.1.7.2";
    internal const string EnvelopedData = "1.2.840.113549.1.7.3";
    internal const string AuthEnvelopedData = "1.2.840.113549.1.9.16.1.23";
    internal const string CompressedData = "1.2.840.113549.1.9.16.1.9";
    internal const string Zlib = "1.2.840.113549.1.9.16.3.8";

    internal const string ContentType = "1.2.840.113549.1.9.3";
    internal const string MessageDigest = "1.2.840.113549.1.9.4";
    internal const string SigningTime = "1.2.840.113549.1.9.5";
    internal const string AlgorithmProtection = "1.2.840.113549.1.9.52";

    internal const string RsaEncryption = "1.2.840.113549.1.1.1";
    internal const string RsaOaep = "1.2.840.113549.1.1.7";
    internal const string Mgf1 = "1.2.840.113549.1.1.8";
    internal const string RsaPss = "1.2.840.113549.1.1.10";
    internal const string EcPublicKey = "1.2.840.10045.2.1";
}
