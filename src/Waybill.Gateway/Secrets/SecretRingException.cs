namespace Waybill.Gateway;

/// <summary>The ring of secrets or its master key cannot be used: the gateway must not start. The message is one sentence or two for the operator, without secrets.</summary>
public sealed class SecretRingException(string message, Exception? cause = null) : Exception(message, cause);
