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

    private KnownPauses(IEnumerable<PauseLine> pauses, IEnumerable<SilenceLine> silences)
    {
        var away = pauses.Select(p => (p.ClientId, Pause: new Pause(p.Starts, p.Ends ?? int.MaxValue, p.SeenOn)))
            .Concat(silences.Select(s => (s.ClientId, Pause: new Pause(s.Starts, s.Ends, s.SeenOn, Stale: true))))
            .ToList();
        _everybodys = [.. away.Where(p => p.ClientId is null).Select(p => p.Pause).OrderBy(p => p.From).ThenBy(p => p.Until)];
        _own = away.Where(p => p.ClientId is not null).ToLookup(p => p.ClientId!.Value, p => p.Pause);
    }

    internal sealed record PauseLine(Guid? ClientId, int Starts, int? Ends, int SeenOn);

    internal sealed record SilenceLine(Guid? ClientId, int Starts, int Ends, int SeenOn);

    /// <param name="windowStart">The first day of interest (<see cref="DateOnly.DayNumber"/>); 0 = all days.</param>
    public static async Task<KnownPauses> ReadAsync(NpgsqlConnection db, Moment asOf, TimeZoneInfo zone, int windowStart, CancellationToken ct)
    {
        var at = new { as_of = asOf.At, zone = zone.Id, today = asOf.Date, window_start = windowStart };
        return new(
            await db.QueryAsync<PauseLine>(new CommandDefinition(Sql.Of<KnownPauses>("PauseLine"), at, cancellationToken: ct)),
            await db.QueryAsync<SilenceLine>(new CommandDefinition(Sql.Of<KnownPauses>("SilenceLine"), at, cancellationToken: ct)));
    }

    /// <summary>A client's, with everybody's among them; sorted by first day, may overlap.</summary>
    public Pause[] Of(Guid client) => _own.Contains(client)
        ? [.. _everybodys.Concat(_own[client]).OrderBy(p => p.From).ThenBy(p => p.Until)]
        : _everybodys;
}
