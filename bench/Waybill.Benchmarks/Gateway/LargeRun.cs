using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waybill.As2;

namespace Waybill.Benchmarks;

/// <summary>One large message in and one out, beside what the same bytes cost the disk and the processor alone.</summary>
internal static class LargeRun
{
    private const double Target = 1.5;
    private const long MostMemory = 40L << 20;
    private const int BufferBytes = 256 * 1024;

    // A body that fits into the page cache beside what is written is read from there; a larger one is encrypted while it is sent, so that nothing but the server reads the disk.
    private const long LargestPrepared = 2L << 30;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(BenchFolder folder, Settings settings, Action<string> output)
    {
        output($"""

            ### One large message

            - Signed (RSA-2048, SHA-256), AES-256-CBC, binary, signed receipt in the answer, plain HTTP; data on {folder.Drive}. "in": from the first byte of the message until its receipt is there.
            - "submit": from the first byte over the API until it is answered that the document is stored. "send": from there until the partner has the message whole, that is packaging (digest) and one attempt (cipher).
            - "disk": the same bytes written to the same folder with one fsync, before and after, mean. "processor": in and send: the bare cipher and one bare SHA-256, one after the other; submit: one SHA-256. The bound is the slower of the two.
            - "memory": VmHWM of the server during the message above its VmRSS after one small message and {Idle.TotalSeconds:F0} s of rest.

            | size | what | s | MB/s | disk, s | processor, s | of bound | target | idle, MiB | memory, MiB | target | server cpu, s |
            |--:|---|--:|--:|--:|--:|--:|---|--:|--:|---|--:|

            """);
        using var parties = await Parties.CreateAsync(folder.Path);
        var digest = Baselines.PerByte(Primitive.Sha256).Wall;
        var (decrypt, encrypt) = (Baselines.PerByte(Primitive.CbcDecrypt).Wall, Baselines.PerByte(Primitive.CbcEncrypt).Wall);
        foreach (var size in settings.Sizes is [] ? [1L << 30, 10L << 30] : settings.Sizes)
        {
            await ReceiveAsync(size, size * (digest + decrypt));
            await SendAsync(size, size * digest, size * (digest + encrypt));
        }

        async Task ReceiveAsync(long size, double processor)
        {
            var name = $"in{size.ToString(CultureInfo.InvariantCulture)}";
            var place = folder.Sub(name);
            await using var package = await As2Packager.PackAsync(
                PreparedPost.Options(parties), [new() { ContentType = "application/octet-stream", FileName = "large.bin", Length = size, OpenAsync = _ => new(new SyntheticContent(size)) }],
                NullQuarantine.Instance);
            var body = size <= LargestPrepared ? await PrepareAsync(package, Path.Combine(folder.Path, name + ".body")) : null;
            var disk = WriteToDisk(folder, size);
            double seconds, cpu;
            long idle, peak;
            await using (var server = await IdleAsync(place, parties, c => (c["Folder"], c["ApiPull"]) = ("-", true)))
            {
                (idle, cpu) = (server.Memory, server.ProcessorSeconds);
                server.ForgetPeak();
                using var client = await server.ConnectAsync();
                await using var bytes = body is null ? await package.OpenAsync() : File.OpenRead(body);
                var began = Stopwatch.GetTimestamp();
                await client.WriteAsync(PreparedPost.Head(package));
                await CopyAsync(bytes, client);
                var answer = await client.ReadAsync();
                seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
                (peak, cpu) = (server.Peak - idle, server.ProcessorSeconds - cpu);
                if (answer.Status is not 200 || answer.Body.Span.IndexOf("; processed\r\n"u8) < 0)
                {
                    throw new InvalidOperationException($"The message was answered {answer.Status}:\n{System.Text.Encoding.Latin1.GetString(answer.Body.Span)}");
                }
            }

            Directory.Delete(place, recursive: true);
            if (body is not null)
            {
                File.Delete(body);
            }

            disk = (disk + WriteToDisk(folder, size)) / 2;
            output(Row(size, "in", seconds, disk, processor, isTarget: true, idle, peak, cpu));
        }

        async Task SendAsync(long size, double processorOfSubmit, double processorOfSend)
        {
            var place = folder.Sub($"out{size.ToString(CultureInfo.InvariantCulture)}");
            using var partner = new LightPartner(parties);
            var disk = WriteToDisk(folder, size);
            double submit, send, cpuOfSubmit, cpuOfSend;
            long idle, peakOfSubmit, peakOfSend;
            await using (var server = await IdleAsync(place, parties, c => (c["Folder"], c["Url"]) = ("-", partner.Url)))
            {
                (idle, cpuOfSubmit) = (server.Memory, server.ProcessorSeconds);
                server.ForgetPeak();
                using var client = await server.ConnectAsync();
                var known = new TaskCompletionSource<string>();
                partner.MicOf = async _ =>
                {
                    // Connected only now: the server closes a connection that was silent while 10 GiB went by.
                    using var asking = await server.ConnectAsync();
                    return await MicAsync(asking, await known.Task);
                };
                var began = Stopwatch.GetTimestamp();
                await client.WriteAsync(SendRun.Request(size, "application/octet-stream"));
                await using var content = new SyntheticContent(size);
                await CopyAsync(content, client);
                var (messageId, id) = await SendRun.SubmitAsync(client, default);
                submit = Stopwatch.GetElapsedTime(began).TotalSeconds;
                (peakOfSubmit, cpuOfSubmit) = (server.Peak - idle, server.ProcessorSeconds - cpuOfSubmit);
                server.ForgetPeak();
                cpuOfSend = server.ProcessorSeconds;
                known.SetResult(id);
                await partner.ArrivalAsync(messageId);
                send = Stopwatch.GetElapsedTime(began).TotalSeconds - submit;
                await Task.Delay(500);
                (peakOfSend, cpuOfSend) = (server.Peak - idle, server.ProcessorSeconds - cpuOfSend);
                await server.StopAsync();
                JournalCheck.Delivered(server.Database, 1, besides: 1);
            }

            Directory.Delete(place, recursive: true);
            disk = (disk + WriteToDisk(folder, size)) / 2;
            output(Row(size, "submit", submit, disk, processorOfSubmit, isTarget: false, idle, peakOfSubmit, cpuOfSubmit));
            output(Row(size, "send", send, disk, processorOfSend, isTarget: true, idle, peakOfSend, cpuOfSend));
        }
    }

