using System.Text.Json;
using ClientVitals.Database;

namespace ClientVitals.CallPatterns.BackTests;

/// <summary>A back-test that was asked for: how it went, and what it said.</summary>
/// <param name="AskedBy">As the record keeps who it was.</param>
/// <param name="BeatAt">Its last heartbeat.</param>
/// <param name="FinishedAt">Null = it runs.</param>
/// <param name="State">running, succeeded or failed.</param>
/// <param name="ClientsDone">Eligible clients that are done.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Result">What it said, as JSON; null unless it succeeded.</param>
public sealed record BacktestRun(
    long Id, DateTimeOffset AskedAt, string AskedBy, DateTimeOffset BeatAt, DateTimeOffset? FinishedAt, string State, int ClientsDone, string? Error, string? Result)
{
    /// <summary>A run without a heartbeat for so long ended with its server.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Whether it is at work.</summary>
    public bool IsRunning(DateTimeOffset now) => State == "running" && now - BeatAt < Patience;

    /// <summary>What it said; null unless it succeeded.</summary>
    public Backtest? Read() => Result is null ? null : JsonSerializer.Deserialize<Backtest>(Result, JsonSerializerOptions.Web);

    /// <summary>The last one asked for and the last that succeeded, as the caller may see them; null = none yet.</summary>
    public static async Task<(BacktestRun? Last, BacktestRun? Success)> LatestAsync(VitalsDatabase database, DatabaseIdentity who, CancellationToken ct)
    {
        var runs = await database.AskAsync<BacktestRun>(who, Sql.Of<BacktestRun>(), null, ct);
        return (runs.MaxBy(run => run.Id), runs.Where(run => run.State == "succeeded").MaxBy(run => run.Id));
    }
}
