namespace Waybill.Server;

/// <summary>What Echo and its resources are called.</summary>
internal static class EchoNames
{
    /// <summary>The set its resources belong to.</summary>
    internal const string Set = "echo";

    /// <summary>The resource of Echo's own identity, with its key.</summary>
    internal const string Station = "echo";

    /// <summary>The resource of Echo as a partner.</summary>
    internal const string Partner = "echo";

    /// <summary>The certificate of <see cref="Station"/>.</summary>
    internal const string StationCertificate = "echo";

    /// <summary>The same, as a partner's.</summary>
    internal const string PartnerCertificate = "echo-partner";

    /// <summary>Receipts in the answer.</summary>
    internal const string Connection = "echo";

    /// <summary>Receipts on connections of their own.</summary>
    internal const string Later = "echo-later";

    /// <summary>The one that is paused while Echo lets nobody in: the others go on.</summary>
    internal const string Closed = "echo-closed";

    internal const string As2Id = "WAYBILL-ECHO";
    internal const string LaterAs2Id = "WAYBILL-ECHO-LATER";
    internal const string ClosedAs2Id = "WAYBILL-ECHO-CLOSED";

    /// <summary>Where Echo receives, on the gateway's own port.</summary>
    internal const string Path = "/echo/as2";

    /// <summary>Its connections and the AS2 name each reaches it by: two connections never share a pair.</summary>
    internal static readonly (string Name, string As2Id)[] Connections = [(Connection, As2Id), (Later, LaterAs2Id), (Closed, ClosedAs2Id)];

    /// <summary>One letter beside the right name.</summary>
    internal static string Misspelt(string as2Id) => as2Id.Replace("ECHO", "ECH0", StringComparison.Ordinal);
}
