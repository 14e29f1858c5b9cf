using System.Collections.Concurrent;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>
/// Imports that were begun from a page: each goes on when the browser leaves, and none is begun twice. A server that stops in the
/// middle leaves nothing half done (an import is one transaction); the file is still there to be brought in again.
/// </summary>
public sealed partial class RunningImports(VitalsDatabase database, IHostApplicationLifetime life, ILogger<RunningImports> log)
{
    private readonly ConcurrentDictionary<Guid, Import> _all = new();

    /// <summary>How one stands.</summary>
    public sealed class Import(UploadedFile file)
    {
        private volatile ImportProgress? _progress;

        /// <summary>What is brought in; on the disk until it is.</summary>
        public UploadedFile File { get; } = file;

        public ImportProgress? Progress => _progress;

        public IntakeDone? Done { get; set; }

        public string? Failed { get; set; }

        public bool IsRunning => Done is null && Failed is null;

        internal IProgress<ImportProgress> Teller => new Told(this);

        private sealed class Told(Import import) : IProgress<ImportProgress>
        {
            public void Report(ImportProgress value) => import._progress = value;
        }
    }

    public Import? Of(Guid token) => _all.GetValueOrDefault(token);

    /// <summary>Begins it, unless it was begun before and did not fail.</summary>
    /// <param name="chosen">How it is read; kept for the next file of its source.</param>
    /// <param name="by">Who brings it in.</param>
    public void Begin(UploadedFile file, FileChoices chosen, CallFileOptions options, Principal by)
    {
        var import = new Import(file);
        if (!_all.TryAdd(file.Token, import) && !(_all[file.Token].Failed is not null && _all.TryUpdate(file.Token, import, _all[file.Token])))
            return;
        _ = Task.Run(() => RunAsync(import, chosen, options, by));
    }

    private async Task RunAsync(Import import, FileChoices chosen, CallFileOptions options, Principal by)
    {
        CurrentUse.Value = DatabaseUse.Work;
        try
        {
            import.Done = await BringInAsync(import, chosen, options, by);
            import.File.IsKept();
        }
        catch (PlainError said)
        {
            import.Failed = said.Message;
        }
        catch (Exception broken)
        {
            // Nobody waits for this task: what broke is on the page, and in the log.
            Broke(log, broken);
            if (import.Done is null)
                import.Failed = "Something failed on the server; nothing was imported. Try again, and read the log if it fails again.";
        }
    }

    private async Task<IntakeDone> BringInAsync(Import import, FileChoices chosen, CallFileOptions options, Principal by)
    {
        using var calls = CallFile.Open(import.File.Path, options with { IsKept = true });
        using var rejects = new RejectsFile(import.File.Path);
        calls.WhenRead = rejects.Finish;
        var done = await ConnectionWatch.WhileAsync(
            database,
            alive => new ImportCalls(chosen.MatchOnly) { By = by.Who }.RunAsync(database, calls, options.Now, rejects.Add, import.Teller, alive),
            life.ApplicationStopping);
        var choices = chosen.Read();
        // Who took back everything that was chosen for the last file means it for the next one too.
        if (!choices.IsNone || chosen.RecalledId is not null)
            await database.DoAsync(new KeepReading(calls.Source, CallEntity.Calls.Name, calls.Headers, choices.IsNone ? null : choices.Write()), by, options.Now, life.ApplicationStopping);
        return done;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An import started from a page failed")]
    private static partial void Broke(ILogger log, Exception broken);
}
