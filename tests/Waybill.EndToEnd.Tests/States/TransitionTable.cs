using System.Reflection;
using Waybill.Gateway;

namespace Waybill.EndToEnd.Tests;

/// <summary>Holds the table of transitions and the tests that show them together.</summary>
public sealed class TransitionTable
{
    private static IReadOnlyList<(MethodInfo Test, Transition Row)> Shown { get; } =
    [
        .. typeof(TransitionTable).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .SelectMany(m => m.GetCustomAttributes<ShowsAttribute>().SelectMany(s => s.Rows.Select(r => (m, r)))),
    ];

    [Fact]
    public void Every_transition_has_a_test_that_shows_it() => Assert.Equal([], Transition.All.Except(Shown.Select(s => s.Row)).Select(r => r.ToString()));

    [Fact]
    public void Every_transition_a_test_shows_is_in_the_table() => Assert.Equal([], Shown.Select(s => s.Row).Except(Transition.All).Select(r => r.ToString()));

    [Fact]
    public void Every_state_is_reached_but_those_a_message_begins_with()
    {
        var reached = Transition.All.Select(r => r.To).ToHashSet();

        Assert.Equal([ExchangeState.Submitted, ExchangeState.Unopened], Enum.GetValues<ExchangeState>().Where(s => !reached.Contains(s)));
    }

    [Fact]
    public void Only_tests_that_run_show_anything()
        => Assert.Equal([], Shown.Select(s => s.Test).Distinct().Where(t => t.GetCustomAttribute<FactAttribute>() is not { Skip: null }).Select(t => t.Name));
}
