namespace Waybill.Cms;

public sealed partial class CmsReader
{
    private const byte OctetString = 0x04;

    /// <summary>Goes into EncapsulatedContentInfo (RFC 5652 §5.2) and, if there is content, up to its octet string.</summary>
    private async ValueTask<(string Oid, bool HasContent)> EnterEncapsulatedAsync(CancellationToken cancellationToken)
    {
        await Ber.EnterAsync(Sequence, "encapContentInfo", cancellationToken);
        var oid = await Ber.ReadOidAsync("eContentType", cancellationToken);
        if (await Ber.AtEndAsync(cancellationToken))
        {
            return (oid, false);
        }

        await Ber.EnterAsync(Explicit0, "eContent", cancellationToken);
        return (oid, true);
    }

    private async ValueTask LeaveEncapsulatedAsync(bool hasContent, CancellationToken cancellationToken)
    {
        if (hasContent)
        {
            await Ber.LeaveAsync("eContent", cancellationToken);
        }

        await Ber.LeaveAsync("encapContentInfo", cancellationToken);
    }
}
