using System.Buffers;
using System.Globalization;

namespace Waybill.Edi;

/// <summary>Reads the envelopes of a payload: what documents it holds, from whom to whom, under which numbers.</summary>
/// <remarks>
/// <para>The contents of the documents are passed over. Memory is one pooled buffer and the bounded lists of the result, whatever the size; time is linear.</para>
/// <para>Nothing a partner writes throws: what does not fit is an <see cref="EdiOddity"/>. Exceptions of the stream pass through.</para>
/// </remarks>
/// <threadsafety>Safe from many threads.</threadsafety>
public static class EnvelopeReader
{
    private const int BufferBytes = 16 * 1024;
    private const int PeekBytes = 4 * 1024;

    /// <summary>Reads a payload.</summary>
    /// <param name="payload">X12, EDIFACT and TRADACOMS are read to the end, XML as far as <see cref="EdiLimits.MaxXmlBytes"/>, other content as far as <see cref="EdiLimits.MaxGapBytes"/>. Not disposed.</param>
    /// <param name="limits">Null means <see cref="EdiLimits.Default"/>.</param>
    /// <param name="numbers">Null means <see cref="DocumentNumbers.Default"/>.</param>
    /// <param name="ct">Stops waiting for bytes.</param>
    public static async ValueTask<EnvelopeReport> ReadAsync(Stream payload, EdiLimits? limits = null, DocumentNumbers? numbers = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(payload);
        limits ??= EdiLimits.Default;
        var collector = new EnvelopeCollector(limits, numbers ?? DocumentNumbers.Default);
        using var start = MemoryPool<byte>.Shared.Rent(PeekBytes);
        var peeked = start.Memory[..PeekBytes];
        peeked = peeked[..await payload.ReadAtLeastAsync(peeked, PeekBytes, throwOnEndOfStream: false, ct).ConfigureAwait(false)];
        if (EdiSniffer.Detect(peeked.Span) is EdiStandard.Xml)
        {
            await ReadXmlAsync(peeked, payload, collector, limits, ct).ConfigureAwait(false);
        }
        else
        {
            var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
            peeked.Span.CopyTo(buffer);
            using var reader = new EdiSegmentReader(payload, limits, buffer, peeked.Length);
            await ReadSegmentsAsync(reader, collector, limits, ct).ConfigureAwait(false);
        }

        return collector.Report();
    }

    private static async ValueTask ReadSegmentsAsync(EdiSegmentReader reader, EnvelopeCollector collector, EdiLimits limits, CancellationToken ct)
    {
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            Note(reader, collector);
            switch (reader.Standard)
            {
                case EdiStandard.X12:
                    X12Envelopes.Read(reader, collector, limits);
                    break;
                case EdiStandard.Edifact:
                    EdifactEnvelopes.Read(reader, collector, limits);
                    break;
                default:
                    TradacomsEnvelopes.Read(reader, collector, limits);
                    break;
            }
        }

        collector.CloseWithoutTrailer(reader.EndOffset);
        // What holds no EDI at all is another kind of file, and nothing is odd about it.
        if (reader.SkippedBytes > 0 && !collector.FoundNothing)
        {
            collector.Oddities.Add(
                reader.EndOffset, reader.GaveUp ? "No interchange begins here: the rest was not read." : Invariant($"{reader.SkippedBytes} bytes at the end are no EDI."));
        }
    }

    /// <summary>What is odd about a segment whatever it says.</summary>
    private static void Note(EdiSegmentReader reader, EnvelopeCollector collector)
    {
        collector.Segment(reader.Current);
        var oddities = collector.Oddities;
        if (reader.SkippedBytes > 0)
        {
            oddities.Add(reader.Offset, Invariant($"{reader.SkippedBytes} bytes before this are no EDI."));
        }

        if (reader.IsInterchangeStart && !reader.Delimiters.AreDistinct)
        {
            oddities.Add(reader.Offset, "The interchange uses one byte as two different delimiters.");
        }

        if (reader.IsCut)
        {
            oddities.Add(reader.Offset, Invariant($"A segment of {reader.EndOffset - reader.Offset} bytes is longer than allowed: its end was not looked at."));
        }

        // A terminator that is a line end is often left out at the end of a file.
        if (reader.IsUnterminated && reader.Delimiters.Segment is not ((byte)'\r' or (byte)'\n'))
        {
            oddities.Add(reader.EndOffset, "The input ends within a segment.");
        }
    }

    private static async ValueTask ReadXmlAsync(ReadOnlyMemory<byte> start, Stream payload, EnvelopeCollector collector, EdiLimits limits, CancellationToken ct)
    {
        var window = ArrayPool<byte>.Shared.Rent(Math.Max(limits.MaxXmlBytes, start.Length));
        try
        {
            start.CopyTo(window);
            var length = start.Length;
            if (length < limits.MaxXmlBytes)
            {
                var rest = window.AsMemory(length, limits.MaxXmlBytes - length);
                length += await payload.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, ct).ConfigureAwait(false);
            }

            XmlHead.Read(window, length, isWhole: length < limits.MaxXmlBytes, collector, limits);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
