using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.MissingData;

/// <summary>
/// Tells silent sources from silent clients, before anybody is judged: where a source, a coach or the whole book had implausibly few
/// active client-days on the last one to three business days (<see cref="LowCountTest"/>), the silence is kept and its days count
/// for nobody concerned. A silence whose data have arrived since is lifted; where calls come again without them, it ends.
/// </summary>
/// <param name="AsOf">The moment of the analysis.</param>
/// <param name="Zone">The business zone.</param>
internal sealed partial record FindSilences(Moment AsOf, TimeZoneInfo Zone)
{
    /// <summary>The longest window judged, the weeks compared with it, and those of a large book, whose counts are sure sooner.</summary>
    private const int LastDays = 3, Weeks = 8, WeeksOfLargeBook = 4;

    /// <summary>Of more clients than this only a sample is counted, of about so many; and at most so many coaches that may be silent.</summary>
    private const int LargeBook = 4_000, Sample = 1_000, Suspects = 50;

    /// <summary>Data that come more than so many days after the silence are not waited for.</summary>
    private const int WaitedDays = 28;

    /// <summary>Active client-days below which nothing is implausible.</summary>
    private const double FewestExpected = 9;

    private sealed record RecentLine(int WeeksBack, int DaysBack, string? Provider, Guid? CoachId, bool Sampled, bool WholeCoach, int Active);

    private sealed record DayLine(int Day, int Active);

    private sealed record ClosedLine(int FromDay, int UntilDay);

    private sealed record Whose(string Scope, string? Provider, Guid? CoachId)
    {
        public static readonly Whose Book = new("BOOK", null, null);

        /// <summary>A source of sessions.</summary>
        public static Whose Sessions(string source) => new("SESSIONS", source, null);

        public bool Has(SourceSilence silence) => (silence.Scope, silence.Provider, silence.CoachId) == (Scope, Provider, CoachId);
    }

    /// <summary>Looks and keeps what is found. Twice at one moment changes nothing.</summary>
    public async Task RunAsync(NpgsqlConnection db, CancellationToken ct)
    {
        var clients = await db.ExecuteScalarAsync<int>(Command("Clients", new { }, ct));
        var (weeks, oneIn) = clients > LargeBook ? (WeeksOfLargeBook, clients / Sample) : (Weeks, 1);
        var first = AsOf.Today - 7 * Weeks - WaitedDays - LastDays;
        var closed = (await db.QueryAsync<ClosedLine>(Command("Closed", new { today = AsOf.Date, from = DateOnly.FromDayNumber(first), as_of = AsOf.At }, ct))).AsList();
        var known = new List<SourceSilence>();
        foreach (var silence in await SourceSilence.AtAsync(db, AsOf.At, DateOnly.FromDayNumber(first), ct))
            known.AddRange(await ReviewAsync(db, silence, oneIn, closed, ct));
        var lines = (await db.QueryAsync<RecentLine>(Command(
            "Recent",
            new { today = AsOf.Date, days = LastDays, weeks, one_in = oneIn, suspects = Suspects, zone = Zone.Id, as_of = AsOf.At },
            ct))).AsList();
        foreach (var (whose, low) in Low(lines, weeks, known, closed))
            await KeepAsync(db, whose, low, weeks, oneIn, closed, ct);
        foreach (var source in Visits?.Sources ?? [])
        {
            if (source.Counts && !known.Exists(silence => silence.EndsOn is null && Whose.Sessions(source.Name).Has(silence)))
                await KeepVisitsAsync(db, source, closed, ct);
        }
    }

