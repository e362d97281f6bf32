using System.Reflection;
using Waybill.Gateway;

namespace Waybill.EndToEnd.Tests;

/// <summary>Holds the settings of a connection and the tests that show them together.</summary>
public sealed class SettingsTable
{
    private static IReadOnlyList<(MethodInfo Test, string Setting)> Shown { get; } =
    [
        .. typeof(SettingsTable).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .SelectMany(m => m.GetCustomAttributes<SettingAttribute>().SelectMany(s => s.Names.Select(n => (m, n)))),
    ];

    private static IEnumerable<string> Settings => typeof(ConnectionPolicySettings).GetProperties().Select(p => p.Name);

    [Fact]
    public void Every_setting_of_a_connection_has_a_test_that_shows_it() => Assert.Equal([], Settings.Except(Shown.Select(s => s.Setting)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_setting_a_test_shows_is_there() => Assert.Equal([], Shown.Select(s => s.Setting).Except(Settings));

    [Fact]
    public void Only_tests_that_run_show_anything()
        => Assert.Equal([], Shown.Select(s => s.Test).Distinct().Where(t => t.GetCustomAttribute<FactAttribute>() is not { Skip: null }).Select(t => t.Name));
}
