namespace Waybill.Gateway.Stores;

/// <summary>Whose gateway this is.</summary>
internal static class Organisations
{
    internal static async ValueTask<Organisation> ReadAsync(ISqlUnit unit)
        => await unit.OneAsync("select name, environment, public_address from organisation", static r => new Organisation(r.TextOrNull(0), r.TextOrNull(1), r.TextOrNull(2))) ?? Organisation.Nameless;

    internal static async ValueTask<bool> ChangeAsync(ISqlUnit unit, Organisation organisation, string by, DateTimeOffset at)
    {
        var before = await unit.OneAsync(
            "select name, environment, public_address from organisation /*lock*/", static r => new Organisation(r.TextOrNull(0), r.TextOrNull(1), r.TextOrNull(2))) ?? Organisation.Nameless;
        if (before == organisation)
        {
            return false;
        }

        await unit.DoAsync("update organisation set name = $1, environment = $2, public_address = $3", organisation.Name, organisation.Environment, organisation.PublicAddress);
        unit.Changed(ChangeTopics.Configuration, "organisation");
        return await Auditing.WriteAsync(unit, [new(0, at, by, "replace", "organisation", organisation.Name ?? "organisation", before.ToJson(), organisation.ToJson())]);
    }
}
