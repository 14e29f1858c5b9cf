using System.Collections.Concurrent;
using ClientVitals.Calls;
using ClientVitals.Calls.Previews;
using ClientVitals.Database;
using ClientVitals.Sources.Intake;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>Previews of all lines of large files, each as long as it takes: begun from a page, which may be left meanwhile.</summary>
public sealed partial class RunningPreviews(VitalsDatabase database, IHostApplicationLifetime life, ILogger<RunningPreviews> log)
{
    /// <summary>Files whose preview is remembered.</summary>
    private const int Most = 20;

    private readonly ConcurrentDictionary<Guid, Whole> _all = new();

    /// <summary>One of them.</summary>
    /// <param name="chosen">How the file is read; of another reading it says nothing.</param>
    public sealed class Whole(FileChoices chosen) : IProgress<ImportProgress>
    {
        private volatile ImportProgress? _progress;

        public FileChoices Chosen { get; } = chosen;

        public ImportProgress? Progress => _progress;

        public CallPreview? Done { get; set; }

        public string? Failed { get; set; }

        public bool IsRunning => Done is null && Failed is null;

        void IProgress<ImportProgress>.Report(ImportProgress value) => _progress = value;
    }

    /// <summary>That of a file as it is read now; null = there is none.</summary>
    public Whole? Of(Guid token, FileChoices chosen) => _all.GetValueOrDefault(token) is { } whole && whole.Chosen == chosen ? whole : null;

    /// <summary>Begins it, unless it was begun before.</summary>
    public void Begin(UploadedFile file, FileChoices chosen, CallFileOptions options)
    {
        if (Of(file.Token, chosen) is { Failed: null })
            return;
        foreach (var old in _all.Where(one => !one.Value.IsRunning).Take(Math.Max(0, _all.Count - Most + 1)).ToList())
            _all.TryRemove(old);
        var whole = _all[file.Token] = new Whole(chosen);
        _ = Task.Run(() => RunAsync(file, whole, options));
    }

    private async Task RunAsync(UploadedFile file, Whole whole, CallFileOptions options)
    {
        CurrentUse.Value = DatabaseUse.Work;
        try
        {
            var preview = new PreviewOfCalls(file.Path, options) { IsWhole = true, MatchOnly = whole.Chosen.MatchOnly };
            whole.Done = await preview.ReadAsync(database, whole, life.ApplicationStopping);
        }
        catch (Exception broken)
        {
            // Nobody waits for this task: what broke is on the page, and in the log.
            Broke(log, broken);
            whole.Failed = broken is PlainError ? broken.Message : "Something failed on the server; try again, and read the log if it fails again.";
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A preview of a whole file failed")]
    private static partial void Broke(ILogger log, Exception broken);
}
