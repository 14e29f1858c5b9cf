using System.Buffers.Binary;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Calls;
using ClientVitals.Database;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace ClientVitals.CallPatterns.Reading;

/// <summary>
/// The book as it was visible at a moment, read from the roll-up part by part, so that memory follows the part: the days of the
/// judge's window (<see cref="PatternWindow"/>), less the few calls that were not yet known then. Cost follows the number of
/// clients and what came since the moment, neither the calls ever made nor the years.
/// </summary>
public sealed partial class BookReading
{
    private sealed record UnseenDay(Guid ClientId, int Day, int Calls, int Outbound, int Attempts);

    private sealed record ScheduledDay(Guid ClientId, int Day, int SeenOn);

    private sealed record NewNormalDay(Guid ClientId, int Day);

    private sealed record DelayLine(int Age, int? Delay, int Calls);

    /// <summary>Clients, about, whose calls tell how late the book logs.</summary>
    private const int DelaySample = 1_000;

    private readonly NpgsqlConnection _db;
    private readonly Moment _asOf;
    private readonly int _windowStart, _judgedFrom;
    private readonly Dictionary<(Guid, int), UnseenDay> _unseen;
    private readonly ILookup<Guid, ScheduledCall> _scheduled;
    private readonly ILookup<Guid, int> _newNormals;
    private readonly Dictionary<Guid, RingsInVain> _inVain;
    private readonly KnownPauses _pauses;
    private readonly LoggingDelays _delays;

    private BookReading(
        NpgsqlConnection db,
        Moment asOf,
        int judgedFrom,
        int windowStart,
        IReadOnlyList<BookHistories.ClientLine> clients,
        IEnumerable<UnseenDay> unseen,
        IEnumerable<ScheduledDay> scheduled,
        IEnumerable<NewNormalDay> newNormals,
        KnownPauses pauses,
        Dictionary<Guid, RingsInVain> inVain,
        DelayCurve delays,
        CountedVisits? visits,
        IEnumerable<VisitSilence> visitSilences)
    {
        _db = db;
        _asOf = asOf;
        _judgedFrom = judgedFrom;
        _windowStart = windowStart;
        Clients = clients;
        Delays = delays;
        _delays = LoggingDelays.AsOf(asOf.Today, delays);
        _unseen = unseen.ToDictionary(u => (u.ClientId, u.Day));
        _scheduled = scheduled.ToLookup(s => s.ClientId, s => new ScheduledCall(s.Day, s.SeenOn));
        _inVain = inVain;
        _newNormals = newNormals.ToLookup(n => n.ClientId, n => n.Day);
        _visits = visits;
        _visitSilences = [.. visitSilences];
        _pauses = pauses;
    }

    /// <summary>Everybody who may be judged, by key.</summary>
    public IReadOnlyList<BookHistories.ClientLine> Clients { get; }

    /// <summary>A client's place in <see cref="Clients"/>; −1 when not in the book.</summary>
    public int PlaceOf(Guid client)
    {
        for (var place = 0; place < Clients.Count; place++)
        {
            if (Clients[place].Id == client)
                return place;
        }
        return -1;
    }

    /// <summary>How late the book's calls are logged.</summary>
    public DelayCurve Delays { get; }

