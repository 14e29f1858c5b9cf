using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.Runs;

/// <summary>
/// Lays the scores of a part of the book down in a table of the transaction and writes from there, set by set: history always; the moves between
/// zones and the hub when the run speaks for now.
/// </summary>
/// <param name="IsNow">Whether it does.</param>
internal sealed record WriteScores(ScorecardInForce Card, Moment AsOf, bool IsNow)
{
    /// <summary>Days in which a zone that was last known is still the one before.</summary>
    private const int LookBack = 90;

    /// <summary>Rows changed so far.</summary>
    public long Written { get; private set; }

    /// <summary>Clients in another zone than when it was last known.</summary>
    public int Moved { get; private set; }

    /// <summary>Whether anybody was scored on this day by this scorecard before: then what is there is compared, else it is only added to. Nobody else writes meanwhile (<see cref="ScoreHealth"/>).</summary>
    private bool _isAgain;

    /// <summary>Makes the tables of the transaction.</summary>
    public async Task BeginAsync(NpgsqlConnection db, CancellationToken ct)
    {
        _isAgain = await db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<WriteScores>("IsAgain"), About, cancellationToken: ct));
        await DoAsync(db, "Scored", ct);
        await DoAsync(db, "Seen", ct);
    }

    /// <summary>Writes a part.</summary>
    /// <param name="rows">As <see cref="ScoredRows"/> made them.</param>
    public async Task PartAsync(NpgsqlConnection db, CopyRows rows, CancellationToken ct)
    {
        await DoAsync(db, "Again", ct);
        await CopyAsync(db, rows, ct);
        Written += await DoAsync(db, _isAgain ? "History" : "FirstHistory", ct);
        if (!IsNow)
            return;
        var moved = await DoAsync(db, "Zones", ct);
        Moved += moved;
        Written += moved + await DoAsync(db, "Hub", ct);
        await DoAsync(db, "SeenToo", ct);
    }

    /// <summary>After the last part: who was in none of them has no score any more.</summary>
    public async Task EndAsync(NpgsqlConnection db, CancellationToken ct)
    {
        if (IsNow)
            Written += await DoAsync(db, "Unscored", ct);
    }

    private object About => new
    {
        today = AsOf.Date,
        as_of = AsOf.At,
        scorecard = Card.Id,
        version = Card.Card.Id,
        trend_days = Card.Card.Trend.Days,
        trend_points = Card.Card.Trend.Points,
        look_back = LookBack,
        is_again = _isAgain,
    };

    private Task<int> DoAsync(NpgsqlConnection db, string step, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of<WriteScores>(step), About, commandTimeout: 0, cancellationToken: ct));

    private static async Task CopyAsync(NpgsqlConnection db, CopyRows rows, CancellationToken ct)
    {
        await using var stream = await db.BeginRawBinaryCopyAsync("copy scored from stdin (format binary)", ct);
        try
        {
            await stream.WriteAsync(rows.Written, ct);
        }
        catch
        {
            // Otherwise the stream's end would count as the part's.
            await stream.CancelAsync();
            throw;
        }
    }
}