    /// <summary>
    /// Whose last days are implausible. Sources while another delivers, else the whole book; coaches by what the others' sources bring.
    /// </summary>
    private List<(Whose Whose, LowDays Low)> Low(List<RecentLine> lines, int weeks, List<SourceSilence> known, List<ClosedLine> closed)
    {
        bool IsOpen(Whose whose) => known.Exists(silence => silence.EndsOn is null && whose.Has(silence));
        DayCounts Counts(Whose whose, IEnumerable<RecentLine> some) => CountsOf(whose, some, weeks, known, closed);
        if (IsOpen(Whose.Book))
            return [];
        var open = lines.Where(line => !IsOpen(new Whose("SOURCE", line.Provider, null))).ToList();
        var heard = open.Where(line => line.Sampled).ToList();
        var sources = heard.GroupBy(line => line.Provider)
            .Select(source => new Whose("SOURCE", source.Key, null))
            .ToDictionary(whose => whose, whose => Counts(whose, heard.Where(line => line.Provider == whose.Provider)));
        var low = Find(sources);
        var book = Find(new() { [Whose.Book] = Counts(Whose.Book, heard) });
        var silentOnes = low.Select(source => source.Whose).ToHashSet();
        if (low.Count > 0 && !VisitsCame && !sources.Any(source => !silentOnes.Contains(source.Key) && source.Value.Sum(0, low.Max(one => one.Low.Days)) > 0))
            low = [];
        if (low.Count == 0 && book.Count > 0)
            return book;
        var delivered = open.Where(line => line.WholeCoach).Where(line => low.Count == 0 || !silentOnes.Contains(new Whose("SOURCE", line.Provider, null))).ToList();
        var coaches = delivered.Where(line => line.CoachId is not null).GroupBy(line => line.CoachId)
            .ToDictionary(coach => new Whose("COACH", null, coach.Key), coach => Counts(new Whose("COACH", null, coach.Key), coach));
        return [.. low, .. Find(coaches).Where(coach => !IsOpen(coach.Whose))];
    }

    private static List<(Whose Whose, LowDays Low)> Find(Dictionary<Whose, DayCounts> groups)
    {
        var alphas = LowCountTest.Alphas(groups.Values, LastDays);
        return [.. groups.Select(group => (group.Key, Low: LowCountTest.Find(group.Value, alphas))).Where(group => group.Low is not null).Select(group => (group.Key, group.Low!))];
    }

    private DayCounts CountsOf(Whose whose, IEnumerable<RecentLine> lines, int weeks, List<SourceSilence> known, List<ClosedLine> closed)
    {
        var of = new int?[weeks + 1, LastDays];
        for (var week = 0; week <= weeks; week++)
        {
            for (var back = 1; back <= LastDays; back++)
            {
                var day = AsOf.Today - back - 7 * week;
                var counts = !IsClosed(day, closed) && !known.Exists(silence =>
                    (whose.Has(silence) || silence.Scope == "BOOK") && silence.StartsOn.DayNumber <= day && (silence.EndsOn?.DayNumber ?? int.MaxValue) > day);
                of[week, back - 1] = counts ? 0 : null;
            }
        }
        foreach (var line in lines)
            of[line.WeeksBack, line.DaysBack - 1] += line.Active;
        return new DayCounts(of);
    }

    /// <summary>Keeps a silence, from its first day on: a job that did not run for days may see it late.</summary>
    private async Task KeepAsync(NpgsqlConnection db, Whose whose, LowDays low, int weeks, int oneIn, List<ClosedLine> closed, CancellationToken ct)
    {
        var start = AsOf.Today - low.Days;
        var from = start - 7 * weeks;
        var active = await DaysAsync(db, whose, from, AsOf.Today, oneIn, ct);
        var usual = Usual(active, from, start, closed);
        var first = start;
        while (first > Math.Max(from + 14, start - WaitedDays) && !IsClosed(first - 1, closed)
            && LowCountTest.IsSilent(active.GetValueOrDefault(first - 1), usual[Moment.Weekday(first - 1)]))
            first--;
        // A Sunday on which nobody calls anyway is not yet the silence.
        while (first < start && usual[Moment.Weekday(first)] < 1)
            first++;
        usual = Usual(active, from, first, closed);
        // The window's own count is of the sample too.
        var times = whose.Scope == "COACH" ? 1 : oneIn;
        var expected = low.Expected * times + Enumerable.Range(first, start - first).Sum(day => usual[Moment.Weekday(day)]);
        var seen = low.Seen * times + Enumerable.Range(first, start - first).Sum(day => active.GetValueOrDefault(day));
        await FoundAsync(db, whose, first, null, usual, expected, seen, low.Chance, ct);
    }

