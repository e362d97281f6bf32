using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

[Description("Exchanges that began in one hour, as they stand now.")]
internal sealed record TrafficHourView(
    DateTimeOffset At,
    [property: Description("In: taken.")] int Accepted,
    [property: Description("In: not taken.")] int Refused,
    [property: Description("Out: the partner has them.")] int Delivered,
    [property: Description("On their way.")] int Waiting,
    [property: Description("Out: given up, rejected, overdue, without a valid receipt.")] int Failed,
    [property: Description("Half of the deliveries took at most so long, in milliseconds; up to 19 % too high. Absent without deliveries.")] long? MedianMs,
    [property: Description("95 of 100 deliveries took at most so long.")] long? P95Ms);

[Description("The traffic of one connection.")]
internal sealed record TrafficConnectionView(
    [property: Description("Absent: messages of pairs nobody configured.")] string? Connection,
    int Total, int Failed,
    [property: Description("Refused on our side.")] int Refused,
    [property: Description("How many began in each hour, in the order of hours.")] IReadOnlyList<int> Hours);

[Description("The last hours, oldest first, the running one included. Tests are left out.")]
internal sealed record TrafficView(
    DateTimeOffset Since, DateTimeOffset Until,
    [property: Description("False: some hours are still being read and stand with zeros; ask again.")] bool IsComplete,
    IReadOnlyList<TrafficHourView> Hours,
    [property: Description("The 100 with the most traffic.")] IReadOnlyList<TrafficConnectionView> Connections,
    [property: Description("Over all of these hours.")] long? MedianMs, long? P95Ms);

/// <summary>How much went by, and how it went.</summary>
internal static class TrafficEndpoints
{
    private const int MostConnections = 100;

    internal static void Map(IEndpointRouteBuilder api)
        => api.MapGet("/traffic", ReadAsync).WithName("getTraffic").WithTags("Exchanges")
            .WithSummary("Traffic by hour and by connection.")
            .WithDescription("Counted by when an exchange began and how it stands now. What is older than a day may be 15 minutes behind.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Ok<TrafficView>, ProblemHttpResult>> ReadAsync(TrafficBoard board, [Description("How many, 1 to 168. Default 24.")] int? hours, CancellationToken ct)
    {
        if (hours is < 1 or > TrafficBoard.MostHours)
        {
            var problems = new FieldProblems();
            problems.Add("hours", "Must be 1 to 168.");
            return ApiProblems.Invalid(problems);
        }

        var slots = await board.ReadAsync(hours ?? 24, ct);
        var all = new DeliveryTimes();
        foreach (var slot in slots)
        {
            if (slot.Hour is { } hour)
            {
                all.Add(hour.Delivery);
            }
        }

        return TypedResults.Ok(new TrafficView(
            slots[0].At, slots[^1].At.AddHours(1), slots.All(static s => s.Hour is not null), [.. slots.Select(ViewOf)], ConnectionsOf(slots), all.Within(0.5), all.Within(0.95)));
    }

    private static TrafficHourView ViewOf(TrafficSlot slot)
    {
        var counts = slot.Hour?.Counts ?? [];
        return new(
            slot.At, counts.Sum(static c => c.Accepted), counts.Sum(static c => c.Refused), counts.Sum(static c => c.Delivered), counts.Sum(static c => c.Waiting), counts.Sum(static c => c.Failed),
            slot.Hour?.Delivery.Within(0.5), slot.Hour?.Delivery.Within(0.95));
    }

    private static IReadOnlyList<TrafficConnectionView> ConnectionsOf(IReadOnlyList<TrafficSlot> slots)
        => [.. slots.SelectMany(static (slot, i) => (slot.Hour?.Counts ?? []).Select(c => (Hour: i, Count: c)))
            .GroupBy(static c => c.Count.Connection, StringComparer.Ordinal)
            .Select(group =>
            {
                var hours = new int[slots.Count];
                foreach (var (hour, count) in group)
                {
                    hours[hour] += count.Total;
                }

                return new TrafficConnectionView(group.Key, hours.Sum(), group.Sum(static c => c.Count.Failed), group.Sum(static c => c.Count.Refused), hours);
            })
            .OrderByDescending(static c => c.Total).ThenBy(static c => c.Connection, StringComparer.Ordinal).Take(MostConnections)];
}
