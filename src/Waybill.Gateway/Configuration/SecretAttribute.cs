namespace Waybill.Gateway;

/// <summary>Marks a setting that is a secret: it is stored sealed, and no answer, log line, error or audit row shows it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
