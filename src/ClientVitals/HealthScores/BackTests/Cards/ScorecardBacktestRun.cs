using System.Text.Json;
using System.Text.Json.Serialization;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.BackTests.Cards;

/// <summary>A back-test of a version of the scorecard that was asked for: how it went, what it said, and whether that still holds.</summary>
/// <param name="ComparedWith">The scorecard that was in force then.</param>
/// <param name="AskedAt">The book was read as of then.</param>
/// <param name="BeatAt">Its last sign of life.</param>
/// <param name="FinishedAt">Null = it runs.</param>
/// <param name="State">running, succeeded, failed or stopped.</param>
/// <param name="Done">Parts that are done.</param>
/// <param name="Total">Parts that there are; 0 = not counted yet.</param>
/// <param name="StopAskedBy">Who asked it to stop; null = nobody.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="OtherInForce">Another scorecard is in force than the one it was compared with.</param>
/// <param name="OtherData">Sessions, packages or calls of the days it tested came, were corrected or were taken back since.</param>
/// <param name="Kept">What it said, as JSON; null unless it succeeded.</param>
public sealed record ScorecardBacktestRun(
    long Id, string Scorecard, string ComparedWith, DateTimeOffset AskedAt, string AskedBy, DateTimeOffset BeatAt, DateTimeOffset? FinishedAt, string State, int Done, int Total,
    string? StopAskedBy, string? Error, bool OtherInForce, bool OtherData, [property: JsonIgnore] string? Kept)
{
    /// <summary>A run without a sign of life for so long ended with its server.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What it said; null unless it succeeded.</summary>
    public ScorecardBacktest? Result { get; } = Kept is null ? null : JsonSerializer.Deserialize<ScorecardBacktest>(Kept, RunScorecardBacktest.Json);

    /// <summary>Whether what it said is out of date.</summary>
    public bool IsStale => OtherInForce || OtherData;

    /// <summary>Whether it is at work.</summary>
    public bool IsRunning(DateTimeOffset now) => State == "running" && now - BeatAt < Patience;

    /// <summary>The last one of a version that was asked for and the last that succeeded; null = none yet.</summary>
    public static async Task<(ScorecardBacktestRun? Last, ScorecardBacktestRun? Success)> LatestAsync(NpgsqlConnection db, string scorecard, DateTimeOffset now, CancellationToken ct)
    {
        var runs = (await db.QueryAsync<ScorecardBacktestRun>(new CommandDefinition(
            Sql.Of<ScorecardBacktestRun>(), new { scorecard, now = now.ToUniversalTime() }, cancellationToken: ct))).AsList();
        return (runs.MaxBy(run => run.Id), runs.Where(run => run.State == "succeeded").MaxBy(run => run.Id));
    }

    /// <summary>The version whose back-test is at work now; null = none is.</summary>
    public static async Task<string?> AtWorkAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct) =>
        await db.ExecuteScalarAsync<string?>(new CommandDefinition(Sql.Of<ScorecardBacktestRun>("AtWork"), new { since = (now - Patience).ToUniversalTime() }, cancellationToken: ct));
}
