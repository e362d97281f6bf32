namespace Waybill.Gateway;

/// <summary>One step of looking whether a partner can be reached.</summary>
/// <param name="Url">The address, without user, query and fragment.</param>
/// <param name="Kind">Which step.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Sentence">In words, what was found and, where it failed, what to do.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record ProbeStep(Uri Url, ProbeKind Kind, ProbeResult Result, string Sentence)
{
    /// <summary>Addresses the name stands for; of the step <see cref="ProbeKind.Name"/>.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>TLS version and cipher suite; of the step <see cref="ProbeKind.Tls"/>, null where none came about.</summary>
    public string? Protocol { get; init; }

    /// <summary>The server's certificate, taken or not; of the step <see cref="ProbeKind.Tls"/>.</summary>
    public ProbedCertificate? Certificate { get; init; }

    /// <summary>The status of the answer; of the step <see cref="ProbeKind.Http"/>.</summary>
    public int? Status { get; init; }
}

/// <summary>What is looked at, in this order.</summary>
public enum ProbeKind
{
    /// <summary>What the host's name stands for.</summary>
    Name = 0,

    /// <summary>Whether somebody takes the connection.</summary>
    Connect = 1,

    /// <summary>Whether it can be made secure, by the rules of the connection.</summary>
    Tls = 2,

    /// <summary>Whether a web server answers.</summary>
    Http = 3,
}

/// <summary>How a step ended.</summary>
public enum ProbeResult
{
    /// <summary>As it should.</summary>
    Good = 0,

    /// <summary>Worth a look.</summary>
    Warning = 1,

    /// <summary>Nothing can be sent so.</summary>
    Failed = 2,

    /// <summary>Not done: a step before failed, or a proxy does it in our place.</summary>
    Skipped = 3,
}

/// <summary>A server's certificate as it was shown.</summary>
/// <param name="Subject">Its holder.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="SerialNumber">Hexadecimal.</param>
/// <param name="Sha256Thumbprint">Hexadecimal: what <see cref="ConnectionPolicySettings.TlsPins"/> takes.</param>
/// <param name="NotBefore">First moment.</param>
/// <param name="NotAfter">Last moment.</param>
/// <param name="Names">Hosts it is for.</param>
/// <param name="Pem">The certificate itself.</param>
public sealed record ProbedCertificate(
    string Subject, string Issuer, string SerialNumber, string Sha256Thumbprint, DateTimeOffset NotBefore, DateTimeOffset NotAfter, IReadOnlyList<string> Names, string Pem);
