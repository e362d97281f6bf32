namespace Waybill.Cms;

/// <summary>The padding of RFC 5652 §6.3, looked at without a branch that depends on it.</summary>
internal static class BlockPadding
{
    /// <summary>How many octets of the last block are padding; 0 when they are not of its form.</summary>
    public static int Count(ReadOnlySpan<byte> lastBlock)
    {
        int count = lastBlock[^1];
        var size = lastBlock.Length;

        // Negative when the count is 0 or more than a block.
        var wrong = (count - 1) | (size - count);
        var differences = 0;
        for (var i = 0; i < size; i++)
        {
            // All ones while i < count.
            var inside = (i - count) >> 31;
            differences |= inside & (lastBlock[size - 1 - i] ^ count);
        }

        var good = ~((wrong | -differences) >> 31);
        return count & good;
    }
}
