using System.Runtime.ExceptionServices;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>What a message put into quarantine. Disposing it deletes every object that was not kept.</summary>
internal sealed class HeldContent(IQuarantine quarantine) : IAsyncDisposable
{
    private readonly List<IQuarantineObject> _objects = [];

    public List<As2Payload> Payloads { get; } = [];

    public IQuarantineObject? Entity { get; set; }

    public MimeHeaders? EntityHeaders { get; set; }

    public async ValueTask<IQuarantineObject> CreateAsync(CancellationToken cancellationToken)
    {
        var created = await quarantine.CreateAsync(cancellationToken);
        _objects.Add(created);
        return created;
    }

    public async ValueTask DisposeAsync()
    {
        ExceptionDispatchInfo? problem = null;
        foreach (var held in _objects)
        {
            try
            {
                await held.DisposeAsync();
            }
            catch (IOException e)
            {
                // One that cannot be deleted must not keep the others.
                problem ??= ExceptionDispatchInfo.Capture(e);
            }
        }

        _objects.Clear();
        problem?.Throw();
    }
}
