using System.Globalization;
using Waybill.Cms;

namespace Waybill.Benchmarks;

/// <summary>What <c>openssl cms</c> needs for small messages. It is a process for each, as a script would use it: most of the time is its start, which the first row shows.</summary>
internal static class SmallOpenSsl
{
    private const int Calls = 20;

    public static async Task RunAsync(IReadOnlyList<string> only, Action<string> output)
    {
        if (only.Count > 0 && !only.Any("openssl cms".Contains))
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("waybill-bench-");
        try
        {
            using var identity = Identity.Create();
            var pem = MessageFile.PemIn(folder.FullName);
            await identity.SaveAsync(pem);
            output(string.Create(CultureInfo.InvariantCulture, $"\n### Small messages by `openssl cms`, a process each, medians of {Calls}\n\n| what | ms cpu | ms wall |\n|---|--:|--:|\n"));
            output(await RowAsync("`openssl version`: the start of a process", ["version"]));
            foreach (var size in (int[])[1_000, 10_000, 1_000_000])
            {
                string In(string name) => Path.Combine(folder.FullName, name);
                var (content, signature) = (In("content.edi"), In("signature.der"));
                var bytes = BenchFile.Edi(size);
                await File.WriteAllBytesAsync(content, bytes);
                await OpenSslPeer.RunAsync(["cms", "-sign", "-binary", "-outform", "DER", "-in", content, "-signer", pem, "-out", signature]);
                foreach (var (mode, cipher) in new[] { ("CBC", ContentCipher.Aes256Cbc), ("GCM", ContentCipher.Aes256Gcm) })
                {
                    var message = In(mode + ".der");
                    await File.WriteAllBytesAsync(message, (await SmallMessage.PackAsync(new(identity), bytes, cipher)).Body);
                    output(await RowAsync(Title($"encrypt {mode}", size), ["cms", "-encrypt", "-binary", "-aes-256-" + mode.ToLowerInvariant(), "-outform", "DER", "-out", "/dev/null", "-in", content, pem]));
                    output(await RowAsync(Title($"decrypt {mode}", size), ["cms", "-decrypt", "-binary", "-inform", "DER", "-in", message, "-out", "/dev/null", "-recip", pem, "-inkey", pem]));
                }

                output(await RowAsync(Title("sign", size), ["cms", "-sign", "-binary", "-outform", "DER", "-out", "/dev/null", "-in", content, "-signer", pem]));
                output(await RowAsync(
                    Title("verify", size), ["cms", "-verify", "-binary", "-inform", "DER", "-in", signature, "-content", content, "-noverify", "-certfile", pem, "-out", "/dev/null"]));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Title(string what, int size) => string.Create(CultureInfo.InvariantCulture, $"`openssl cms`: {what}, {size} bytes");

    private static async Task<string> RowAsync(string title, string[] arguments)
    {
        var (walls, processors) = (new List<double>(), new List<double>());
        for (var call = 0; call < Calls; call++)
        {
            var children = ProcessFacts.OfChildren();
            var meter = new Meter();
            await OpenSslPeer.RunAsync(arguments);
            walls.Add(meter.Elapsed.Wall);
            processors.Add(ProcessFacts.OfChildren() - children);
        }

        return string.Create(CultureInfo.InvariantCulture, $"| {title} | {Meter.Median(processors) * 1e3:F1} | {Meter.Median(walls) * 1e3:F1} |\n");
    }
}
