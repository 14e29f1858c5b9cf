using System.Collections.Concurrent;
using ClientVitals.Database;
using ClientVitals.Server.Rooms.Start;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>
/// Imports that were begun from a page: each goes on when the browser leaves, and none is begun twice. A server that stops in the
/// middle leaves nothing half done (an import is one transaction); the file is still there to be brought in again.
/// </summary>
public sealed partial class RunningImports(VitalsDatabase database, FirstAnalysis first, FirstScoring scores, IHostApplicationLifetime life, ILogger<RunningImports> log)
{
    private readonly ConcurrentDictionary<Guid, Import> _all = new();

    /// <summary>One of them.</summary>
    /// <param name="entity">What it holds.</param>
    public sealed class Import(UploadedFile file, string entity) : BackgroundWork<IntakeDone>
    {
        /// <summary>What it holds, as in deliveries.</summary>
        public string Entity { get; } = entity;

        /// <summary>What is brought in; on the disk until it is.</summary>
        public UploadedFile File { get; } = file;

        /// <summary>The analysis that began by itself afterwards; null = it was not due.</summary>
        public FirstAnalysis.Run? Analysis { get; internal set; }

        /// <summary>The scoring that began by itself afterwards; null = it was not due.</summary>
        public FirstScoring.Run? Scoring { get; internal set; }
    }

    public Import? Of(Guid token) => _all.GetValueOrDefault(token);

    /// <summary>Begins it, unless it was begun before and did not fail.</summary>
    /// <param name="chosen">How it is read; kept for the next file of its source.</param>
    /// <param name="by">Who brings it in.</param>
    public void Begin(UploadedFile file, FileChoices chosen, FileKind kind, SourceReading reading, Principal by)
    {
        var import = new Import(file, kind.Name);
        if (!_all.TryAdd(file.Token, import) && !(_all[file.Token].Failed is not null && _all.TryUpdate(file.Token, import, _all[file.Token])))
            return;
        import.Begin(
            progress => BringInAsync(import, chosen, kind, reading, by, progress),
            broken => Broke(log, broken),
            FileTexts.ImportBroke);
    }

    private async Task<IntakeDone> BringInAsync(Import import, FileChoices chosen, FileKind kind, SourceReading reading, Principal by, IProgress<ImportProgress> progress)
    {
        using var rejects = new RejectsFile(import.File.Path);
        var imported = await kind.ImportAsync(import.File.Path, chosen, reading, by, rejects, database, progress, life.ApplicationStopping);
        try
        {
            // It is in the database: what fails from here on fails nothing of it.
            await KeepChoicesAsync(chosen, imported, kind, reading, by);
            import.File.IsKept();
            import.Analysis = await first.BeginIfDueAsync(by, life.ApplicationStopping);
            import.Scoring = await scores.BeginIfDueAsync(kind.Name, by, life.ApplicationStopping);
        }
        catch (Exception broken) when (broken is PlainError or IOException or UnauthorizedAccessException or Npgsql.NpgsqlException or OperationCanceledException)
        {
            Broke(log, broken);
        }
        return imported.Done;
    }

    private async Task KeepChoicesAsync(FileChoices chosen, FileImported imported, FileKind kind, SourceReading reading, Principal by)
    {
        var choices = chosen.Read();
        // Taking back everything that was chosen for the last file is meant for the next one too.
        if (!choices.IsNone || chosen.RecalledId is not null)
            await database.DoAsync(new KeepReading(imported.Source, kind.Name, imported.Headers, choices.IsNone ? null : choices.Write()), by, reading.Now, life.ApplicationStopping);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An import started from a page failed")]
    private static partial void Broke(ILogger log, Exception broken);
}
