namespace Waybill.Gateway;

/// <summary>What somebody wants to be sent.</summary>
public sealed record SubmitRequest
{
    /// <summary>Name of the connection.</summary>
    public required string Connection { get; init; }

    /// <summary>In order, at least one; read once.</summary>
    public required IReadOnlyList<SubmitDocument> Documents { get; init; }

    /// <summary>The subject; null takes the connection's. Default null.</summary>
    public string? Subject { get; init; }

    /// <summary>A test, left out of statistics. Default false.</summary>
    public bool IsTest { get; init; }

    /// <summary>Who asks and under which key; null: each call is a new message. Default null.</summary>
    public IdempotentCall? Idempotency { get; init; }
}

/// <summary>One document to send.</summary>
/// <param name="Content">Read to its end; not disposed.</param>
/// <param name="ContentType">Media type; null guesses it from the first bytes.</param>
/// <param name="FileName">Without a folder; null for none.</param>
/// <param name="ContentId">Content-ID; null for none.</param>
public sealed record SubmitDocument(Stream Content, string? ContentType = null, string? FileName = null, string? ContentId = null);

/// <summary>A request that is carried out once, however often it comes.</summary>
/// <param name="Principal">Who asks.</param>
/// <param name="Key">The Idempotency-Key header.</param>
/// <param name="Response">Makes the response that is stored, as JSON.</param>
public sealed record IdempotentCall(string Principal, string Key, Func<SubmitOutcome.Submitted, string> Response);

/// <summary>How a submission ended.</summary>
public abstract record SubmitOutcome
{
    private SubmitOutcome()
    {
    }

    /// <summary>It is stored and will be sent, whatever happens to this process.</summary>
    public sealed record Submitted(ExchangeId Id, string MessageId) : SubmitOutcome;

    /// <summary>The same request was carried out before: its response.</summary>
    public sealed record Repeated(string Response) : SubmitOutcome;

    /// <summary>The key was used for another request.</summary>
    public sealed record KeyTaken : SubmitOutcome;

    /// <summary>The same key is being carried out at this moment.</summary>
    public sealed record StillRunning : SubmitOutcome;

    /// <summary>It cannot be sent; nothing was stored.</summary>
    public sealed record Refused(string Reason) : SubmitOutcome;
}
