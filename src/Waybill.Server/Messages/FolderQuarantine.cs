using Waybill.As2;

namespace Waybill.Server;

/// <summary>Spools into a folder that is made when it is needed: a gateway starts, live and not ready, where it cannot write yet.</summary>
internal sealed class FolderQuarantine(string folder) : IQuarantine
{
    private readonly SpoolQuarantine _spool = new(folder);

    public ValueTask<IQuarantineObject> CreateAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        return _spool.CreateAsync(cancellationToken);
    }
}
