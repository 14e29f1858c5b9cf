using ClientVitals.Calls;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns;

/// <summary>
/// Every client's history as it was visible at a moment, read from the roll-up: the days of the judge's window
/// (<see cref="PatternWindow"/>), less the few calls that were not yet known then. Cost follows the number of clients and what
/// came since the moment, neither the calls ever made nor the years.
/// </summary>
/// <param name="Clients">Who they are, in the order of <paramref name="Histories"/>.</param>
/// <param name="Histories">What the judge may know.</param>
public sealed record BookHistories(IReadOnlyList<BookHistories.ClientLine> Clients, IReadOnlyList<ClientHistory> Histories)
{
    /// <summary>One client of the book.</summary>
    /// <param name="Address">Primary e-mail, else primary phone.</param>
    /// <param name="LastPatternCheck">As-of of the last analysis; null = never analysed.</param>
    public sealed record ClientLine(Guid Id, string Address, DateOnly? StartedOn, DateOnly? EndedOn, DateTimeOffset? LastPatternCheck);

    private sealed record UnseenDay(Guid ClientId, int Day, int Calls, int Outbound, int Attempts);

    private sealed record ScheduledDay(Guid ClientId, int Day, int SeenOn);

    private sealed record NewNormalDay(Guid ClientId, int Day);

    private sealed record PauseLine(Guid? ClientId, int Starts, int? Ends, int SeenOn);

    /// <summary>Reads the book. Clients without any exposure yet (no start, no engaged call) are left out.</summary>
    /// <param name="db">Where from.</param>
    /// <param name="asOf">What was visible then.</param>
    /// <param name="zone">The business zone.</param>
    /// <param name="judgedFrom">
    /// The first day that will be judged, when more than the moment itself is: a replay needs the days of that day's window.
    /// <see cref="DateOnly.MinValue"/> = everything there is.
    /// </param>
    public static async Task<BookHistories> ReadAsync(
        NpgsqlConnection db, Moment asOf, TimeZoneInfo zone, CancellationToken ct, DateOnly? judgedFrom = null)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var at = new { as_of = asOf.At, zone = zone.Id, today = asOf.Date };
        var clients = (await db.QueryAsync<ClientLine>(Command("Clients", at, ct))).AsList();
        var place = new Dictionary<Guid, int>(clients.Count);
        for (var i = 0; i < clients.Count; i++)
            place[clients[i].Id] = i;

        var unseen = (await db.QueryAsync<UnseenDay>(Command("Unseen", at, ct)))
            .ToDictionary(u => (u.ClientId, u.Day));
        var windowStart = judgedFrom == DateOnly.MinValue ? 0
            : PatternWindow.Start(Math.Min(asOf.Today, judgedFrom?.DayNumber ?? asOf.Today));
        var days = await ReadDaysAsync(db, windowStart, clients.Count, place, unseen, ct);
        var earlier = await ReadEarlierAsync(db, windowStart, unseen, ct);
        var scheduled = (await db.QueryAsync<ScheduledDay>(Command("Scheduled", at, ct)))
            .ToLookup(s => s.ClientId, s => new ScheduledCall(s.Day, s.SeenOn));
        var newNormals = (await db.QueryAsync<NewNormalDay>(Command("NewNormals", at, ct))).ToLookup(n => n.ClientId, n => n.Day);
        var pauses = (await db.QueryAsync<PauseLine>(Command("Pauses", at, ct))).AsList();
        var everybodys = pauses.Where(p => p.ClientId is null).Select(AsPause).ToArray();
        var own = pauses.Where(p => p.ClientId is not null).ToLookup(p => p.ClientId!.Value, AsPause);

