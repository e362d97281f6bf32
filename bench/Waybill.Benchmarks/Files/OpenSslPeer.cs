using System.Diagnostics;

namespace Waybill.Benchmarks;

/// <summary>Runs <c>openssl</c>, one process a time.</summary>
internal static class OpenSslPeer
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>The most memory it held, in bytes.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<long> RunAsync(IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var ended = process.WaitForExitAsync();
        long peak = 0;

        // Its high-water mark goes when it ends, so the last look counts.
        while (await Task.WhenAny(ended, Task.Delay(10)) != ended)
        {
            peak = Math.Max(peak, ProcessFacts.Peak(process.Id));
        }

        await output;
        return process.ExitCode is 0 ? peak : throw new InvalidOperationException($"openssl {arguments[1]} failed: {await errors}");
    }
}
