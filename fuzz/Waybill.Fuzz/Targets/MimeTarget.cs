using System.Security.Cryptography;
using System.Text;
using Waybill.Mime;

namespace Waybill.Fuzz;

/// <summary><see cref="MimeReader"/> with all it reads: headers, parameters, parts, transfer encodings.</summary>
/// <remarks>Beyond exceptions and memory: the events are the input, byte for byte, whatever the reads.</remarks>
internal sealed class MimeTarget : FuzzTarget
{
    // Low enough that mutations pass them.
    private static readonly MimeLimits Limits = new() { MaxHeaderBytes = 8192, MaxHeaderFields = 64, MaxParts = 100, MaxDepth = 6 };

    public override string Name => "mime";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. FuzzFiles.SeedsOf("mime"), .. HttpBytes.Captured("msg-1.response.raw").Where((_, i) => i % 4 is 0)];

    public override async ValueTask<string> RunAsync(FuzzInput input)
    {
        var (trace, digest) = await EventsAsync(input, input.Cut);
        if (input.IsChosen)
        {
            var other = await EventsAsync(input, input.OtherCut);
            if (!string.Equals(trace, other.Trace, StringComparison.Ordinal) || !digest.AsSpan().SequenceEqual(other.Digest))
            {
                throw new FuzzFailureException($"Reads of {input.Cut} and of {input.OtherCut} bytes give different events:\n{trace}\n{other.Trace}");
            }

            await DecodeAsync(input);
        }

        return trace;
    }

    /// <summary>The kinds of the events, and a digest of which bytes were which.</summary>
    private static async ValueTask<(string Trace, byte[] Digest)> EventsAsync(FuzzInput input, int cut)
    {
        await using var reader = new MimeReader(input.Open(cut: cut), Limits);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var trace = new StringBuilder();
        var last = "";
        long at = 0;
        try
        {
            while (await reader.ReadAsync())
            {
                if (reader.Offset != at || !reader.Bytes.Span.SequenceEqual(input.Bytes.Span.Slice((int)at, reader.Bytes.Length)))
                {
                    throw new FuzzFailureException($"The {reader.Kind} at {reader.Offset} is not the input at {at}.");
                }

                at += reader.Bytes.Length;
                var step = $"{reader.Kind}{reader.Depth}";
                if (!string.Equals(step, last, StringComparison.Ordinal) || reader.Kind is not (MimeEventKind.Content or MimeEventKind.Preamble or MimeEventKind.Epilogue))
                {
                    last = step;
                    digest.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{step}@{reader.Offset};")));
                    if (trace.Length < 60)
                    {
                        trace.Append(reader.Kind.ToString()[0]).Append(reader.Depth);
                    }
                }

                if (reader.Kind is MimeEventKind.Headers)
                {
                    var look = Look(reader.Headers);
                    trace.Append(trace.Length < 60 ? look : "");
                }
            }
        }
        catch (MimeException e)
        {
            return ($"{trace} {e.Problem}", digest.GetHashAndReset());
        }

        return at == input.Bytes.Length ? ($"{trace}{(reader.MissingCloseDelimiter ? " cut" : "")}", digest.GetHashAndReset())
            : throw new FuzzFailureException($"The events end at {at}; the input has {input.Bytes.Length} bytes.");
    }

    /// <summary>Reads everything there is to read in a header block.</summary>
    private static string Look(MimeHeaders headers)
    {
        var type = headers.ContentType;
        _ = type.ToString() + type.HasDuplicate("boundary") + headers.ContentDisposition?.FileName + EncodedWord.Decode(headers["Subject"] ?? "");
        return $"{(type.IsMissing ? "?" : type.IsMalformed ? "!" : type.IsMultipart ? "m" : "t")}{(int)headers.TransferEncoding}";
    }

    private static async ValueTask DecodeAsync(FuzzInput input)
    {
        await using var reader = new MimeReader(input.Open(), Limits, (headers, depth) => depth < 2);
        try
        {
            while (await reader.ReadAsync())
            {
                if (reader.Kind is MimeEventKind.Headers)
                {
                    await using var decoded = TransferDecoding.Decode(reader.ReadContent(), reader.Headers.TransferEncoding);
                    await Drain.ToEndAsync(decoded, input.Bytes.Length);
                }
            }
        }
        catch (MimeException)
        {
        }
    }
}
