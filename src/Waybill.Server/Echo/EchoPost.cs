using Waybill.As2;

namespace Waybill.Server;

/// <summary>Something that Echo posts to the gateway.</summary>
/// <param name="Headers">Its lines.</param>
/// <param name="Body">All of it.</param>
internal sealed record EchoPost(IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>How long Echo waits before. Default not at all.</summary>
    internal TimeSpan After { get; init; }

    /// <summary>How often it is posted, the same bytes each time. Default once.</summary>
    internal int Times { get; init; } = 1;

    internal static EchoPost Of(WrittenReceipt receipt) => new(receipt.Headers, receipt.Body);
}