    /// <summary>A server that has answered one small message and rested.</summary>
    private static async Task<ServerProcess> IdleAsync(string place, Parties parties, Action<JsonObject> change)
    {
        var server = await ServerProcess.StartAsync(place, parties.Settings(change));
        await Load.OneAsync(server, parties, await PreparedPost.CreateAsync(parties, 10_000));
        ProcessFacts.SyncDisks();
        await Task.Delay(Idle);
        return server;
    }

    /// <summary>Seconds that so many bytes take to the disk, with one fsync.</summary>
    private static double WriteToDisk(BenchFolder folder, long size)
    {
        ProcessFacts.SyncDisks();
        var path = Path.Combine(folder.Path, "bare");
        var block = SyntheticContent.Bytes.Span;
        var began = Stopwatch.GetTimestamp();
        using (var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write))
        {
            for (long written = 0; written < size;)
            {
                var take = (int)Math.Min(block.Length, size - written);
                RandomAccess.Write(file, block[..take], written);
                written += take;
            }

            RandomAccess.FlushToDisk(file);
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        File.Delete(path);
        return seconds;
    }

    private static async Task<string> PrepareAsync(As2Package package, string path)
    {
        await using var output = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        await using var body = await package.OpenAsync();
        await body.CopyToAsync(output, BufferBytes);
        return path;
    }

    private static async Task CopyAsync(Stream from, WireClient to)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        while (await from.ReadAsync(buffer) is > 0 and var read)
        {
            await to.WriteAsync(buffer.AsMemory(0, read));
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>The MIC the gateway computed: an honest partner's is the same, and opening 10 GiB beside the server would slow it.</summary>
    private static async Task<Mic> MicAsync(WireClient client, string id)
    {
        var answer = await client.GetAsync($"/api/v1/exchanges/{id}");
        using var json = JsonDocument.Parse(answer.Body);
        return Mic.Parse(json.RootElement.GetProperty("mic").GetString()!).Value!;
    }

    private static string Row(long size, string what, double seconds, double disk, double processor, bool isTarget, long idle, long memory, double cpu)
    {
        var ratio = seconds / Math.Max(disk, processor);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {size} | {what} | {seconds:F2} | {size / seconds / 1e6:F0} | {disk:F2} | {processor:F2} | {ratio:F2} | {(isTarget ? $"≤ {Target}: {GatewayRuns.Verdict(ratio <= Target)}" : "")} | {idle >> 20} | {memory >> 20} | ≤ {MostMemory >> 20}: {GatewayRuns.Verdict(memory <= MostMemory)} | {cpu:F2} |\n");
    }
}
