namespace Waybill.Gateway;

/// <summary>Objects that were written and that no row came to name.</summary>
internal static class ForgottenPayloads
{
    /// <summary>Removes them as far as that can be done now; the sweep takes what is left.</summary>
    internal static async ValueTask ForgetAsync(this IPayloadStore payloads, IReadOnlyList<PayloadId> objects)
    {
        try
        {
            foreach (var id in objects)
            {
                await payloads.DeleteAsync(id, CancellationToken.None);
            }
        }
        catch (IOException)
        {
            // A disk that cannot delete now is no fault of the message.
        }
    }
}
