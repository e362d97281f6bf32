namespace Waybill.Cms.Tests.Envelopes;

/// <summary>What became of one envelope.</summary>
internal sealed record Opened(byte[] Content, EnvelopeOutcome Outcome, CmsEnvelope Envelope)
{
    public static CmsReadOptions Everything { get; } = new() { Policy = CmsPolicy.ReadEverything };

    /// <summary>Opens and reads it to the end.</summary>
    /// <param name="cms">The object and what may follow it.</param>
    /// <param name="keys">Ours.</param>
    /// <param name="options">Null: every algorithm is allowed.</param>
    /// <param name="most">Bytes the input gives a read.</param>
    /// <param name="batch">Bytes asked for a read.</param>
    public static async Task<Opened> ReadAsync(byte[] cms, CmsKeyBook keys, CmsReadOptions? options = null, int most = int.MaxValue, int batch = 81920)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var input = new TrickleStream(cms, most);
        await using var reader = await CmsReader.OpenAsync(input, options ?? Everything, stop);
        var envelope = await reader.ReadEnvelopeAsync(stop);
        await using var content = envelope.Decrypt(keys);
        using var all = new MemoryStream();
        var buffer = new byte[batch];
        int read;
        while ((read = await content.ReadAsync(buffer, stop)) > 0)
        {
            Assert.Equal(EnvelopeOutcome.Unread, envelope.Outcome);
            all.Write(buffer, 0, read);
        }

        Assert.Equal(0, await input.ReadAsync(buffer, stop));
        return new(all.ToArray(), envelope.Outcome, envelope);
    }

    public static CmsKeyBook Book(params System.Security.Cryptography.X509Certificates.X509Certificate2[] identities)
        => new(identities.Select(i => new CmsPrivateKey(i)));
}
