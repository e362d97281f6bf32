using System.Security.Cryptography;
using System.Text;
using Waybill.As2;

namespace Waybill.Compliance;

/// <summary>What every journal must do. A store's tests inherit it and say how theirs is opened.</summary>
public abstract partial class JournalCompliance : IAsyncLifetime
{
    protected const string Connection = "acme-prod";

    private int _counter;

    /// <summary>The journal under test: empty at the start of each test.</summary>
    protected IJournal Journal { get; private set; } = null!;

    /// <summary>The moment the test began, as stores keep it.</summary>
    protected DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Opens an empty store.</summary>
    protected abstract ValueTask<IJournal> CreateAsync();

    /// <summary>Opens the same store again, after it was closed.</summary>
    protected abstract ValueTask<IJournal> OpenAgainAsync();

    /// <summary>Breaks the next unit of work before its n-th statement, as a crash there would. Null: no more.</summary>
    protected abstract void BreakAt(int? statement);

    /// <summary>How many rows each table has.</summary>
    protected abstract ValueTask<string> CountsAsync();

    public async ValueTask InitializeAsync() => Journal = await CreateAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async ValueTask ReopenAsync()
    {
        await Journal.DisposeAsync();
        Journal = await OpenAgainAsync();
    }

    protected AcceptedMessage Accepted(
        string? id = null, string content = "UNA:+.? 'UNB", string? wire = null, bool isAuthenticated = true, StoredReceipt? receipt = null, string? forbidden = null,
        string[]? consumers = null, string? connection = Connection, string from = "ACME", string? fileName = "order.edi", DateTimeOffset? at = null)
    {
        id ??= $"<{++_counter}.{Guid.NewGuid():N}@acme>";
        var when = at ?? Now;
        var entity = NewObject();
        return new()
        {
            Id = ExchangeId.New(when),
            From = from,
            To = "US",
            MessageId = id,
            ReceivedAt = when,
            Connection = connection,
            ConnectionVersion = 3,
            Headers = [new("AS2-From", from), new("Subject", "orders"), new("X-Odd", "ü\u0001\"")],
            WireSha256 = SHA256.HashData(Encoding.UTF8.GetBytes(wire ?? content)),
            WireBytes = 1000,
            Wire = NewObject(),
            Mic = MicOf(content),
            LayersJson = """[{"type":"signed"}]""",
            SignerThumbprint = "ab12",
            Signature = new byte[] { 0x30, 0, 0xff },
            Answer = new(200, [new("Content-Type", "multipart/report")], Encoding.UTF8.GetBytes($"receipt of {id}")),
            AsynchronousReceipt = receipt,
            ReceiptForbidden = forbidden,
            ReceiptInAnswer = receipt is null,
            RemoteAddress = "192.0.2.7",
            Key = new(from, "US", id.Trim('<', '>')),
            IsAuthenticated = isAuthenticated,
            Entity = entity,
            Documents = [new(fileName, "application/edifact", null, entity, 120, content.Length, SHA256.HashData(Encoding.UTF8.GetBytes(content)))],
            Consumers = consumers ?? ["folder"],
        };
    }

    protected RefusedMessage Refused(string? connection = Connection, string? hint = null, DateTimeOffset? at = null, string? id = null) => new()
    {
        Id = ExchangeId.New(at ?? Now),
        From = "ACME",
        To = "US",
        MessageId = id ?? $"<{++_counter}@acme>",
        ReceivedAt = at ?? Now,
        Connection = connection,
        Headers = [new("AS2-From", "ACME")],
        WireSha256 = new byte[32],
        WireBytes = 10,
        Answer = new(422, [], Array.Empty<byte>()),
        Failure = As2Failure.DecryptionFailed,
        Detail = "The padding is bad.",
        Hint = hint,
    };

