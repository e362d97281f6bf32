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

if (args is ["write", .. var sizes])
{
    using var rigs = new WriteRigs();
    foreach (var size in sizes is [] ? [100_000_000L, 1L << 30] : sizes.Select(s => long.Parse(s, CultureInfo.InvariantCulture)))
    {
        using var file = await BenchFile.CreateAsync(size);
        Console.WriteLine($"{size} bytes, from the page cache to nowhere, best of three:");
        foreach (var rig in rigs.All)
        {
            await rig.PrintAsync(file);
        }
    }

    return 0;
}

Console.Error.WriteLine("usage: Waybill.Benchmarks baselines | write [BYTES…]");
return 2;
