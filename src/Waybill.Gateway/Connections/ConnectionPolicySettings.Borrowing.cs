namespace Waybill.Gateway;

public abstract partial class ConnectionPolicySettings
{
    /// <summary>Name of another connection whose bound on messages at once counts for this one too, as for two addresses of one server: both together send at most so many as its <see cref="Concurrency"/> says, fewer while it
    /// was asked for fewer calls, and its <see cref="AutoRecover"/> counts. Empty: its own.</summary>
    public string ConcurrencyFrom { get; set; } = "";
}
