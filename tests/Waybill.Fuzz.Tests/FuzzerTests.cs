using System.Buffers.Binary;

namespace Waybill.Fuzz.Tests;

/// <summary>The fuzzer finds what it is there for.</summary>
public sealed class FuzzerTests
{
    [Fact]
    public void An_exception_nobody_documented_is_found_and_repeats()
    {
        var target = new PlantedTarget((input, _) => input.Bytes.Span.Contains((byte)0xFE) ? throw new NotSupportedException("planted") : default);
        var finding = new Campaign(target, seed: 1).Run(20_000);
        Assert.Contains("planted", finding!.Problem, StringComparison.Ordinal);
        Assert.Equal(finding, new Campaign(target, seed: 1).Run(20_000)! with { Input = finding.Input, Problem = finding.Problem });
        Assert.Contains("planted", CaseRunner.Run(target, finding.Input).Problem, StringComparison.Ordinal);
        Assert.Null(CaseRunner.Run(target, target.Seeds[0]).Problem);
    }

    [Fact]
    public void An_allocation_by_a_claimed_length_is_found()
    {
        var target = new PlantedTarget((input, _) =>
        {
            var at = input.Bytes.Span.IndexOf((byte)0x84);
            if (at >= 0 && input.Bytes.Length - at > 4)
            {
                GC.KeepAlive(new byte[Math.Min(1 << 26, BinaryPrimitives.ReadUInt32BigEndian(input.Bytes.Span[(at + 1)..]))]);
            }

            return default;
        });
        Assert.Contains("were allocated", new Campaign(target, seed: 1).Run(20_000)!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_spins_on_the_end_is_found()
    {
        var target = new PlantedTarget(async (input, stream) =>
        {
            var buffer = new byte[64];
            for (var left = input.Bytes.Length is 8 ? 8 : 9; left > 0;)
            {
                left -= await stream.ReadAsync(buffer.AsMemory(0, Math.Min(left, 64)));
            }
        });
        Assert.Contains("for nothing", new Campaign(target, seed: 1).Run(20_000)!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_synchronous_read_is_found()
        => Assert.Contains("synchronously", CaseRunner.Run(new PlantedTarget((_, stream) => { stream.ReadExactly(new byte[1]); return default; }), [1]).Problem, StringComparison.Ordinal);

    [Fact]
    public void Elements_of_ber_are_written_as_they_were_read()
    {
        foreach (var file in FuzzFiles.FilesOf("seeds", "cms"))
        {
            var bytes = File.ReadAllBytes(file);
            Assert.Equal(bytes, BerNode.TryRead(bytes, out var length)!.Write());
            Assert.Equal(bytes.Length, length);
        }
    }
}
