using ClientVitals.Calls;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns;

/// <summary>
/// Every client's history as it was visible at a moment, read from the roll-up: two short arrays a client, less the few calls
/// that were not yet known then. Cost follows the number of clients and what came since the moment, not the calls ever made.
/// </summary>
/// <param name="Clients">Who they are, in the order of <paramref name="Histories"/>.</param>
/// <param name="Histories">What the judge may know.</param>
public sealed record BookHistories(IReadOnlyList<BookHistories.ClientLine> Clients, IReadOnlyList<ClientHistory> Histories)
{
    /// <summary>One client of the book.</summary>
    /// <param name="Address">Primary e-mail, else primary phone.</param>
    /// <param name="LastPatternCheck">As-of of the last analysis; null = never analysed.</param>
    public sealed record ClientLine(Guid Id, string Address, DateOnly? StartedOn, DateOnly? EndedOn, DateTimeOffset? LastPatternCheck);

    private sealed record PackedDays(Guid ClientId, long[] Days);

    private sealed record UnseenDay(Guid ClientId, int Day, int Calls, int Outbound, int Attempts);

    private sealed record ScheduledDay(Guid ClientId, int Day, int SeenOn);

    private sealed record PauseLine(Guid? ClientId, int Starts, int? Ends, int SeenOn);

    /// <summary>Reads the book. Clients without any exposure yet (no start, no engaged call) are left out.</summary>
    public static async Task<BookHistories> ReadAsync(NpgsqlConnection db, Moment asOf, TimeZoneInfo zone, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var at = new { as_of = asOf.At, zone = zone.Id };
        var clients = (await db.QueryAsync<ClientLine>(Command("Clients", at, ct))).AsList();
        var place = new Dictionary<Guid, int>(clients.Count);
        for (var i = 0; i < clients.Count; i++)
            place[clients[i].Id] = i;

        var unseen = (await db.QueryAsync<UnseenDay>(Command("Unseen", at, ct)))
            .ToDictionary(u => (u.ClientId, u.Day));
        var days = await ReadDaysAsync(db, clients.Count, place, unseen, ct);
        var scheduled = (await db.QueryAsync<ScheduledDay>(Command("Scheduled", at, ct)))
            .ToLookup(s => s.ClientId, s => new ScheduledCall(s.Day, s.SeenOn));
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
            if ((started is null || started > asOf.Today) && !Array.Exists(known, d => d.Calls > 0))
                continue;
            kept.Add(client);
            histories.Add(new ClientHistory(client.Address, started, client.EndedOn?.DayNumber, known)
            {
                Pauses = own.Contains(client.Id)
                    ? [.. everybodys.Concat(own[client.Id]).OrderBy(p => p.From).ThenBy(p => p.Until)]
                    : everybodys,
                Scheduled = scheduled.Contains(client.Id) ? [.. scheduled[client.Id]] : [],
            });
        }
        return new BookHistories(kept, histories);
    }

    private static async Task<ClientDay[]?[]> ReadDaysAsync(
        NpgsqlConnection db,
        int count,
        Dictionary<Guid, int> place,
        Dictionary<(Guid, int), UnseenDay> unseen,
        CancellationToken ct)
    {
        var days = new ClientDay[]?[count];
        await using var command = new NpgsqlCommand(Sql.Of<BookHistories>("Days"), db);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var client = reader.GetGuid(0);
            if (!place.TryGetValue(client, out var at))
                continue;
            var packed = reader.GetFieldValue<long[]>(1);
            var fresh = new ClientDay[packed.Length];
            var length = 0;
            foreach (var day in packed)
            {
                if (Seen(client, Unpack(day), unseen) is { } seen)
                    fresh[length++] = seen;
            }
            if (length < fresh.Length)
                Array.Resize(ref fresh, length);
            days[at] = days[at] is { } earlier ? [.. earlier, .. fresh] : fresh;
        }
        return days;
    }

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
