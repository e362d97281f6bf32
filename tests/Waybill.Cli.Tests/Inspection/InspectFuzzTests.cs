using System.Text.Json;

namespace Waybill.Cli.Tests.Inspection;

/// <summary>Whatever is done to a file, inspecting it is an ordinary outcome.</summary>
public sealed class InspectFuzzTests : IDisposable
{
    private const int RunsAFile = 40;

    private readonly string folder = Directory.CreateTempSubdirectory("waybill-cli-").FullName;

    public static TheoryData<string> Files =>
    [
        "openas2/comp-before-sign-enc-aes256-sync/msg-1.request.raw", "openas2/comp-only-sync/msg-1.request.raw", "openas2/sign-sha1-sync/msg-1.request.raw",
        "openas2/sign-sha256-sync/msg-1.response.raw", "openas2/plain-async-unsigned/mdn-1.request.raw", "ruby-as2/from_mendelson/base64_crlf.pkcs7",
        "ruby-as2/non_edi_content.pkcs7", "node-libas2/content.signed.txt", "node-libas2/mdn.signed.txt",
    ];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_mutated_file_is_reported_and_never_crashes(string file)
    {
        var whole = TestFiles.Bytes(file);
        var random = new Random(file.Length);
        var path = Path.Combine(folder, "file");
        for (var run = 0; run < RunsAFile; run++)
        {
            await File.WriteAllBytesAsync(path, Mutate(whole, random), TestContext.Current.CancellationToken);
            string[] receipt = run % 3 is 0 ? ["--strict-dates"] : [];
            var (exit, output, error) = await CommandLine.RunAsync(["inspect", path, "--json", .. Inspecting.OpenAs2Message, .. Inspecting.OpenAs2Receipt, .. receipt]);
            Assert.True(exit is 0 or 1, $"Run {run} ended with {exit}: {error}");
            Assert.Equal("", error);
            using var json = JsonDocument.Parse(output);
            Assert.Equal(exit is 1, json.RootElement.GetProperty("checks").EnumerateArray().Any(c => c.At("result") is "bad"));
        }
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            // Half of the changes hit the headers, where the decisions are.
            var at = random.Next(random.Next(2) is 0 ? Math.Min(800, bytes.Count) : bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at - 1));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - 20), 20));
                    break;
                case 3:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes.RemoveRange(at + ((bytes.Count - at) / 2), bytes.Count - at - ((bytes.Count - at) / 2) - 1);
                    break;
            }
        }

        return [.. bytes];
    }
}