        var kept = new List<ClientLine>(clients.Count);
        var histories = new List<ClientHistory>(clients.Count);
        for (var i = 0; i < clients.Count; i++)
        {
            var client = clients[i];
            var known = days[i] ?? [];
            var started = client.StartedOn?.DayNumber;
            var hasEarlier = earlier.Contains(client.Id);
            if ((started is null || started > asOf.Today) && !hasEarlier && !Array.Exists(known, d => d.Calls > 0))
                continue;
            kept.Add(client);
            histories.Add(new ClientHistory(client.Address, started, client.EndedOn?.DayNumber, known)
            {
                HasEarlier = hasEarlier,
                Pauses = own.Contains(client.Id)
                    ? [.. everybodys.Concat(own[client.Id]).OrderBy(p => p.From).ThenBy(p => p.Until)]
                    : everybodys,
                Scheduled = scheduled.Contains(client.Id) ? [.. scheduled[client.Id]] : [],
                NewNormals = newNormals.Contains(client.Id) ? [.. newNormals[client.Id]] : [],
            });
        }
        return new BookHistories(kept, histories);
    }

    private static async Task<ClientDay[]?[]> ReadDaysAsync(
        NpgsqlConnection db,
        int windowStart,
        int count,
        Dictionary<Guid, int> place,
        Dictionary<(Guid, int), UnseenDay> unseen,
        CancellationToken ct)
    {
        var days = new ClientDay[]?[count];
        await using var command = new NpgsqlCommand(Sql.Of<BookHistories>("Days"), db);
        command.Parameters.AddWithValue("from_year", YearOf(windowStart));
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var client = reader.GetGuid(0);
            if (!place.TryGetValue(client, out var at))
                continue;
            var packed = reader.GetFieldValue<long[]>(1);
            var first = Array.FindIndex(packed, day => PackedDay.Day(day) >= windowStart);
            if (first < 0)
                continue;
            var fresh = new ClientDay[packed.Length - first];
            var length = 0;
            foreach (var day in packed.AsSpan(first))
            {
                if (Seen(client, Unpack(day), unseen) is { } seen)
                    fresh[length++] = seen;
            }
            if (length < fresh.Length)
                Array.Resize(ref fresh, length);
            // Years come in the order of the table, not of the calendar.
            days[at] = days[at] is not { Length: > 0 } there ? fresh
                : length == 0 || there[^1].Day < fresh[0].Day ? [.. there, .. fresh]
                : [.. fresh, .. there];
        }
        return days;
    }

    /// <summary>Who had an engaged call before the window that was known at the moment?</summary>
    private static async Task<HashSet<Guid>> ReadEarlierAsync(
        NpgsqlConnection db, int windowStart, Dictionary<(Guid, int), UnseenDay> unseen, CancellationToken ct)
    {
        var hidden = unseen.Keys.Where(day => day.Item2 < windowStart).ToArray();
        var about = new
        {
            from_year = YearOf(windowStart),
            window_start = windowStart,
            hidden_clients = Array.ConvertAll(hidden, day => day.Item1),
            hidden_days = Array.ConvertAll(hidden, day => day.Item2),
            hidden_calls = Array.ConvertAll(hidden, day => unseen[day].Calls),
        };
        return [.. await db.QueryAsync<Guid>(Command("Earlier", about, ct))];
    }

    private static int YearOf(int day) => DateOnly.FromDayNumber(day).Year;

    /// <summary>The day less what was not yet known; null when nothing of it was.</summary>
    private static ClientDay? Seen(Guid client, ClientDay day, Dictionary<(Guid, int), UnseenDay> unseen)
    {
        if (unseen.Count == 0 || !unseen.TryGetValue((client, day.Day), out var hidden))
            return day;
        var seen = day with
        {
            Calls = day.Calls - hidden.Calls,
            Outbound = day.Outbound - hidden.Outbound,
            Attempts = day.Attempts - hidden.Attempts,
        };
        return seen is { Calls: 0, Attempts: 0 } ? null : seen;
    }

    private static ClientDay Unpack(long packed) =>
        new(PackedDay.Day(packed), PackedDay.Calls(packed), PackedDay.Outbound(packed), PackedDay.Attempts(packed));

    private static Pause AsPause(PauseLine line) => new(line.Starts, line.Ends ?? int.MaxValue, line.SeenOn);

    private static CommandDefinition Command(string step, object parameters, CancellationToken ct) =>
        new(Sql.Of<BookHistories>(step), parameters, cancellationToken: ct);
}
