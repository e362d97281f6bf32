using System.Text;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Fuzz;

/// <summary>Every header text of AS2: names, ids, receipt requests, dispositions, MICs.</summary>
/// <remarks>All of them answer with a value or a problem; what was read is written and read again the same.</remarks>
internal sealed class HeadersTarget : FuzzTarget
{
    public override string Name => "headers";

    // Every value is read as everything there is, as UTF-16, and decoded, split and written again.
    public override long MaxAllocated(int inputBytes) => (4L << 20) + (1024L * inputBytes);

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. FuzzFiles.SeedsOf("headers"), .. HttpBytes.Captured("msg-1.request.raw", "mdn-1.request.raw").Select(HeadersOf)];

    public override ValueTask<string> RunAsync(FuzzInput input)
    {
        var headers = MimeHeaders.FromPairs(MimeHeaders.Parse(input.Bytes).Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var trace = new StringBuilder();
        var read = Sound(As2MessageHeaders.Read(headers));
        trace.Append(read.Value is null ? $"refused {read.Problem!.Length}" : $"taken {read.Value.Oddities.Count}");
        foreach (var profile in Enum.GetValues<As2Profile>())
        {
            trace.Append(read.Value?.Check(profile, CmsPolicy.Strict));
        }

        if (ReceiptRequest.Read(headers) is { } request)
        {
            trace.Append(' ').Append(request.MicAlgorithms.Count).Append(request.IsAsynchronous).Append(request.Choose(CmsPolicy.Strict)?.Spelling);
        }

        trace.Append(' ').AppendJoin(' ', headers.Select(f => Texts(f.Value)).ToHashSet(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return new(trace.ToString());
    }

    /// <summary>Any value may stand in any header.</summary>
    private static string Texts(string value)
    {
        var name = Sound(As2Name.Parse(value)).Value;
        if (name is not null && As2Name.Parse(name.ToHeaderValue()).Value != name)
        {
            throw new FuzzFailureException($"The AS2 name {name.Value} is written as {name.ToHeaderValue()} and reads as another.");
        }

        var disposition = Sound(Disposition.Parse(value)).Value;
        var mic = Sound(Mic.Parse(value)).Value;
        var id = Sound(MessageId.Parse(value)).Value;
        var algorithm = Sound(MicAlgorithm.Parse(value)).Value;
        var type = ContentType.Parse(value);
        _ = type.ToString() + type.Boundary + ContentDisposition.Parse(value).FileName + EncodedWord.Decode(value) + disposition?.ToString() + mic?.ToString() + id?.ToString();
        return $"{(name is null ? "" : "n")}{disposition?.Meaning.ToString()[0]}{(mic is null ? "" : "m")}{(id is null ? "" : id.IsWellFormed ? "i" : "j")}{(algorithm is null ? "" : "a")}{(type.IsMalformed ? "" : "t")}";
    }

    private static ParseResult<T> Sound<T>(ParseResult<T> result)
        where T : class
        => result.Value is null != result.Problem is null ? result : throw new FuzzFailureException($"{typeof(T).Name} has both a value and a problem, or neither.");

    private static byte[] HeadersOf(byte[] message) => message[..(message.AsSpan().IndexOf("\r\n\r\n"u8) + 4)];
}
