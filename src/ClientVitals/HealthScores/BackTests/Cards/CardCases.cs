using ClientVitals.CallPatterns.Dropout;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Scoring;
using ClientVitals.Packages;
using ClientVitals.Sessions;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.BackTests.Cards;

/// <summary>
/// Reads the cases of a back-test of the scorecard from the database, clients in parts, each on each past date: memory follows the part and the sample, not
/// the book or its years.
/// </summary>
internal sealed class CardCases
{
    /// <summary>Clients read at once.</summary>
    private const int PartSize = 1024;

    private readonly NpgsqlConnection _db;
    private readonly BusinessZone _zone;
    private readonly DateTimeOffset _now;
    private readonly ScoreOfCard[] _cards;
    private readonly CardFacts _facts;
    private readonly IReadOnlyList<News> _news;
    private readonly DateTimeOffset? _packagesFrom;
    private readonly KnownPauses _pauses;
    private readonly List<CardCase> _cases = [];
    private readonly List<string> _groups = [];
    private readonly int[] _mornings, _judged, _unknown;

    private CardCases(
        NpgsqlConnection db, BusinessZone zone, DateTimeOffset now, ScoreOfCard[] cards, CardFacts facts, int[] mornings, IReadOnlyList<News> news, DateTimeOffset? packagesFrom, KnownPauses pauses)
    {
        (_db, _zone, _now, _cards, _facts, _mornings, _news, _packagesFrom, _pauses) = (db, zone, now, cards, facts, mornings, news, packagesFrom, pauses);
        (_judged, _unknown) = (new int[mornings.Length], new int[mornings.Length]);
    }

    internal sealed record Extent(int? FirstSession, int? LastSession, int? FirstCall, int? LastCall, DateTimeOffset? PackagesFrom, int Clients, int Coaches);

    internal sealed record Client(Guid Id, string? Segment, int? EndDay);

    internal sealed record News(string Source, DateTimeOffset FirstAt, DateTimeOffset LastAt);

    internal sealed record CallYear(Guid ClientId, long[] Days);

    internal sealed record SessionDays(Guid ClientId, int[] Days);

    /// <summary>What was read, and how.</summary>
    internal sealed record Done(CardProtocol Protocol, IReadOnlyList<CardCase> Cases, IReadOnlyList<string> Groups, DateOnly TestedUntil, long[] LastRows);

    /// <summary>Reads them.</summary>
    /// <param name="version">The version that is tested.</param>
    /// <param name="inForce">The scorecard in force.</param>
    /// <exception cref="PlainError">The history is too short.</exception>
    public static async Task<Done> ReadAsync(
        NpgsqlConnection db, Scorecard version, Scorecard inForce, DateTimeOffset now, IProgress<(int Done, int Total)> progress, CancellationToken ct)
    {
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var zone = BusinessZone.Of(settings.BusinessZone);
        var last = (long[])(await db.ExecuteScalarAsync<object>(Command("LastRows", null, ct)))!;
        var extent = await db.QuerySingleAsync<Extent>(Command("Extent", new { zone = zone.Id, now = now.ToUniversalTime() }, ct));
        var (facts, mornings) = Plan(extent, zone.DayOf(now).DayNumber, version.Id);
        var asOf = Moment.Of(now, settings.Zone);
        var clients = (await db.QueryAsync<Client>(Command("Client", new { most = CardProtocol.MostClients }, ct))).AsList();
        var news = facts == CardFacts.Sessions ? (await db.QueryAsync<News>(Command("News", null, ct))).AsList() : [];
        var reading = new CardCases(
            db, zone, now, [.. new[] { version, inForce, ShippedScorecards.Documented }.Select(card => new ScoreOfCard(card))], facts, mornings, news, extent.PackagesFrom,
            await KnownPauses.ReadAsync(db, asOf, settings.Zone, 0, ct));
        var total = (clients.Count + PartSize - 1) / PartSize * mornings.Length;
        for (var from = 0; from < clients.Count; from += PartSize)
            await reading.AddAsync(clients.GetRange(from, Math.Min(PartSize, clients.Count - from)), from, step => progress.Report((from / PartSize * mornings.Length + step, total)), ct);
        return new(reading.Protocol(extent, clients.Count, settings.LinesADay), reading._cases, reading._groups, DateOnly.FromDayNumber(mornings[^1] + CardProtocol.Longest), last);
    }

