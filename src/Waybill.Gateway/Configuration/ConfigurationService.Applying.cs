using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Waybill.Gateway;

public sealed partial class ConfigurationService
{
    /// <summary>What applying a file would do.</summary>
    /// <param name="set">The set its resources belong to: what belongs to no set or to this one is changed, what belongs to another is refused.</param>
    /// <param name="resources">The whole set.</param>
    /// <param name="prune">Whether resources of the set that the file does not name any more are removed.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="JournalException">The database cannot be read.</exception>
    public async ValueTask<ConfigurationPlan> PlanAsync(string set, IReadOnlyList<ResourceInput> resources, bool prune, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(resources);
        await _gate.WaitAsync(ct);
        try
        {
            var state = await CurrentAsync(ct);
            var check = new ConfigurationCheck();
            if (!ResourceTypes.IsName(set))
            {
                check.Error("set", ResourceTypes.NameRule);
            }

            List<PlannedChange> lines = [];
            List<PreparedChange> prepared = [];
            var named = new HashSet<(string, string)>();
            foreach (var resource in resources)
            {
                if (Plan(state, set, resource, resources, named, check) is not var (line, change))
                {
                    continue;
                }

                lines.Add(line);
                if (change is not null)
                {
                    prepared.Add(change);
                }
            }

            foreach (var left in state.Catalog.All.Where(r => string.Equals(r.Row.Set, set, StringComparison.Ordinal) && !named.Contains((r.Kind, r.Name))))
            {
                var change = ResourceEditor.Remove(left);
                lines.Add(new(left.Kind, left.Name, prune ? PlannedAction.Delete : PlannedAction.Left, change.BeforeJson, prune ? null : change.BeforeJson, []));
                if (prune)
                {
                    prepared.Add(change);
                }
            }

            var (book, refused) = Candidate(state, prepared, check, out var next);
            if (refused is null)
            {
                refused = [.. check.Findings, .. Warnings(next, prepared)];
                book.Release();
            }

            return new(
                set, state.Catalog.Version, Digest(state.Catalog.Version, set, prune, resources),
                [.. lines.OrderBy(static l => ResourceKinds.All.ToList().IndexOf(l.Kind)).ThenBy(static l => l.Name, StringComparer.Ordinal)], [.. refused.Distinct()], prepared);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Carries a plan out as it was shown, in one transaction.</summary>
    /// <exception cref="JournalException">It could not be written, or nobody knows whether it was: plan anew.</exception>
    public async ValueTask<ApplyResult> ApplyAsync(ConfigurationPlan plan, string principal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!plan.IsGood)
        {
            return new ApplyResult.Refused(plan.Findings);
        }

        await _gate.WaitAsync(ct);
        try
        {
            var state = await CurrentAsync(ct);
            if (state.Catalog.Version != plan.Version)
            {
                return new ApplyResult.Drifted();
            }

            if (plan.IsEmpty)
            {
                return new ApplyResult.Done(plan.Version);
            }

            // Settings files may say something else since; the resources are those of the plan.
            var (book, refused) = Candidate(state, plan.Prepared, new(), out var next);
            if (refused is not null)
            {
                return new ApplyResult.Refused(refused);
            }

            var now = _time.GetUtcNow();
            return await CommitAsync(next, book, plan.Prepared, [.. plan.Prepared.Select(c => c.Change(principal, "apply", now))], now, ct) is ChangeOutcome.Done done
                ? new ApplyResult.Done(done.Version) : new ApplyResult.Drifted();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>One line; null with a finding where there can be none.</summary>
    private (PlannedChange Line, PreparedChange? Change)? Plan(State state, string set, ResourceInput resource, IReadOnlyList<ResourceInput> all, HashSet<(string, string)> named, ConfigurationCheck check)
    {
        var (kind, name) = (resource.Kind, resource.Name);
        var field = $"{ResourceTypes.Collection(kind)}/{name}";
        if (ResourceTypes.Of(kind) is null)
        {
            check.Error(field, $"'{kind}' is no kind of resource; {string.Join(", ", ResourceTypes.Known)} are.");
            return null;
        }

        if (!ResourceTypes.IsName(name))
        {
            check.Error($"{field}/name", ResourceTypes.NameRule);
            return null;
        }

        if (!named.Add((kind, name)))
        {
            check.Error(field, "stands there twice.");
            return null;
        }

        if (SettingsViews.Find(state.Source, kind, name) is not null)
        {
            check.Error(field, "It stands in the settings of the program. Change it there.");
            return null;
        }

        var before = state.Catalog.Find(kind, name);
        if (before?.Row.Set is { } other && !string.Equals(other, set, StringComparison.Ordinal))
        {
            check.Error(field, $"It belongs to the set {other}. Take it out of one of them.");
            return null;
        }

        // A file says what is to be, each time: with the defaults of its station, or the next time would take away what they gave.
        var json = WithDefaults(state, kind, resource.Body, all);
        var change = _editor.Edit(before, kind, name, json, ResourceRow.ByFile, set, _time.GetUtcNow(), check);
        return change is null
            ? (new(kind, name, PlannedAction.None, ResourceEditor.Masked(before!, []), ResourceEditor.Masked(before!, []), []), null)
            : (new(kind, name, before is null ? PlannedAction.Create : PlannedAction.Replace, change.BeforeJson, change.AfterJson, [.. change.Secrets.Keys.Order(StringComparer.Ordinal)]), change);
    }

    private static IEnumerable<Finding> Warnings(State next, IReadOnlyList<PreparedChange> prepared)
    {
        var roots = prepared.Where(static c => c.After is not null).Select(static c => c.After!.Path.Root).ToHashSet(StringComparer.Ordinal);
        return next.Findings.Where(f => f.Field.Split('/') is [var collection, var name, ..] && roots.Contains($"{collection}/{name}"));
    }

    /// <summary>Of what is said, however it is laid out.</summary>
    private static string Digest(long version, string set, bool prune, IReadOnlyList<ResourceInput> resources)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{version}\n{set}\n{prune}\n");
        foreach (var resource in resources)
        {
            text.Append(CultureInfo.InvariantCulture, $"{resource.Kind}\n{resource.Name}\n{JsonSerializer.Serialize(resource.Body)}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
