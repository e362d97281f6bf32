using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>Makes the bytes of a submitted message and stores how they are made: from then on every attempt, in whatever process, sends the same (RFC 4130 §5.5).</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class Packager
{
    /// <summary>Bodies up to this length are stored whole, 1 MiB; larger ones as a recipe, so that a large document lies in the store once.</summary>
    internal const long StoredBodyBytes = 1 << 20;

    private readonly IJournal _journal;
    private readonly IPayloadStore _payloads;
    private readonly IConnections _connections;
    private readonly ISecretRing _ring;
    private readonly TimeProvider _time;

    /// <param name="journal">The journal.</param>
    /// <param name="payloads">Where documents are and bodies go.</param>
    /// <param name="connections">The connections.</param>
    /// <param name="ring">Seals content keys.</param>
    /// <param name="time">The clock.</param>
    public Packager(IJournal journal, IPayloadStore payloads, IConnections connections, ISecretRing ring, TimeProvider time)
        => (_journal, _payloads, _connections, _ring, _time) = (journal, payloads, connections, ring, time);

    /// <summary>Gives who hears what was packaged.</summary>
    internal Func<ISendingLog> Log { get; init; } = static () => ISendingLog.None;

    /// <summary>Says that a connection waits for a certificate; null: nobody says it.</summary>
    internal CertificatePauses? Pauses { get; init; }

    /// <summary>Packages one message with the connection as it is now. What can never be packaged is failed, with the reason;
    /// what would take a certificate outside its dates stays submitted until that is replaced.</summary>
    /// <param name="submission">As it was submitted: its id and date stay.</param>
    /// <param name="ct">Ends it; the message stays submitted.</param>
    /// <returns>Whether its first attempt is due now.</returns>
    /// <exception cref="IOException">The store cannot be read or written: a fault of ours; the message stays submitted.</exception>
    public async ValueTask<bool> PackageAsync(Submission submission, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(submission);
        using var held = HeldConnection.Take(_connections, submission.Connection);
        if (held?.Out is not { } connection)
        {
            return await RefuseAsync(submission, $"There is no connection {submission.Connection} that sends.", ct);
        }

        if (CertificateGate.Problem(connection, _time.GetUtcNow()) is { } problem)
        {
            if (Pauses is not null)
            {
                await Pauses.PauseAsync(connection.Name, problem, ct);
            }

            return false;
        }

        try
        {
            await using var package = await As2Packager.PackAsync(Options(submission, connection), [.. submission.Documents.Select(d => Document(d, connection))], _payloads.AsScratch(), ct);
            CrashPoints.Hit(CrashPoint.Packed);
            return await StoreAsync(submission, connection, package, ct);
        }
        catch (Exception refused) when (refused is ArgumentException or CmsException or ContentChangedException)
        {
            return await RefuseAsync(submission, refused.Message, ct);
        }
    }

    private async ValueTask<bool> RefuseAsync(Submission submission, string reason, CancellationToken ct)
    {
        if (await _journal.PackagingFailedAsync(submission.Id, reason, _time.GetUtcNow(), ct))
        {
            Log().NotPackaged(submission, reason);
        }

        return false;
    }

    private async ValueTask<bool> StoreAsync(Submission submission, OutboundConnection connection, As2Package package, CancellationToken ct)
    {
        StoredBytes? body = null;
        var objects = new RowPayloads(copies: true);
        if (package.Length <= StoredBodyBytes || connection.Compression is not CompressionOrder.None)
        {
            await using var bytes = await package.OpenAsync(ct);
            body = await _payloads.StoreAsync(objects, bytes, default, ct);
            CrashPoints.Hit(CrashPoint.BodyStored);
        }

        var recipe = package.ToRecipe();
        var asked = connection.Receipt;
        var row = new PackageRow(
            package.Headers, package.Length, body?.Id, StoredRecipe.Write(recipe, body is null ? default : body.Sha256.Span), package.Mic,
            new(asked is not null, asked is { IsSigned: true }, asked?.DeliveryUrl), connection.Version)
        {
            SealedKey = body is null ? StoredRecipe.SealKey(submission.Id, recipe, _ring) : default(ReadOnlyMemory<byte>?),
            SmallPayloads = objects.Small,
            Certificates = Certificates(connection),
        };
        if (await _journal.PackagedAsync(submission.Id, row, _time.GetUtcNow(), ct))
        {
            CrashPoints.Hit(CrashPoint.Packaged);
            Log().Packaged(submission, package.Length);
            return true;
        }

        // Cancelled meanwhile, or packaged by another process: nobody names this body.
        foreach (var id in objects.OnDisk)
        {
            await _payloads.DeleteAsync(id, ct);
        }

        return false;
    }

    private static List<UsedCertificate> Certificates(OutboundConnection connection)
        => [
            .. connection.Signer is { } signer ? [UsedCertificate.Of(CertificateUse.Sign, signer.Key.Certificate)] : (UsedCertificate[])[],
            .. connection.Recipients.Select(static r => UsedCertificate.Of(CertificateUse.Encrypt, r.Certificate)),
        ];

    private static As2SendOptions Options(Submission submission, OutboundConnection connection) => new()
    {
        From = As2Name.Create(submission.From).Value ?? connection.From,
        To = As2Name.Create(submission.To).Value ?? connection.To,
        MessageId = MessageId.Parse(submission.MessageId).Value ?? throw new ArgumentException("The stored Message-ID cannot be read.", nameof(submission)),
        Date = submission.Date,
        Subject = submission.Subject,
        Profile = connection.Profile,
        Signer = connection.Signer,
        Micalg = connection.Micalg,
        Recipients = connection.Recipients,
        Cipher = connection.Cipher,
        AllowTripleDes = connection.AllowTripleDes,
        AllowSha1 = connection.AllowSha1,
        AllowUnsignedCbc = connection.AllowUnsignedCbc,
        Compression = connection.Compression,
        CompressedEncoding = connection.CompressedEncoding,
        SignatureEncoding = connection.SignatureEncoding,
        OpaqueSignature = connection.OpaqueSignature,
        StateTransferEncoding = connection.StateTransferEncoding,
        Receipt = connection.Receipt,
        ExtraHeaders = connection.Texts.Headers is [] ? connection.ExtraHeaders : [.. connection.ExtraHeaders, .. connection.Texts.Lines(ValuesOf(submission))],
    };

    private static Dictionary<string, string> ValuesOf(Submission s)
        => MessageValues.Of(s.Id, s.Connection, s.From, s.To, s.Date, s.Subject, s.Documents is [var first, ..] ? first : null, 1);

    private As2Document Document(StoredDocument document, OutboundConnection connection) => new()
    {
        ContentType = document.ContentType,
        FileName = document.FileName,
        ContentId = document.ContentId,
        Length = document.Length,
        Sha256 = document.Sha256,
        Encoding = connection.DocumentEncoding,
        OpenAsync = ct => _payloads.OpenAsync(document.Object, document.Offset, document.Length, ct),
    };
}
