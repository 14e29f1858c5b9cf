using ClientVitals.Calls;
using ClientVitals.Database;

namespace ClientVitals.CallPatterns.Reading;

/// <summary>The calls of a client, week by week and weekday by weekday, as the roll-up has them.</summary>
/// <param name="Weeks">Calls per business week, the oldest first; the last is the week of the day asked, unfinished.</param>
/// <param name="Weekdays">Active days by weekday, Monday first, over those weeks.</param>
/// <param name="ActiveDays">The days with calls, and with visits where they were asked for, ascending.</param>
public sealed record ClientWeeks(Guid ClientId, IReadOnlyList<int> Weeks, IReadOnlyList<int> Weekdays, IReadOnlyList<DateOnly> ActiveDays)
{
    /// <summary>For each week whether they, or everybody, were away on some day of it: a week without calls then says nothing.</summary>
    public IReadOnlyList<bool> Away { get; init; } = [];

    /// <summary>Days with a visit per week, apart from the calls; null = visits were not asked for.</summary>
    public IReadOnlyList<int>? Visits { get; init; }

    /// <summary>The first week with calls; what lies before it may be before they were a client. Null = none of these weeks.</summary>
    public int? FirstWithCalls => Weeks.Select((calls, week) => (calls, week)).FirstOrDefault(one => one.calls > 0) is { calls: > 0 } first ? first.week : null;

    internal sealed record PausedDays(Guid? ClientId, DateOnly StartsOn, DateOnly? EndsOn);

    /// <summary>One row of the roll-up.</summary>
    internal sealed record Year(Guid ClientId, long[] Days);

    /// <summary>The days on which a client attended a session (<see cref="DateOnly.DayNumber"/>).</summary>
    internal sealed record VisitDays(Guid ClientId, int[] Days);

    private const int MostClients = 500;

    /// <summary>Of several clients, as the caller may see them; a client without calls in those weeks is in it with zeros.</summary>
    /// <param name="today">The business day asked about.</param>
    /// <param name="weeks">How many weeks back, the present one included.</param>
    /// <param name="visitsIn">The business zone, where visits count beside calls; null = calls alone.</param>
    public static async Task<IReadOnlyDictionary<Guid, ClientWeeks>> OfAsync(
        VitalsDatabase database, DatabaseIdentity who, IReadOnlyCollection<Guid> clients, DateOnly today, int weeks, CancellationToken ct, TimeZoneInfo? visitsIn = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clients.Count, MostClients);
        var first = Monday(today).AddDays(-7 * (weeks - 1));
        var years = await database.AskAsync<Year>(
            who, Sql.Of<ClientWeeks>("Years"), new { clients = clients.ToArray(), from_year = (short)first.Year }, ct);
        var pauses = await database.AskAsync<PausedDays>(who, Sql.Of<ClientWeeks>("Pauses"), new { clients = clients.ToArray(), first, today }, ct);
        var visits = visitsIn is null ? null
            : (await database.AskAsync<VisitDays>(who, Sql.Of<ClientWeeks>("Visits"), new { clients = clients.ToArray(), first, today, zone = visitsIn.Id }, ct)).ToDictionary(one => one.ClientId, one => Array.ConvertAll(one.Days, DateOnly.FromDayNumber));
        return clients.Distinct().ToDictionary(id => id, id => Of(id, years.Where(year => year.ClientId == id).SelectMany(year => year.Days), visits is null ? null : visits.GetValueOrDefault(id) ?? [], first, today, weeks) with
        {
            Away = [.. Enumerable.Range(0, weeks).Select(week => pauses.Any(pause => (pause.ClientId is null || pause.ClientId == id)
                && pause.StartsOn < first.AddDays(7 * week + 7) && (pause.EndsOn is null || pause.EndsOn > first.AddDays(7 * week))))],
        });
    }

    /// <summary>The Monday of a day's week.</summary>
    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static ClientWeeks Of(Guid client, IEnumerable<long> packed, DateOnly[]? visits, DateOnly first, DateOnly today, int weeks)
    {
        var (perWeek, perWeekday, active) = (new int[weeks], new int[7], new List<DateOnly>());
        foreach (var day in packed.Where(day => PackedDay.Calls(day) > 0).Order())
        {
            var date = DateOnly.FromDayNumber(PackedDay.Day(day));
            if (date < first || date > today)
                continue;
            perWeek[(date.DayNumber - first.DayNumber) / 7] += PackedDay.Calls(day);
            perWeekday[(date.DayNumber - first.DayNumber) % 7]++;
            active.Add(date);
        }
        if (visits is null)
            return new(client, perWeek, perWeekday, active);
        var visited = new int[weeks];
        foreach (var date in visits)
            visited[(date.DayNumber - first.DayNumber) / 7]++;
        var called = active.ToHashSet();
        foreach (var date in visits.Where(date => !called.Contains(date)))
            perWeekday[(date.DayNumber - first.DayNumber) % 7]++;
        return new(client, perWeek, perWeekday, [.. active.Union(visits).Order()]) { Visits = visited };
    }
}
