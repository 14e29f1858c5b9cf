using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Reading;

/// <summary>Days away, as they were known at a moment: of each client and of everybody, entered by people or found as days without data.</summary>
internal sealed class KnownPauses
{
    private readonly Pause[] _everybodys;
    private readonly ILookup<Guid, Pause> _own;

    private KnownPauses(IEnumerable<PauseLine> pauses, List<SilenceLine> silences, bool sourcesApart)
    {
        bool IsApart(SilenceLine silence) => sourcesApart && silence.Scope == "SOURCE";
        var away = pauses.Select(p => (p.ClientId, Pause: new Pause(p.Starts, p.Ends ?? int.MaxValue, p.SeenOn)))
            .Concat(silences.Where(s => !IsApart(s)).Select(s => (s.ClientId, Pause: new Pause(s.Starts, s.Ends, s.SeenOn, Stale: true))))
            .ToList();
        OfSources = silences.Where(IsApart).ToLookup(s => s.ClientId!.Value, s => new Pause(s.Starts, s.Ends, s.SeenOn, Stale: true));
        _everybodys = [.. away.Where(p => p.ClientId is null).Select(p => p.Pause).OrderBy(p => p.From).ThenBy(p => p.Until)];
        _own = away.Where(p => p.ClientId is not null).ToLookup(p => p.ClientId!.Value, p => p.Pause);
    }

    internal sealed record PauseLine(Guid? ClientId, int Starts, int? Ends, int SeenOn);

    internal sealed record SilenceLine(Guid? ClientId, int Starts, int Ends, int SeenOn, string Scope);

    /// <summary>Silences of sources of calls, by client, where they are kept apart; else they are among the pauses.</summary>
    public ILookup<Guid, Pause> OfSources { get; }

    /// <param name="windowStart">The first day of interest (<see cref="DateOnly.DayNumber"/>); 0 = all days.</param>
    /// <param name="sourcesApart">Whether silences of sources of calls are no pauses yet: who asks knows what else a client is seen by.</param>
    public static async Task<KnownPauses> ReadAsync(NpgsqlConnection db, Moment asOf, TimeZoneInfo zone, int windowStart, CancellationToken ct, bool sourcesApart = false)
    {
        var at = new { as_of = asOf.At, zone = zone.Id, today = asOf.Date, window_start = windowStart };
        return new(
            await db.QueryAsync<PauseLine>(new CommandDefinition(Sql.Of<KnownPauses>("PauseLine"), at, cancellationToken: ct)),
            (await db.QueryAsync<SilenceLine>(new CommandDefinition(Sql.Of<KnownPauses>("SilenceLine"), at, cancellationToken: ct))).AsList(),
            sourcesApart);
    }

    /// <summary>A client's, with everybody's among them; sorted by first day, may overlap.</summary>
    /// <param name="besides">More of this client; null = none.</param>
    public Pause[] Of(Guid client, IReadOnlyList<Pause>? besides = null) => besides is not null || _own.Contains(client)
        ? [.. _everybodys.Concat(_own[client]).Concat(besides ?? []).OrderBy(p => p.From).ThenBy(p => p.Until)]
        : _everybodys;
}
