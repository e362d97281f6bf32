namespace Waybill.Gateway;

public abstract partial class ConnectionPolicySettings
{
    /// <summary>Days after its end for which a certificate of ours or the partner's is still signed with and encrypted for. Default 0: nothing new is sent with it, what is submitted waits, and an alert says which.</summary>
    public int ExpiredCertificateGraceDays { get; set; }

    /// <summary>Days after its end for which a message signed with the partner's certificate is still taken. Default 0: it is refused. Receipts signed with it count, with a warning.</summary>
    public int ExpiredSignerGraceDays { get; set; }
}
