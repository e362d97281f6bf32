using System.Diagnostics;

namespace Waybill.TestKit;

/// <summary>The <c>openssl</c> command as an oracle. Output is bytes; a non-zero exit throws with what it printed.</summary>
public static class OpenSsl
{
    public static async Task<byte[]> RunAsync(ReadOnlyMemory<byte> input, params string[] arguments)
    {
        var (exit, output, error) = await TryRunAsync(input, arguments);
        return exit is 0 ? output : throw new InvalidOperationException($"openssl {string.Join(' ', arguments)}: exit {exit}\n{error}");
    }

    public static async Task<(int Exit, byte[] Output, string Error)> TryRunAsync(ReadOnlyMemory<byte> input, params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        var copy = process.StandardOutput.BaseStream.CopyToAsync(output);
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It refused its arguments before reading; the exit code and stderr tell.
        }

        await copy;
        await process.WaitForExitAsync();
        return (process.ExitCode, output.ToArray(), await error);
    }
}