    /// <summary>Sessions where they reach far enough back, else calls.</summary>
    private static (CardFacts Facts, int[] Mornings) Plan(Extent extent, int today, string scorecard)
    {
        int? Until(params ReadOnlySpan<int?> lasts)
        {
            int? until = null;
            foreach (var last in lasts)
                until = last is { } day && !(until > day) ? Math.Min(day + 1, today) : until;
            return until;
        }

        if (extent.FirstSession is { } session && Until(extent.LastSession, extent.LastCall) is { } until && CardProtocol.MorningsOf(session, until) is { Count: > 0 } mornings)
            return (CardFacts.Sessions, [.. mornings]);
        if (extent.FirstCall is { } call && Until(extent.LastCall) is { } known && CardProtocol.MorningsOf(call, known) is { Count: > 0 } ofCalls)
            return (CardFacts.Calls, [.. ofCalls]);
        var has = Math.Max(
            extent.FirstSession is { } first ? Until(extent.LastSession, extent.LastCall)!.Value - first : 0,
            extent.FirstCall is { } firstCall ? Until(extent.LastCall)!.Value - firstCall : 0);
        throw new PlainError($"Too little history to back-test {scorecard}: it needs {CardProtocol.Needed} days of sessions or of calls, and has {has}.");
    }

    private CardProtocol Protocol(Extent extent, int read, int linesADay)
    {
        var coaches = Math.Max(1, extent.Coaches);
        return new(
            _facts, extent is { FirstSession: { } first, LastSession: { } last } ? last - first + 1 : null,
            [
                .. _mornings.Select((day, place) => new CardProtocol.PastDate(
                    DateOnly.FromDayNumber(day), _judged[place], _unknown[place], LaterThan(AsOf(day)).Length == 0, _packagesFrom <= AsOf(day), _facts == CardFacts.Sessions && Freshness(AsOf(day)).IsStaleAt(AsOf(day)))),
            ],
            extent.Clients, read, coaches, linesADay, Math.Max(1, (int)Math.Round((double)coaches * linesADay * read / Math.Max(1, extent.Clients))));
    }

    /// <summary>The last moment before a date: what was known at the end of the day before.</summary>
    private DateTimeOffset AsOf(int morning) =>
        new DateTimeOffset(_zone.UtcTicksOf(DateOnly.FromDayNumber(morning).ToDateTime(TimeOnly.MinValue).Ticks), TimeSpan.Zero).AddSeconds(-1);

    /// <summary>Sources that told of sessions only after a moment.</summary>
    private string[] LaterThan(DateTimeOffset asOf) => [.. _news.GroupBy(one => one.Source).Where(source => source.Min(one => one.FirstAt) > asOf).Select(source => source.Key)];

    /// <summary>How fresh sessions were; before any source told of them, as fresh as the sources themselves.</summary>
    private SessionFreshness Freshness(DateTimeOffset asOf)
    {
        var told = _news.Where(one => one.FirstAt <= asOf).Select(one => one.LastAt <= asOf ? one.LastAt : one.FirstAt).ToList();
        return new(HasSessions: true, told.Count == 0 ? asOf : told.Max());
    }

    private async Task AddAsync(List<Client> part, int first, Action<int> progress, CancellationToken ct)
    {
        var ids = part.Select(client => client.Id).ToArray();
        var calls = (await _db.QueryAsync<CallYear>(Command("CallYear", new { clients = ids }, ct)))
            .GroupBy(year => year.ClientId).ToDictionary(years => years.Key, years => years.SelectMany(year => year.Days).Where(packed => PackedDay.Calls(packed) > 0).Select(PackedDay.Day).ToArray());
        var sessions = _facts == CardFacts.Calls ? []
            : (await _db.QueryAsync<SessionDays>(Command("SessionDays", new { clients = ids, zone = _zone.Id, now = _now.ToUniversalTime() }, ct))).ToDictionary(one => one.ClientId, one => one.Days);
        var lives = part.Select(client => new CardLife(client.Segment, client.EndDay, calls.GetValueOrDefault(client.Id, []), sessions.GetValueOrDefault(client.Id, []), _pauses.Of(client.Id))).ToArray();
        for (var place = 0; place < _mornings.Length; place++)
        {
            var asOf = AsOf(_mornings[place]);
            ScoreInputs? inputs = null;
            Dictionary<Guid, SessionCount> counts = [];
            if (_facts == CardFacts.Sessions)
            {
                var known = await SessionCounts.PastAsync(_db, _zone, asOf, ids, LaterThan(asOf), ct);
                counts = known.ToDictionary(one => one.ClientId);
                inputs = ScoreInputs.Of([], known, await PackageStandings.AsOfAsync(_db, _zone, asOf, ct, ids), Freshness(asOf), asOf);
            }
            for (var client = 0; client < part.Count; client++)
            {
                if (lives[client].On(_mornings[place], _facts == CardFacts.Calls ? null : counts.GetValueOrDefault(ids[client])?.DaysSinceLast ?? int.MaxValue) is { } there)
                    Add(first + client, ids[client], place, lives[client], there, inputs);
            }
            progress(place + 1);
            ct.ThrowIfCancellationRequested();
        }
    }

