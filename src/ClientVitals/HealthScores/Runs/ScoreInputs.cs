using ClientVitals.CallPatterns.Model;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Scoring;
using ClientVitals.Packages;
using ClientVitals.Sessions;
using ClientVitals.Settings;
using Npgsql;

namespace ClientVitals.HealthScores.Runs;

/// <summary>What a scorecard asks about each client, as it was known at a moment: in all clients at once from the rooms that measure it.</summary>
internal sealed class ScoreInputs
{
    private readonly IReadOnlyList<ScorecardInput> _inputs;
    private readonly Dictionary<Guid, SessionCount> _sessions;
    private readonly Dictionary<Guid, PackageStanding> _packages;
    private readonly bool _hasSessions, _sessionsAreStale;

    private ScoreInputs(
        IReadOnlyList<ScorecardInput> inputs, Dictionary<Guid, SessionCount> sessions, Dictionary<Guid, PackageStanding> packages, bool hasSessions, bool sessionsAreStale)
    {
        _inputs = inputs;
        _sessions = sessions;
        _packages = packages;
        _hasSessions = hasSessions;
        _sessionsAreStale = sessionsAreStale;
    }

    /// <summary>Of clients whose sessions and packages were read already.</summary>
    public static ScoreInputs Of(
        IReadOnlyList<ScorecardInput> inputs, IReadOnlyList<SessionCount> sessions, IReadOnlyList<PackageStanding> packages, SessionFreshness freshness, DateTimeOffset at) =>
        new(inputs, sessions.ToDictionary(one => one.ClientId), packages.ToDictionary(one => one.ClientId), freshness.HasSessions, freshness.IsStaleAt(at));

    /// <summary>The same clients as another scorecard asks about them.</summary>
    public ScoreInputs For(IReadOnlyList<ScorecardInput> inputs) => new(inputs, _sessions, _packages, _hasSessions, _sessionsAreStale);

    /// <param name="apart">A second connection, so that both rooms are asked at once; null = one after the other.</param>
    /// <param name="isNow">What is known now; else what was known at that moment.</param>
    public static async Task<ScoreInputs> AtAsync(
        NpgsqlConnection db, NpgsqlConnection? apart, IReadOnlyList<ScorecardInput> inputs, BusinessSettings settings, Moment asOf, bool isNow, CancellationToken ct)
    {
        var zone = BusinessZone.Of(settings.BusinessZone);
        var packages = apart is null ? null : PackagesAsync(apart);
        var sessions = SessionsAsync();
        if (packages is not null)
            await Task.WhenAll(sessions, packages);
        return Of(inputs, await sessions, await (packages ?? PackagesAsync(db)), await SessionFreshness.AtAsync(db, asOf.At, ct), asOf.At);

        Task<IReadOnlyList<SessionCount>> SessionsAsync() =>
            isNow ? SessionCounts.NowAsync(db, zone, asOf.At, ct) : SessionCounts.AsOfAsync(db, zone, asOf.At, ct);

        Task<IReadOnlyList<PackageStanding>> PackagesAsync(NpgsqlConnection from) =>
            isNow ? PackageStandings.NowAsync(from, zone, asOf.At, ct) : PackageStandings.AsOfAsync(from, zone, asOf.At, ct);
    }

    /// <summary>A client's sessions and packages, as the rooms count them; null = nothing is known of either.</summary>
    public (SessionCount? Sessions, PackageStanding? Packages) Of(Guid client) => (_sessions.GetValueOrDefault(client), _packages.GetValueOrDefault(client));

    /// <summary>The inputs of one client, in the scorecard's order.</summary>
    public void Write(Guid client, Span<InputValue> to)
    {
        var (sessions, packages) = Of(client);
        for (var place = 0; place < _inputs.Count; place++)
            to[place] = _inputs[place].Source switch
            {
                "sessions" => Attended(_inputs[place], sessions, isClient: sessions is not null || packages is not null),
                "packages" => Held(_inputs[place], packages),
                _ => InputValue.Unknown,
            };
    }

    /// <summary>What is left is computed from the sessions, and no fresher than they are; a client without a package is unknown.</summary>
    private InputValue Held(ScorecardInput input, PackageStanding? packages) => input.Measure switch
    {
        "remaining" when packages?.SessionsLeft is { } left => _sessionsAreStale ? InputValue.Stale : left,
        "bought" when packages?.SessionsBought is { } bought => bought,
        _ => InputValue.Unknown,
    };

    /// <summary>None in a week is 0 for those who ever booked or bought, and unknown of the others: a prospect has no rhythm to lose.</summary>
    private InputValue Attended(ScorecardInput input, SessionCount? counts, bool isClient)
    {
        if (!_hasSessions)
            return InputValue.Unknown;
        if (_sessionsAreStale)
            return InputValue.Stale;
        if (!isClient)
            return InputValue.Unknown;
        return (input.Measure, input.Days, input.DaysBefore) switch
        {
            ("attended", 7, 0) => counts?.Last7Days ?? 0,
            ("attended", 30, 0) => counts?.Last30Days ?? 0,
            ("attended", 90, 0) => counts?.Last90Days ?? 0,
            ("days_since_attended", _, _) => counts?.DaysSinceLast is { } days ? days : InputValue.Unknown,
            _ => InputValue.Unknown,
        };
    }
}