    /// <summary>Reads who is in the book, and what is little of them all: pauses, agreed calls, answers, calls not yet known.</summary>
    /// <param name="db">Where from; the parts are read from it too.</param>
    /// <param name="asOf">What was visible then.</param>
    /// <param name="zone">The business zone.</param>
    /// <param name="judgedFrom">
    /// The first day that will be judged, when more than the moment itself is: a replay needs the days of that day's window.
    /// <see cref="DateOnly.MinValue"/> = everything there is.
    /// </param>
    /// <param name="visits">Visits that count beside calls, read for the same days; null = calls alone.</param>
    public static async Task<BookReading> BeginAsync(
        NpgsqlConnection db, Moment asOf, TimeZoneInfo zone, DateOnly? judgedFrom, CancellationToken ct, CountedVisits? visits = null)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(zone);
        var first = Math.Min(asOf.Today, judgedFrom?.DayNumber ?? asOf.Today);
        var windowStart = judgedFrom == DateOnly.MinValue ? 0 : PatternWindow.Start(first);
        var at = new { as_of = asOf.At, zone = zone.Id, today = asOf.Date, window_start = windowStart };
        var clients = (await db.QueryAsync<BookHistories.ClientLine>(Command("Clients", at, ct))).AsList();
        return new BookReading(
            db,
            asOf,
            first,
            windowStart,
            clients,
            await db.QueryAsync<UnseenDay>(Command("Unseen", at, ct)),
            await db.QueryAsync<ScheduledDay>(Command("Scheduled", at, ct)),
            await db.QueryAsync<NewNormalDay>(Command("NewNormals", at, ct)),
            await KnownPauses.ReadAsync(db, asOf, zone, windowStart, ct, sourcesApart: visits is not null),
            await InVainAsync(db, asOf, zone, ct),
            await DelaysAsync(db, clients, asOf, zone, ct),
            visits,
            visits is null ? [] : await db.QueryAsync<VisitSilence>(Command("VisitSilences", at, ct)));
    }

    /// <summary>Reads the whole book at once; see <see cref="BeginAsync"/>.</summary>
    public static async Task<BookHistories> ReadAllAsync(
        NpgsqlConnection db, Moment asOf, TimeZoneInfo zone, CancellationToken ct, DateOnly? judgedFrom = null, CountedVisits? visits = null)
    {
        var reading = await BeginAsync(db, asOf, zone, judgedFrom, ct, visits);
        return await reading.PartAsync(0, reading.Clients.Count, ct);
    }

    /// <summary>Learns how late calls are logged, in a large book from some of its clients.</summary>
    private static async Task<DelayCurve> DelaysAsync(
        NpgsqlConnection db, List<BookHistories.ClientLine> clients, Moment asOf, TimeZoneInfo zone, CancellationToken ct)
    {
        var step = Math.Max(1, clients.Count / DelaySample);
        var about = new
        {
            clients = clients.Where((_, place) => place % step == 0).Select(client => client.Id).ToArray(),
            as_of = asOf.At,
            today = asOf.Date,
            zone = zone.Id,
            days = DelayCurve.Memory,
        };
        var lines = (await db.QueryAsync<DelayLine>(Command("Delays", about, ct))).AsList();
        return DelayCurve.Of(
            lines.Where(line => line.Delay is not null).Select(line => (line.Age, line.Delay!.Value, line.Calls)),
            lines.Where(line => line.Delay is null).Sum(line => line.Calls));
    }

    /// <summary>Reads some of the clients. Those without any exposure yet (no start, no engaged call) are left out.</summary>
    /// <param name="from">Place of the first of them in <see cref="Clients"/>.</param>
    /// <param name="count">How many.</param>
    public Task<BookHistories> PartAsync(int from, int count, CancellationToken ct) =>
        ReadAsync([.. Clients.Skip(from).Take(count)], null, _windowStart, ct);

    /// <param name="who">Ascending by key.</param>
    /// <param name="only">Their keys when they are not all between the first and the last.</param>
    private async Task<BookHistories> ReadAsync(List<BookHistories.ClientLine> who, Guid[]? only, int windowStart, CancellationToken ct)
    {
        var clients = new List<BookHistories.ClientLine>(who.Count);
        var histories = new List<ClientHistory>(who.Count);
        if (who.Count == 0)
            return new BookHistories(clients, histories);
        var days = await ReadDaysAsync(who, only, windowStart, ct);
        var earlier = await ReadEarlierAsync(who, only, windowStart, ct);
        for (var i = 0; i < who.Count; i++)
        {
            var client = who[i];
            var visits = _visits?.Of(client.Id);
            var known = visits is null ? days[i] ?? [] : ClientHistory.WithVisits(days[i] ?? [], visits.From(windowStart));
            var started = client.StartedOn?.DayNumber;
            var hasEarlier = earlier.Contains(client.Id) || visits is { Days: [var visited, ..] } && visited < windowStart;
            if ((started is null || started > _asOf.Today) && !hasEarlier && !Array.Exists(known, d => d.IsActive))
                continue;
            clients.Add(client);
            histories.Add(new ClientHistory(client.Address, started, client.EndedOn?.DayNumber, known)
            {
                HasEarlier = hasEarlier,
                InVain = _inVain.GetValueOrDefault(client.Id),
                Delays = _delays,
                CountsVisits = visits is not null,
                Pauses = PausesOf(client.Id, known, visits),
                Scheduled = _scheduled.Contains(client.Id) ? [.. _scheduled[client.Id]] : [],
                NewNormals = _newNormals.Contains(client.Id) ? [.. _newNormals[client.Id]] : [],
            });
        }
        return new BookHistories(clients, histories);
    }

    private async Task<ClientDay[]?[]> ReadDaysAsync(List<BookHistories.ClientLine> who, Guid[]? only, int windowStart, CancellationToken ct)
    {
        var days = new ClientDay[]?[who.Count];
        await using var command = new NpgsqlCommand(Sql.Of<BookReading>("Days"), _db);
        command.Parameters.AddWithValue("first", who[0].Id);
        command.Parameters.AddWithValue("last", who[^1].Id);
        command.Parameters.Add(new NpgsqlParameter("only", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = (object?)only ?? DBNull.Value });
        command.Parameters.AddWithValue("from_year", YearOf(windowStart));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var buffer = new byte[8192];
        var at = 0;
        while (await reader.ReadAsync(ct))
        {
            // Both come by key; the roll-up also holds clients who are judged no longer.
            var client = reader.GetGuid(0);
            while (who[at].Id.CompareTo(client) < 0)
                at++;
            if (who[at].Id != client)
                continue;
            var length = (int)reader.GetBytes(1, 0, null, 0, 0);
            if (length > buffer.Length)
                buffer = new byte[Math.Max(length, buffer.Length * 2)];
            reader.GetBytes(1, 0, buffer, 0, length);
            var year = Unpack(client, buffer.AsSpan(0, length), windowStart);
            days[at] = days[at] is { Length: > 0 } there ? [.. there, .. year] : year;
        }
        return days;
    }

    /// <summary>
    /// The days of a year's row that lie in the window, as far as they were known. The row holds an array in its binary form: a head of
    /// 20 bytes, then each element behind its length (PostgreSQL's array_send); an empty array is a head of 12.
    /// </summary>
    private ClientDay[] Unpack(Guid client, ReadOnlySpan<byte> array, int windowStart)
    {
        const int Head = 20, Element = 12, Length = 4;
        var count = array.Length < Head ? 0 : (array.Length - Head) / Element;
        var first = 0;
        while (first < count && PackedDay.Day(Packed(array, first)) < windowStart)
            first++;
        if (first == count)
            return [];
        var fresh = new ClientDay[count - first];
        var kept = 0;
        for (var element = first; element < count; element++)
        {
            var packed = Packed(array, element);
            var day = new ClientDay(PackedDay.Day(packed), PackedDay.Calls(packed), PackedDay.Outbound(packed), PackedDay.Attempts(packed));
            if (_unseen.Count == 0)
                fresh[kept++] = day;
            else if (Seen(client, day) is { } seen)
                fresh[kept++] = seen;
        }
        if (kept < fresh.Length)
            Array.Resize(ref fresh, kept);
        return fresh;

        static long Packed(ReadOnlySpan<byte> array, int element) =>
            BinaryPrimitives.ReadInt64BigEndian(array[(Head + element * Element + Length)..]);
    }

    /// <summary>Who had an engaged call before the window that was known at the moment?</summary>
    private async Task<HashSet<Guid>> ReadEarlierAsync(List<BookHistories.ClientLine> who, Guid[]? only, int windowStart, CancellationToken ct)
    {
        var hidden = _unseen.Keys.Where(day => day.Item2 < windowStart).ToArray();
        var about = new
        {
            first = who[0].Id,
            last = who[^1].Id,
            only,
            from_year = YearOf(windowStart),
            window_start = windowStart,
            hidden_clients = Array.ConvertAll(hidden, day => day.Item1),
            hidden_days = Array.ConvertAll(hidden, day => day.Item2),
            hidden_calls = Array.ConvertAll(hidden, day => _unseen[day].Calls),
        };
        return [.. await _db.QueryAsync<Guid>(Command("Earlier", about, ct))];
    }

    private static int YearOf(int day) => DateOnly.FromDayNumber(day).Year;

    /// <summary>The day less what was not yet known; null when nothing of it was.</summary>
    private ClientDay? Seen(Guid client, ClientDay day)
    {
        if (!_unseen.TryGetValue((client, day.Day), out var hidden))
            return day;
        var seen = day with
        {
            Calls = day.Calls - hidden.Calls,
            Outbound = day.Outbound - hidden.Outbound,
            Attempts = day.Attempts - hidden.Attempts,
        };
        return seen is { Calls: 0, Attempts: 0 } ? null : seen;
    }

    private static CommandDefinition Command(string step, object parameters, CancellationToken ct) =>
        new(Sql.Of<BookReading>(step), parameters, cancellationToken: ct);
}
