using Waybill.Cms;

namespace Waybill.As2;

/// <summary>The content of an opened layer. Where the layer breaks the content ends: to what is inside it looks like a cut, and the break is kept for the judge.</summary>
/// <remarks>So nothing inside a layer can tell by an exception what happened outside it, and whoever opened the layer can always drain it.</remarks>
internal sealed class LayerStream(Stream content) : PullStream
{
    /// <summary>Why the content ended before its time; null when it did not.</summary>
    public CmsException? Break { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Break is not null)
        {
            return 0;
        }

        try
        {
            return await content.ReadAsync(buffer, cancellationToken);
        }
        catch (CmsException e)
        {
            Break = e;
            return 0;
        }
    }
}
