using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>One connection of a sending gateway with the partner at its other end, whose answers the test writes.</summary>
internal sealed class Lane : IAsyncDisposable
{
    private readonly FakePartner _partner;
    private (Func<PartnerRequest, PartnerAnswer>[] Steps, int Next) _script = ([_ => PartnerAnswer.Of(500)], 0);
    private readonly Lock _gate = new();
    private int _isGone;

    internal Lane(string name, PartnerTls? tls = null)
    {
        Name = name;
        _partner = FakePartner.Start(tls, Answer);
    }

    /// <summary>Name of the connection and the partner's AS2 name.</summary>
    internal string Name { get; }

    internal Uri Address => _partner.Address;

    /// <summary>What arrived there, in order.</summary>
    internal IReadOnlyList<PartnerRequest> Requests => _partner.Requests;

    /// <summary>What the partner posted by itself.</summary>
    internal IReadOnlyList<PostedReceipt> Posted => _partner.Receipts;

    internal Task<IReadOnlyList<PostedReceipt>> PostedAsync(int count) => _partner.WaitForReceiptsAsync(count, TestContext.Current.CancellationToken);

    /// <summary>Answers from now on, one step a request; the last one repeats.</summary>
    internal Lane Says(params Func<PartnerRequest, PartnerAnswer>[] steps)
    {
        lock (_gate)
        {
            _script = (steps, 0);
        }

        return this;
    }

    /// <summary>Answers each request so.</summary>
    internal Lane Says(PartnerAnswer answer) => Says(_ => answer);

    /// <summary>Opens each message and gives this receipt.</summary>
    internal Lane Gives(ReceiptScript script) => Says(r => PartnerAnswer.Receipt(r, script: script));

    /// <summary>Ends the partner: nobody listens there any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isGone, 1) is 0)
        {
            await _partner.DisposeAsync();
        }
    }

    private PartnerAnswer Answer(PartnerRequest request)
    {
        Func<PartnerRequest, PartnerAnswer> step;
        lock (_gate)
        {
            step = _script.Steps[Math.Min(_script.Next++, _script.Steps.Length - 1)];
        }

        return step(request);
    }
}