    protected Submission Submission(
        string connection = Connection, IdempotencyKey? key = null, DateTimeOffset? giveUpAt = null, DateTimeOffset? date = null, string? fileName = "invoice.edi")
        => new()
        {
            Id = ExchangeId.New(date ?? Now),
            Connection = connection,
            From = "US",
            To = "ACME",
            MessageId = $"<{++_counter}.{Guid.NewGuid():N}@us>",
            Date = date ?? Now,
            Subject = "invoice",
            Documents = [new(fileName, "application/edi-x12", "<1@us>", NewObject(), 0, 77, null)],
            GiveUpAt = giveUpAt ?? Now.AddHours(24),
            Idempotency = key,
        };

    protected static PackageRow Package(string content = "package", bool isRecipe = false) => new(
        [
            new("AS2-From", "US"), new("Disposition-Notification-To", "us@example.com"),
            new("Disposition-Notification-Options", "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha-256"),
        ],
        4711, isRecipe ? null : NewObject(), isRecipe ? Encoding.UTF8.GetBytes("recipe") : null, MicOf(content), new(IsRequested: true, IsSigned: true, null), 5)
    {
        SealedKey = isRecipe ? Encoding.UTF8.GetBytes("sealed key") : default(ReadOnlyMemory<byte>?),
    };

    protected static Mic MicOf(string content)
        => new(MicAlgorithm.Parse("sha-256").Value!, SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    protected static PayloadId NewObject() => new(Guid.NewGuid().ToString("N"));

    protected ReceiptRow Receipt(ReceiptOutcome outcome = ReceiptOutcome.Delivered, bool isAuthentic = true, bool isSynchronous = false, string sentence = "The partner took it.")
        => new(Now, isSynchronous, [new("AS2-From", "ACME")], Encoding.UTF8.GetBytes("mdn"), outcome, isAuthentic, sentence, "automatic-action/MDN-sent-automatically; processed", MicOf("package").ToString(), null);

    /// <summary>A lease that is held.</summary>
    protected async Task<OwnerLease> OwnAsync(string scope = Connection, string node = "node-1")
        => await Journal.Owners.TakeAsync(scope, node, TimeSpan.FromMinutes(5), isAlone: false, Ct) ?? throw new InvalidOperationException("held by another");

    /// <summary>A packaged exchange whose first attempt is due.</summary>
    protected async Task<Submission> PackagedAsync(
        string connection = Connection, bool isRecipe = false, DateTimeOffset? dueAt = null, DateTimeOffset? giveUpAt = null, DateTimeOffset? date = null)
    {
        var submission = Submission(connection, giveUpAt: giveUpAt, date: date);
        await Journal.SubmitAsync(submission, Ct);
        Assert.True(await Journal.PackagedAsync(submission.Id, Package(isRecipe: isRecipe), dueAt ?? Now.AddSeconds(-1), Ct));
        return submission;
    }

    /// <summary>An exchange whose attempt is on its way.</summary>
    protected async Task<SendWork> SendingAsync(OwnerLease lease, bool isRecipe = false)
    {
        var submission = await PackagedAsync(lease.Scope, isRecipe);
        var work = Assert.Single(await Journal.ClaimAsync(lease, 1, isStrict: false, Now, Ct));
        Assert.Equal(submission.Id, work.Id);
        return work;
    }

    protected AttemptResult Result(SendWork work, ExchangeState next, Evidence evidence = Evidence.Answered, DateTimeOffset? dueAt = null, int? status = 200) => new()
    {
        Id = work.Id, Attempt = work.Attempt, EndedAt = Now, HttpStatus = status, Sentence = "It was answered.", Next = next, Evidence = evidence, DueAt = dueAt,
        ResponseHeaders = [new("Server", "x")],
    };

    protected async Task<ExchangeDetail> DetailAsync(ExchangeId id) => await Journal.FindAsync(id, Ct) ?? throw new InvalidOperationException("no such exchange");

    protected async Task<ExchangeState> StateAsync(ExchangeId id) => (await DetailAsync(id)).Summary.State;

    protected async Task<string[]> AlertsAsync() => [.. (await Journal.OpenAsync(100, Ct)).Select(a => a.Kind).Order(StringComparer.Ordinal)];
}
