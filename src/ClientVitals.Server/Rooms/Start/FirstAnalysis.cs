using ClientVitals.Access;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Server.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server.Rooms.Start;

/// <summary>
/// The analysis that begins by itself: after a file was imported in a browser while no client has calls enough to be judged, and after the first
/// choice of the time zone. It takes its turn in the run ledger as every run does; this server knows besides how far it is.
/// </summary>
public sealed partial class FirstAnalysis(VitalsDatabase database, TimeProvider clock, IHostApplicationLifetime life, IServiceProvider services, ILogger<FirstAnalysis> log)
{
    /// <summary>Between two tries, while somebody else's analysis is at work.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>Its step while it waits for that one.</summary>
    internal static readonly Sentence Waits = Sentence.Of("waiting for the analysis that is running");

    private readonly Lock _begins = new();
    private volatile Run? _last;

    /// <summary>The last one that this server began; null = it began none.</summary>
    public Run? Last => _last;

    /// <summary>Begins it if there was no analysis yet.</summary>
    /// <param name="by">Who set it off.</param>
    /// <returns>The run; null = it is not due.</returns>
    public async Task<Run?> BeginIfDueAsync(Principal by, CancellationToken ct) =>
        await FirstHour.IsAnalysisDueAsync(database, ct) ? await BeginAsync(by, ct) : null;

    /// <summary>Begins it; while one is running, it is done once more after that one, which has not read what came since.</summary>
    public async Task<Run> BeginAsync(Principal by, CancellationToken ct)
    {
        await database.DoAsync(new Audit(ScheduleActions.JobStarted, $"job:{AnalyzeCallPatterns.Job}"), by, clock.GetUtcNow(), ct);
        lock (_begins)
        {
            if (_last is { } running && running.IsAskedAgain())
                return running;
            var run = _last = new Run();
            run.Ended = Task.Run(() => WorkAsync(run), CancellationToken.None);
            return run;
        }
    }

    private async Task WorkAsync(Run run)
    {
        CurrentUse.Value = DatabaseUse.Work;
        do
        {
            try
            {
                var done = await new AnalyzeCallPatterns().RunAsync(database, clock.GetUtcNow(), "person", run, life.ApplicationStopping);
                run.Set(done, null);
            }
            catch (AtWorkException)
            {
                // It began before these calls were there: this one comes after it.
                run.IsAskedAgain();
                run.Told(Waits);
                await Task.Delay(Again, CancellationToken.None);
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
        while (!run.Ends() && !life.ApplicationStopping.IsCancellationRequested);
        services.GetRequiredService<SystemStatusCache>().Forget();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The analysis after an import failed")]
    private static partial void Broke(ILogger log, Exception broken);

    /// <summary>One of them: how far it is, and what came of it.</summary>
    public sealed class Run : IProgress<Sentence>
    {
        private readonly Lock _state = new();
        private bool _again, _over;

        /// <summary>What it does at the moment, in a few words; null = it has just begun.</summary>
        public Sentence? Step { get; private set; }

        /// <summary>What it found; null = it is running, or failed.</summary>
        public AnalysisDone? Done { get; private set; }

        /// <summary>Why it found nothing, in a sentence for a page; null = nobody can say, or it did not fail.</summary>
        public Sentence? Failed { get; private set; }

        public bool IsRunning
        {
            get
            {
                lock (_state)
                    return !_over;
            }
        }

        /// <summary>Ends with it, however that ends.</summary>
        public Task Ended { get; internal set; } = Task.CompletedTask;

        void IProgress<Sentence>.Report(Sentence value) => Step = value;

        internal void Told(Sentence step) => Step = step;

        /// <summary>Asks a run that is not over to be done once more; false where it is over.</summary>
        internal bool IsAskedAgain()
        {
            lock (_state)
                return !_over && (_again = true);
        }

        internal void Set(AnalysisDone? done, Sentence? failed) => (Done, Failed) = (done, failed);

        /// <summary>Whether it is over: nobody asked for it once more.</summary>
        internal bool Ends()
        {
            lock (_state)
            {
                _over = !_again;
                _again = false;
                return _over;
            }
        }
    }
}
