using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;

namespace ClientVitals.Cli.Facts;

/// <summary>The scoring that follows the first import of sessions and that of packages by itself: nobody waits for the next morning to see a score.</summary>
internal static class FirstScores
{
    /// <summary>Scores where that is due: after the first file of each kind; whatever ends it early, the import is done.</summary>
    /// <param name="entity">What was imported.</param>
    public static async Task AfterAsync(VitalsDatabase database, string entity, CancellationToken ct)
    {
        if (!await FirstHour.IsScoringDueAsync(database, entity, ct))
            return;
        try
        {
            var done = await Waiting.ForAsync("Making health scores", progress => new ScoreHealth().RunAsync(database, TimeProvider.System.GetUtcNow(), "person", progress, ct));
            await Console.Error.WriteLineAsync(done.Scored == 0
                ? "No client can be scored yet; the next scoring looks again. Why: vitals health score"
                : $"Health scores are made from what is on record now: {done.Scored} of {done.Clients} clients have one. From now on they are made each morning; vitals health explain CLIENT shows what makes one.");
        }
        catch (PlainError said)
        {
            await Console.Error.WriteLineAsync($"Health scores were not made: {said.Message}");
        }
    }
}
