using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Waybill.Benchmarks;

/// <summary>Prints the tables while they are made, and saves them if asked to.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    public void Write(string text)
    {
        _text.Append(text);
        Console.Write(text);
    }

    /// <summary>What the figures hang on.</summary>
    public void WriteHead(string title, string[] arguments)
    {
        Write(string.Create(CultureInfo.InvariantCulture, $"""
            ## {title}

            - Machine: {ProcessFacts.Machine()}; load {ProcessFacts.Load()} at the start.
            - Runtime: {RuntimeInformation.FrameworkDescription}, BouncyCastle {System.Diagnostics.FileVersionInfo.GetVersionInfo(typeof(Org.BouncyCastle.Security.SecureRandom).Assembly.Location).FileVersion}, {ProcessFacts.FirstLine("openssl", "version")}.
            - Command: `bench/run {string.Join(' ', arguments)}`, {DateTime.UtcNow:yyyy-MM-dd}, commit {ProcessFacts.FirstLine("git", "describe --always --dirty")}.

            """));
    }

    public async Task SaveAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, _text.ToString());
        Console.Error.WriteLine($"Saved {path}");
    }
}
