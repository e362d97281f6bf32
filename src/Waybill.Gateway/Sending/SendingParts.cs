namespace Waybill.Gateway;

/// <summary>What every pump works with.</summary>
internal sealed record SendingParts(
    IJournal Journal, IPayloadStore Payloads, IConnections Connections, ISecretRing Ring, HttpSenders Senders, DebugLog Debug, TimeProvider Time)
{
    /// <summary>Tokens in use.</summary>
    internal ConnectionTokens Tokens { get; } = new(Journal.Tokens, Ring, Senders, Debug, Time);

    /// <summary>Answers that are still on their way out.</summary>
    internal OpenAnswers Answers { get; } = new();

    /// <summary>Bounds that connections share.</summary>
    internal SharedConcurrency Shared { get; } = new();

    /// <summary>Hears what is done.</summary>
    internal ISendingLog Log { get; set; } = ISendingLog.None;

    /// <summary>Connections that wait for a certificate.</summary>
    internal CertificatePauses CertificatePauses { get; } = new(Journal, Time);

    /// <summary>Stored bytes that could not be read.</summary>
    internal FaultAlerts Faults { get; } = new(Journal, "sending-fault", Time);
}