    private void Add(int client, Guid id, int place, CardLife life, CardLife.There there, ScoreInputs? inputs)
    {
        var day = _mornings[place];
        var scores = Array.ConvertAll(_cards, card => inputs is null ? card.OfCalls(life, day) : card.Of(id, inputs, life.Segment));
        if (scores[0].Score is not { } version || scores[1].Score is not { } inForce || scores[2].Risk?.Points is not { } points)
        {
            _unknown[place]++;
            return;
        }
        _judged[place]++;
        _cases.Add(new CardCase(client, place, GroupOf(life.Segment), there.NextIn, there.AwayIn, (double)version, (double)inForce, (double)points, there.SilentDays));
    }

    private int GroupOf(string? segment)
    {
        if (segment is null)
            return -1;
        if (_groups.IndexOf(segment) is >= 0 and var known)
            return known;
        _groups.Add(segment);
        return _groups.Count - 1;
    }

    private static CommandDefinition Command(string step, object? parameters, CancellationToken ct) =>
        new(Sql.Of<CardCases>(step), parameters, commandTimeout: 0, cancellationToken: ct);

    /// <summary>One scorecard, ready to score clients of a past date.</summary>
    private sealed class ScoreOfCard(Scorecard card)
    {
        private readonly ScoreClients _scoring = new(card);
        private readonly ScoreOfCalls _calls = new(card);
        private readonly InputValue[] _values = new InputValue[card.Inputs.Count];
        private (ScoreInputs Of, ScoreInputs For)? _inputs;

        public HealthScore OfCalls(CardLife life, int day) => _calls.Score(life.Calls, day, life.Segment);

        public HealthScore Of(Guid client, ScoreInputs inputs, string? segment)
        {
            if (!ReferenceEquals(_inputs?.Of, inputs))
                _inputs = (inputs, inputs.For(card.Inputs));
            _inputs!.Value.For.Write(client, _values);
            return _scoring.Of(_values, segment);
        }
    }
}

/// <summary>One client's signs of life: days with calls that count and with attended sessions, days away, and the end of the relation.</summary>
internal sealed class CardLife
{
    private readonly int[] _calls, _active;
    private readonly ClientHistory _away;

    public CardLife(string? segment, int? endDay, int[] calls, int[] sessions, Pause[] pauses)
    {
        Segment = segment;
        _calls = calls;
        _active = sessions.Length == 0 ? calls : [.. calls.Concat(sessions).Distinct().Order()];
        _away = new ClientHistory("", null, endDay, []) { Pauses = pauses };
        Calls = _away with { Days = Array.ConvertAll(calls, day => new ClientDay(day, 1)) };
    }

    /// <summary>The business's own group; null = none.</summary>
    public string? Segment { get; }

    /// <summary>The calls as the score from calls alone asks for them.</summary>
    public ClientHistory Calls { get; }

    /// <summary>What a client is on a date who is judged then.</summary>
    internal readonly record struct There(int SilentDays, int NextIn, int AwayIn);

    /// <summary>Null = the client is not judged on that date: too few active days, silent for too long, away, or gone.</summary>
    /// <param name="sinceSession">Days from the last session to the day before, as was known then; <see cref="int.MaxValue"/> = none was known; null = sessions are not used.</param>
    public There? On(int day, int? sinceSession)
    {
        var before = Before(_active, day);
        if (_away.EndDay <= day || before < CardProtocol.ActiveDays)
            return null;
        var call = Before(_calls, day) is > 0 and var calls ? _calls[calls - 1] : int.MinValue;
        var last = sinceSession is { } since && since < int.MaxValue ? Math.Max(call, day - 1 - since) : call;
        if (last == int.MinValue)
            return null;
        var silent = new ExposedTime(_away, last).Before(day);
        var away = AwayIn(day);
        return silent > CardProtocol.HeardWithin || away == 0 ? null : new There(silent, before < _active.Length ? _active[before] - day : int.MaxValue, away);
    }

    /// <summary>How many of the days are before a day.</summary>
    private static int Before(int[] days, int day) => Array.BinarySearch(days, day) is >= 0 and var found ? found : ~Array.BinarySearch(days, day);

    private int AwayIn(int day)
    {
        foreach (var pause in _away.Pauses)
        {
            if (pause.Until > day)
                return Math.Max(0, pause.From - day);
        }
        return int.MaxValue;
    }
}
