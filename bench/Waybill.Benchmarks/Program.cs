using System.Globalization;
using Waybill.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const double MB = 1e6;
if (args is ["baselines"])
{
    Console.WriteLine($"AES-256-CBC decrypt {Baselines.CbcDecrypt(1L << 30) / MB:F0} MB/s");
    Console.WriteLine($"AES-256-CBC encrypt {Baselines.CbcEncrypt(1L << 29) / MB:F0} MB/s");
    Console.WriteLine($"AES-256-GCM decrypt (BouncyCastle) {Baselines.GcmDecrypt(1L << 29) / MB:F0} MB/s");
    Console.WriteLine($"SHA-256 {Baselines.Sha256(1L << 30) / MB:F0} MB/s");
    Console.WriteLine($"RSA-2048 private operation {Baselines.RsaPrivate() * 1e6:F0} us");
    return 0;
}

Console.Error.WriteLine("usage: Waybill.Benchmarks baselines");
return 2;
