using Waybill.Testing;

namespace Waybill.Gateway.Tests.Sending;

/// <summary>What is kept of a delivered message gives the bytes its receipt speaks of.</summary>
public sealed class EvidenceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4_000)]
    [InlineData(1_500_000)]
    public async Task What_the_receipt_speaks_of_can_be_made_again_after_the_content_key_is_gone(int length)
    {
        await using var partner = FakePartner.Start(Partner.Good);
        await using var side = await SendingSide.StartAsync(partner);
        var id = await side.SubmitAsync(TestBytes.Edi(length));
        var detail = await side.UntilAsync(id, ExchangeState.Delivered);
        var receipt = Assert.Single(detail.Receipts);
        // The bytes the MIC is over, made again after the content key is gone.
        var work = (await side.Journal.FindPackageAsync(id, Token))!;
        Assert.Null(work.Package.SealedKey);
        await using var payloads = new PayloadsOf(side);
        await using var message = OutgoingMessage.Open(work, payloads.Store, new TestRing());
        await using var entity = await message.OpenMicEntityAsync(Token);
        using var bytes = new MemoryStream();
        await entity.CopyToAsync(bytes, Token);
        var digest = Convert.ToBase64String(await OpenSsl.RunAsync(bytes.ToArray(), "dgst", "-sha256", "-binary"));
        Assert.StartsWith($"{digest}, sha", receipt.Mic, StringComparison.Ordinal);
    }

    private sealed class PayloadsOf(SendingSide side) : IAsyncDisposable
    {
        internal Stores.PayloadStore Store { get; } = new(new(side.PayloadFolder), side.Journal.SmallPayloads);

        public ValueTask DisposeAsync()
        {
            Store.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
