using System.Buffers;
using Waybill.Cms;

namespace Waybill.As2;

/// <summary>Lets only base64 and blanks through. Decoders pass over anything else, and what they pass over could be changed unseen.</summary>
/// <remarks>Throws <see cref="CmsException"/> where something else stands.</remarks>
internal sealed class Base64Guard(Stream coded) : PullStream
{
    public static SearchValues<byte> Legal { get; } = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n \t"u8);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await coded.ReadAsync(buffer, cancellationToken);
        return buffer.Span[..read].ContainsAnyExcept(Legal) ? throw new CmsException(CmsProblem.Malformed, "The base64 of a layer holds something else.") : read;
    }
}
