using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;

namespace ClientVitals.Cli.Facts;

/// <summary>The scoring that follows the first import of sessions or packages by itself: nobody waits for the next morning to see a score.</summary>
internal static class FirstScores
{
    /// <summary>Scores once, while nobody has a score; whatever ends it early, the import is done.</summary>
    /// <param name="entity">What was imported.</param>
    public static async Task AfterAsync(VitalsDatabase database, string entity, CancellationToken ct)
    {
        if (!await FirstHour.IsScoringDueAsync(database, entity, ct))
            return;
        try
        {
            var done = await Waiting.ForAsync("Making the first health scores", progress => new ScoreHealth().RunAsync(database, TimeProvider.System.GetUtcNow(), "person", progress, ct));
            await Console.Error.WriteLineAsync(done.Scored == 0
                ? "No client can be scored yet; the next scoring looks again. Why: vitals health score"
                : $"The first health scores are made: {done.Scored} of {done.Clients} clients have one. From now on they are made each morning; vitals health explain CLIENT shows what makes one.");
        }
        catch (PlainError said)
        {
            await Console.Error.WriteLineAsync($"The first health scores were not made: {said.Message}");
        }
    }
}