    /// <summary>Whether a silence still holds, and for which days; returns what holds now.</summary>
    private async Task<List<SourceSilence>> ReviewAsync(
        NpgsqlConnection db, SourceSilence silence, int oneIn, List<ClosedLine> closed, CancellationToken ct)
    {
        var (start, end) = (silence.StartsOn.DayNumber, silence.EndsOn?.DayNumber ?? AsOf.Today);
        if (silence.EndsOn is not null && AsOf.Today - end > WaitedDays)
            return [silence];
        if (silence.Scope == "SESSIONS" && !IsAsked(silence.Provider))
        {
            // Visits count no longer, or those of this source do not.
            await db.ExecuteAsync(Command("Lift", new { id = silence.Id, lifted_at = AsOf.At }, ct));
            return [];
        }
        var whose = new Whose(silence.Scope, silence.Provider, silence.CoachId);
        var active = await DaysAsync(db, whose, start, end, oneIn, ct);
        bool IsSilent(int day) => IsClosed(day, closed)
            || LowCountTest.IsSilent(active.GetValueOrDefault(day), silence.Usual[Moment.Weekday(day)]);
        // A day on which hardly anybody calls anyway may go on with a silence; it begins none.
        var first = start;
        while (first < end && !(IsSilent(first) && (first == start || silence.Usual[Moment.Weekday(first)] >= 1)))
            first++;
        var after = first;
        while (after < end && IsSilent(after))
            after++;
        var ends = after == AsOf.Today && silence.EndsOn is null ? (int?)null : after;
        if (first == start && ends == silence.EndsOn?.DayNumber)
            return [silence];
        await db.ExecuteAsync(Command("Lift", new { id = silence.Id, lifted_at = AsOf.At }, ct));
        var days = Enumerable.Range(first, after - first).ToList();
        var expected = days.Sum(day => silence.Usual[Moment.Weekday(day)]);
        if (expected < FewestExpected)
            return [];
        await FoundAsync(db, whose, first, ends, silence.Usual, expected, days.Sum(day => active.GetValueOrDefault(day)), silence.Chance, ct);
        return [silence with { StartsOn = DateOnly.FromDayNumber(first), EndsOn = ends is { } on ? DateOnly.FromDayNumber(on) : null }];
    }

    private Task<int> FoundAsync(
        NpgsqlConnection db, Whose whose, int first, int? ends, double[] usual, double expected, int seen, double chance, CancellationToken ct) =>
        db.ExecuteAsync(Command(
            "Found",
            new
            {
                scope = whose.Scope,
                provider = whose.Provider,
                coach_id = whose.CoachId,
                starts_on = DateOnly.FromDayNumber(first),
                ends_on = ends is { } on ? DateOnly.FromDayNumber(on) : (DateOnly?)null,
                usual,
                expected = (decimal)expected,
                seen,
                chance = Math.Max(chance, 1e-300),
                found_at = AsOf.At,
            },
            ct));

    /// <summary>Active client-days by day; in a large book from the sample, for all of it.</summary>
    private async Task<Dictionary<int, int>> DaysAsync(NpgsqlConnection db, Whose whose, int from, int until, int oneIn, CancellationToken ct)
    {
        if (whose.Scope == "SESSIONS")
            return VisitsOf(whose.Provider!, from, until);
        var times = whose.Scope == "COACH" ? 1 : oneIn;
        var about = new
        {
            scope = whose.Scope,
            provider = whose.Provider,
            coach_id = whose.CoachId,
            from = DateOnly.FromDayNumber(from),
            until = DateOnly.FromDayNumber(until),
            one_in = times,
            zone = Zone.Id,
            as_of = AsOf.At,
        };
        return (await db.QueryAsync<DayLine>(Command("Days", about, ct))).ToDictionary(line => line.Day, line => line.Active * times);
    }

    /// <summary>The mean of each weekday over a half-open range, less the days on which everybody was away.</summary>
    private static double[] Usual(Dictionary<int, int> active, int from, int until, List<ClosedLine> closed)
    {
        var (sum, days) = (new double[7], new int[7]);
        for (var day = from; day < until; day++)
        {
            if (IsClosed(day, closed))
                continue;
            sum[Moment.Weekday(day)] += active.GetValueOrDefault(day);
            days[Moment.Weekday(day)]++;
        }
        return [.. sum.Select((total, weekday) => days[weekday] == 0 ? 0 : total / days[weekday])];
    }

    private static bool IsClosed(int day, List<ClosedLine> closed) => closed.Exists(line => day >= line.FromDay && day < line.UntilDay);

    private static CommandDefinition Command(string step, object about, CancellationToken ct) =>
        new(Sql.Of<FindSilences>(step), about, cancellationToken: ct);
}
