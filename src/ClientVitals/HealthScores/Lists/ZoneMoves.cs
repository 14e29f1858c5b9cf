using System.Text.Json.Serialization;
using ClientVitals.Database;

namespace ClientVitals.HealthScores.Lists;

/// <summary>A client who is in another zone than when theirs was last known.</summary>
/// <param name="Coach">By name; null = none.</param>
/// <param name="ScoredBefore">The day on which the zone before was last known.</param>
/// <param name="Place">Orders the list, ascending.</param>
public sealed record ZoneMove(
    long Id,
    Guid ClientId,
    string ClientName,
    string? Coach,
    DateOnly ChangedOn,
    string ZoneBefore,
    string ZoneAfter,
    decimal ScoreBefore,
    decimal ScoreAfter,
    DateOnly ScoredBefore,
    [property: JsonIgnore] decimal Place)
{
    /// <summary>Into a better zone.</summary>
    public bool IsUp => ScoreAfter > ScoreBefore;
}

/// <summary>Who moved between zones on a day, as the caller may see it, a page at a time.</summary>
public static class ZoneMoves
{
    /// <summary>The directions that can be asked for alone.</summary>
    public const string Up = "UP", Down = "DOWN";

    /// <summary>One page: the largest fall first, or of those who went up the largest rise.</summary>
    /// <param name="on">The business day; null = the newest that was scored.</param>
    /// <param name="direction">UP or DOWN; null = both.</param>
    /// <exception cref="PlainError">The direction, the page or the mark cannot be.</exception>
    public static async Task<Page<ZoneMove>> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, DateOnly? on, string? direction, int size, string? mark, CancellationToken ct)
    {
        if (direction is not (null or Up or Down))
            throw new PlainError($"The direction must be UP or DOWN, not \"{direction}\".");
        var after = Cursor.Read(mark, 2);
        var rows = await database.AskAsync<ZoneMove>(who, Sql.Of(typeof(ZoneMoves)), new
        {
            on,
            direction,
            after_place = after?.NumberAt(0),
            after_id = after?.WholeAt(1),
            most = Cursor.Size(size) + 1,
        }, ct);
        return Cursor.Cut(rows, size, row => [row.Place, row.Id]);
    }
}
