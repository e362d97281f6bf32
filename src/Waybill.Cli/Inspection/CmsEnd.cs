using System.Globalization;

namespace Waybill.Cli.Inspection;

/// <summary>Walks a BER object to its last octet (X.690 §8.1) without opening anything.</summary>
internal static class CmsEnd
{
    // Line ends after base64 or a last newline of an editor.
    private const int TolerableRest = 4;

    /// <summary>Reads to the end of the input.</summary>
    /// <returns>What is wrong; null when the object ends with the input.</returns>
    public static async Task<string?> FindAsync(Stream input, CancellationToken cancellationToken)
    {
        var octets = new OctetReader(input, cancellationToken);
        var open = 0;
        do
        {
            if (await octets.NextAsync() is not { } tag)
            {
                return Cut;
            }

            // A tag number above 30 goes on in further octets.
            for (var next = (tag & 0x1f) is 0x1f ? 0x80 : 0; (next & 0x80) is not 0;)
            {
                next = await octets.NextAsync() ?? 0;
            }

            if (await octets.NextAsync() is not { } first || first > 0x88)
            {
                return Cut;
            }

            var length = first > 0x80 ? 0L : first;
            for (var more = first > 0x80 ? first & 0x7f : 0; more > 0; more--)
            {
                length = (length << 8) | (await octets.NextAsync() ?? 0L);
            }

            if (first is 0x80)
            {
                open++;
            }
            else if (tag is 0 && first is 0)
            {
                open--;
            }
            else if (length < 0 || !await octets.SkipAsync(length))
            {
                return Cut;
            }
        }
        while (open > 0);
        var rest = await octets.CountRestAsync();
        return rest <= TolerableRest ? null : string.Create(CultureInfo.InvariantCulture, $"{rest:N0} bytes follow the end of the CMS object.");
    }

    private const string Cut = "The CMS object is cut or damaged: the input ends before the object does.";

    private sealed class OctetReader(Stream input, CancellationToken cancellationToken)
    {
        private readonly byte[] buffer = new byte[16 * 1024];
        private int start;
        private int end;

        public async ValueTask<int?> NextAsync() => await FillAsync() ? buffer[start++] : null;

        public async ValueTask<bool> SkipAsync(long count)
        {
            while (count > 0)
            {
                if (!await FillAsync())
                {
                    return false;
                }

                var take = (int)Math.Min(count, end - start);
                start += take;
                count -= take;
            }

            return true;
        }

        public async ValueTask<long> CountRestAsync()
        {
            var rest = 0L;
            while (await FillAsync())
            {
                rest += end - start;
                start = end;
            }

            return rest;
        }

        private async ValueTask<bool> FillAsync()
        {
            if (start == end)
            {
                (start, end) = (0, await input.ReadAsync(buffer, cancellationToken));
            }

            return end > start;
        }
    }
}
