namespace Waybill.As2.Http;

/// <summary>How messages and receipts are posted. One set for one <see cref="As2HttpSender"/>.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record As2HttpOptions
{
    /// <summary>Longest wait for a connection. Default 30 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time in which no byte moves in either direction; a partner may open and check a large message before it answers. Default 5 minutes.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Largest answer body taken, in bytes. Default 1 MiB: a receipt has a few KiB.</summary>
    public int MaxAnswerBytes { get; init; } = 1 << 20;

    /// <summary>Sends the body in chunks instead of with its length. Default false: old peers cannot read chunks.</summary>
    public bool Chunked { get; init; }

    /// <summary>Asks for 100 Continue before the body is sent. Default false: some peers never answer it.</summary>
    public bool ExpectContinue { get; init; }

    /// <summary>Goes through the proxy the environment names. Default false. Not together with <see cref="Guard"/>: a proxy would connect where nothing is checked.</summary>
    public bool UseProxy { get; init; }

    /// <summary>Checks the address of every connection; null connects anywhere, for URLs that an operator configured. Set it for URLs a partner names.</summary>
    public AddressGuard? Guard { get; init; }

    /// <summary>The clock behind the timeouts. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
