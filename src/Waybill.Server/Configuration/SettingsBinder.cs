using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;

namespace Waybill.Server;

/// <summary>Fills settings from the keys that are there, and says of every value that cannot be read where it stands.</summary>
/// <remarks>The framework's binder asks for every property of every connection, set or not, and throws at the first value it cannot read. Keys that no property has are passed over.</remarks>
internal static class SettingsBinder
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, PropertyInfo>> Known = new();

    /// <param name="section">The root of the settings.</param>
    /// <param name="problems">Takes a sentence for each value that cannot be read.</param>
    internal static T Bind<T>(IConfigurationSection section, List<string> problems)
        where T : new()
    {
        var settings = new T();
        Fill(settings, section, problems);
        return settings;
    }

    private static void Fill(object target, IConfigurationSection section, List<string> problems)
    {
        var properties = Known.GetOrAdd(
            target.GetType(),
            static type => type.GetProperties().Where(static p => p.SetMethod is { IsPublic: true }).ToDictionary(static p => p.Name, StringComparer.OrdinalIgnoreCase));
        foreach (var child in section.GetChildren())
        {
            if (!properties.TryGetValue(child.Key, out var property))
            {
                continue;
            }

            var type = property.PropertyType;
            var value = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>) ? List(type.GenericTypeArguments[0], child, problems) : Value(type, child, problems);
            if (value is not null)
            {
                property.SetValue(target, value);
            }
        }
    }

    private static IList List(Type element, IConfigurationSection section, List<string> problems)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var item in section.GetChildren())
        {
            if (Value(element, item, problems) is { } value)
            {
                list.Add(value);
            }
        }

        return list;
    }

    /// <summary>Null when there is none that can be read: then the default stays.</summary>
    private static object? Value(Type type, IConfigurationSection section, List<string> problems)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain != typeof(string) && !plain.IsValueType)
        {
            var settings = Activator.CreateInstance(plain)!;
            Fill(settings, section, problems);
            return settings;
        }

        if (section.Value is not { } text || plain == typeof(string))
        {
            return section.Value;
        }

        try
        {
            return text is "" && plain != type ? null : TypeDescriptor.GetConverter(plain).ConvertFromInvariantString(text);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or InvalidCastException or OverflowException || wrong.InnerException is FormatException or OverflowException)
        {
            problems.Add($"{section.Path}: '{text}' is not {Kind(plain)}.");
            return null;
        }
    }

    private static string Kind(Type type)
        => type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
            : type == typeof(bool) ? "true or false"
            : type == typeof(TimeSpan) ? "a time such as 00:05:00"
            : "a whole number";
}
