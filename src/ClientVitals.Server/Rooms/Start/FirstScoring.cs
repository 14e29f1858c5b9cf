using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;
using ClientVitals.Scheduling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server.Rooms.Start;

/// <summary>
/// The scoring that begins by itself after the first file of sessions, or of packages, was imported in a browser: no score knows of them yet. It takes its turn in the
/// run ledger as every run does, so that a restart loses nothing but what this page would have said.
/// </summary>
public sealed partial class FirstScoring(VitalsDatabase database, TimeProvider clock, IHostApplicationLifetime life, ILogger<FirstScoring> log)
{
    /// <summary>Between two tries, while somebody else's scoring is at work, which may have begun before this file was there.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>Begins it if no score knows of what was imported.</summary>
    /// <param name="entity">What was imported, as in deliveries.</param>
    /// <param name="by">Who imported it.</param>
    /// <returns>The run; null = it is not due.</returns>
    public async Task<Run?> BeginIfDueAsync(string entity, Principal by, CancellationToken ct)
    {
        if (!await FirstHour.IsScoringDueAsync(database, entity, ct))
            return null;
        await database.DoAsync(new Audit(ScheduleActions.JobStarted, $"job:{ScoreHealth.Job}"), by, clock.GetUtcNow(), ct);
        var run = new Run();
        run.Ended = Task.Run(() => WorkAsync(run), CancellationToken.None);
        return run;
    }

    private async Task WorkAsync(Run run)
    {
        CurrentUse.Value = DatabaseUse.Work;
        try
        {
            run.Set(await ScoreAsync(), null);
        }
        catch (PlainError said)
        {
            run.Set(null, said.Said);
        }
        catch (Exception broken)
        {
            // Nobody waits for it: the page and the ledger say that it failed, the log says why.
            if (!life.ApplicationStopping.IsCancellationRequested)
                Broke(log, broken);
            run.Set(null, null);
        }
    }

    private async Task<ScoringDone> ScoreAsync()
    {
        while (true)
        {
            try
            {
                return await new ScoreHealth().RunAsync(database, clock.GetUtcNow(), "person", null, life.ApplicationStopping);
            }
            catch (AtWorkException)
            {
                await Task.Delay(Again, life.ApplicationStopping);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The scoring after an import failed")]
    private static partial void Broke(ILogger log, Exception broken);

    /// <summary>One of them, and what came of it.</summary>
    public sealed class Run
    {
        public bool IsRunning { get; private set; } = true;

        /// <summary>Null = it is running, or failed.</summary>
        public ScoringDone? Done { get; private set; }

        /// <summary>Why it came to nothing, in a sentence for a page; null = nobody can say, or it did not fail.</summary>
        public Sentence? Failed { get; private set; }

        /// <summary>Ends with it, however that ends.</summary>
        public Task Ended { get; internal set; } = Task.CompletedTask;

        internal void Set(ScoringDone? done, Sentence? failed) => (Done, Failed, IsRunning) = (done, failed, false);
    }
}
