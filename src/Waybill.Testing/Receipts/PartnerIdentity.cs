using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Testing;

/// <summary>Who a <see cref="FakePartner"/> is: the key it opens messages and signs receipts with, and whose messages it takes.</summary>
/// <param name="Key">Its key; not disposed.</param>
/// <param name="Senders">Certificates that sign the messages it takes. A signed message of anybody else is refused; an unsigned one is taken.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record PartnerIdentity(CmsPrivateKey Key, params IReadOnlyList<CmsCertificate> Senders)
{
    /// <summary><c>globex</c>, the receiver of a <see cref="TestMessage"/>, who takes what its sender signed.</summary>
    public static PartnerIdentity Default => new(TestMessage.Receiver.Key, TestMessage.Sender.Certificate);

    /// <summary>Which text of AS2 it follows. Default RFC 4130.</summary>
    public As2Profile Profile { get; init; }

    /// <summary>Its clock: dates its receipts, and the signer's certificate must be valid then. Default 2026-02-03, for which every <see cref="TestKey"/> is.</summary>
    public DateTimeOffset Time { get; init; } = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    /// <summary>Opens a message with its key. Old algorithms and every structure are taken.</summary>
    /// <param name="request">The message as it arrived.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="InvalidDataException">Its headers are not those of an AS2 message.</exception>
    public async ValueTask<PartnerMessage> OpenAsync(PartnerRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var read = As2MessageHeaders.Read(request.ToMimeHeaders());
        if (read.Value is not { } headers)
        {
            throw new InvalidDataException(read.Problem);
        }

        using var body = new MemoryStream(request.Body.ToArray(), writable: false);
        var options = new As2ReadOptions
        {
            VerificationTime = Time, DecryptionKeys = new CmsKeyBook([Key]), SignerCertificates = Senders, Signature = Requirement.Allowed, Encryption = Requirement.Allowed,
            AllowUnsignedCbc = true, Policy = CmsPolicy.ReadEverything, Profile = Profile,
        };
        return new(headers, await As2MessageReader.ReadAsync(headers.Content, headers.ReceiptRequest, body, options, new SpoolQuarantine(), cancellationToken));
    }

    /// <summary>Opens a message and writes the receipt a script wants for it, though none may have been asked for.</summary>
    /// <param name="request">The message as it arrived.</param>
    /// <param name="script">What the receipt says; null says the truth. How it is delivered plays no part here.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="InvalidDataException">Its headers are not those of an AS2 message.</exception>
    public async ValueTask<WrittenReceipt> WriteReceiptAsync(PartnerRequest request, ReceiptScript? script = null, CancellationToken cancellationToken = default)
    {
        await using var message = await OpenAsync(request, cancellationToken);
        return await new ReceiptMaker(this, message, script ?? ReceiptScript.Honest).WriteAsync(cancellationToken);
    }
}

/// <summary>A message as a <see cref="PartnerIdentity"/> opened it. Disposing it deletes what was read.</summary>
/// <param name="Headers">Its AS2 headers.</param>
/// <param name="Verdict">Whether it was taken, its payloads and its MIC.</param>
/// <threadsafety>Immutable until disposed.</threadsafety>
public sealed record PartnerMessage(As2MessageHeaders Headers, As2Verdict Verdict) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Verdict.DisposeAsync();
}
