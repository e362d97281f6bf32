using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Waybill.Gateway;

/// <summary>One member of a resource's JSON.</summary>
/// <param name="Name">In camel case.</param>
/// <param name="Property">Where its value goes.</param>
/// <param name="IsSecret">Whether it is stored sealed and never shown.</param>
internal sealed record ResourceMember(string Name, PropertyInfo Property, bool IsSecret);

/// <summary>The members of a class that stands for JSON.</summary>
/// <threadsafety>Immutable.</threadsafety>
internal sealed class ResourceShape
{
    private static readonly ConcurrentDictionary<Type, ResourceShape> Known = new();

    private readonly Dictionary<string, ResourceMember> _members;

    private ResourceShape(Type type)
    {
        Type = type;
        Members =
        [
            .. type.GetProperties().Where(static p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters() is [])
                .Select(static p => new ResourceMember(JsonNamingPolicy.CamelCase.ConvertName(p.Name), p, p.IsDefined(typeof(SecretAttribute)))),
        ];
        _members = Members.ToDictionary(static m => m.Name, StringComparer.Ordinal);
    }

    /// <summary>The class.</summary>
    internal Type Type { get; }

    /// <summary>Its own before those of its base.</summary>
    internal IReadOnlyList<ResourceMember> Members { get; }

    internal static ResourceShape Of(Type type) => Known.GetOrAdd(type, static t => new(t));

    internal ResourceMember? Find(string name) => _members.GetValueOrDefault(name);

    /// <summary>The class of the elements of a list; null when the type is none.</summary>
    internal static Type? ElementOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>) ? type.GenericTypeArguments[0] : null;

    /// <summary>Whether values of the type are objects of JSON.</summary>
    internal static bool IsObject(Type type) => type.IsClass && type != typeof(string);
}
