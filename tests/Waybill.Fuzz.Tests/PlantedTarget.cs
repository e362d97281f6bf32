namespace Waybill.Fuzz.Tests;

/// <summary>A parser with one fault that only some mutations meet.</summary>
internal sealed class PlantedTarget(Func<FuzzInput, FeedStream, ValueTask> fault) : FuzzTarget
{
    public override string Name => "planted";

    public override IReadOnlyList<byte[]> Seeds { get; } = [[0x30, 0x06, 0x04, 0x04, 1, 2, 3, 4]];

    public override async ValueTask<string> RunAsync(FuzzInput input)
    {
        await using var stream = input.Open();
        await fault(input, stream);
        return $"{input.Bytes.Length}";
    }
}
