using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Cms;

namespace Waybill.Benchmarks;

/// <summary>Opening small messages, warm, beside the RSA private operation inside it: batches of both in turn, so that what else the machine does meets both.</summary>
internal static class SmallOpen
{
    private const double Target = 1.4;
    private const int BatchOperations = 200;
    private const int DefaultRounds = 15;

    public static async Task RunAsync(int? wanted, IReadOnlyList<string> only, Action<string> output)
    {
        var rounds = wanted ?? DefaultRounds;
        using var identity = Identity.Create();
        using var rsa = identity.Certificate.GetRSAPrivateKey()!;
        var operations = new Operations(identity);
        var wrapped = rsa.Encrypt(new byte[32], RSAEncryptionPadding.Pkcs1);
        Func<Task> bare = () =>
        {
            rsa.Decrypt(wrapped, RSAEncryptionPadding.Pkcs1);
            return Task.CompletedTask;
        };
        output(string.Create(CultureInfo.InvariantCulture, $"\n### Small messages opened, warm, medians of {rounds} batches of {BatchOperations}\n\n"));
        output("| what | µs cpu | µs wall | RSA-2048 private, µs cpu | ratio, cpu | ratio, wall | target | allocated, KiB |\n|---|--:|--:|--:|--:|--:|---|--:|\n");
        foreach (var size in (int[])[1_000, 10_000, 1_000_000])
        {
            var content = BenchFile.Edi(size);
            var cbc = await SmallMessage.PackAsync(operations, content, ContentCipher.Aes256Cbc);
            var signed = await SmallMessage.PackAsync(operations, content, null);
            var gcm = await SmallMessage.PackAsync(operations, content, ContentCipher.Aes256Gcm);
            foreach (var (name, work, target) in (IEnumerable<(string, Func<Task>, double?)>)
                [
                    ("open CBC", () => operations.OpenAsync(cbc.Headers, cbc.Open(), size), size is 10_000 ? Target : null),
                    ("open GCM", () => operations.OpenAsync(gcm.Headers, gcm.Open(), size), null),
                    ("decrypt CBC alone", () => operations.DecryptAsync(cbc.Open()), null),
                    ("verify alone", () => operations.OpenAsync(signed.Headers, signed.Open(), size), null),
                    ("`EnvelopedCms`: decrypt CBC alone", () => Task.FromResult(FrameworkPeer.Decrypt(identity, cbc.Body)), null),
                ])
            {
                var title = string.Create(CultureInfo.InvariantCulture, $"{name}, {size} bytes");
                if (only.Count is 0 || only.Any(title.Contains))
                {
                    output(await RowAsync(title, work, bare, rounds, target));
                }
            }
        }
    }

    private static async Task<string> RowAsync(string name, Func<Task> work, Func<Task> bare, int rounds, double? target)
    {
        await WarmUp.RunAsync(async () =>
        {
            await BatchAsync(work);
            await BatchAsync(bare);
        });

        var (works, bares) = (new List<Cost>(), new List<Cost>());
        var allocated = long.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            bares.Add(await BatchAsync(bare));
            var before = GC.GetTotalAllocatedBytes(precise: true);
            works.Add(await BatchAsync(work));
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        double Ratio(Func<Cost, double> of) => Meter.Median(works.Zip(bares, (w, b) => of(w) / of(b)));
        var (byProcessor, byWall) = (Ratio(c => c.Processor), Ratio(c => c.Wall));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {Meter.Median(works.Select(w => w.Processor)) * 1e6:F0} | {Meter.Median(works.Select(w => w.Wall)) * 1e6:F0} | {Meter.Median(bares.Select(b => b.Processor)) * 1e6:F0} | {byProcessor:F2} | {byWall:F2} | {(target is { } most ? $"≤ {most}: {(byWall <= most ? "met" : "missed")}" : "")} | {allocated / 1024.0 / BatchOperations:F1} |\n");
    }

    private static async Task<Cost> BatchAsync(Func<Task> work)
    {
        var meter = new Meter();
        for (var i = 0; i < BatchOperations; i++)
        {
            await work();
        }

        return meter.Elapsed / BatchOperations;
    }
}
