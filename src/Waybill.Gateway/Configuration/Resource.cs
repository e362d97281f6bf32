using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waybill.Gateway;

/// <summary>A resource that was read: its settings with its secrets opened. Books are compared by these objects: what did not change is the same object.</summary>
/// <threadsafety>Immutable, but for the row, which is replaced once by the one that was committed.</threadsafety>
internal sealed class Resource
{
    private ResourceRow _row;

    internal Resource(ResourceRow row, object? settings, IReadOnlyList<string> secrets, IReadOnlyList<Finding> findings)
        => (_row, Settings, Secrets, Findings) = (row, settings, secrets, findings);

    /// <summary>As it is stored.</summary>
    internal ResourceRow Row => Volatile.Read(ref _row);

    internal string Kind => Row.Kind;

    internal string Name => Row.Name;

    internal FieldPath Path => FieldPath.Of(Kind, Name);

    /// <summary>What it says; null when this program does not know its kind.</summary>
    internal object? Settings { get; }

    /// <summary>Fields of the secrets it has.</summary>
    internal IReadOnlyList<string> Secrets { get; }

    /// <summary>What was found when it was read.</summary>
    internal IReadOnlyList<Finding> Findings { get; }

    /// <summary>Its JSON without secrets, a copy.</summary>
    internal JsonObject Body => JsonNode.Parse(Row.Body)!.AsObject();

    /// <summary>It is stored now as it was built.</summary>
    internal void Committed(string etag) => Volatile.Write(ref _row, Row with { ETag = etag });

    /// <summary>Reads a stored resource.</summary>
    internal static Resource Of(ResourceRow row, IReadOnlyList<SealedSecret> secrets, ISecretRing ring)
    {
        if (ResourceTypes.Of(row.Kind) is not { } type)
        {
            return new(row, null, [.. secrets.Select(static s => s.Field)], []);
        }

        var check = new ConfigurationCheck();
        var path = FieldPath.Of(row.Kind, row.Name);
        using var json = JsonDocument.Parse(row.Body);
        var settings = ResourceReader.Read(type, json.RootElement, path.Root, check).Value;
        List<string> fields = [];
        foreach (var secret in secrets)
        {
            try
            {
                var clear = ring.Open(ResourceSecrets.Purpose(row.Kind, row.Name, secret.Field), secret.Sealed);
                if (ResourceSecrets.Set(settings, secret.Field, Encoding.UTF8.GetString(clear)))
                {
                    fields.Add(secret.Field);
                }

                CryptographicOperations.ZeroMemory(clear);
            }
            catch (CryptographicException)
            {
                check.Error($"{path.Root}/{secret.Field}", "What is stored was sealed by another ring than this gateway's, or changed since: enter it again.");
            }
        }

        return new(row, settings, fields, check.Findings);
    }
}
