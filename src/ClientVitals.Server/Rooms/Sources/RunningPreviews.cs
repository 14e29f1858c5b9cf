using System.Collections.Concurrent;
using ClientVitals.Database;
using ClientVitals.Sources;
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
    public sealed class Whole(FileChoices chosen) : BackgroundWork<FilePreview>
    {
        public FileChoices Chosen { get; } = chosen;
    }

    /// <summary>The preview of all lines of a file, read as it is now; null = nobody began one.</summary>
    public Whole? Of(Guid token, FileChoices chosen) => _all.GetValueOrDefault(token) is { } whole && whole.Chosen == chosen ? whole : null;

    /// <summary>Begins it, unless it was begun before.</summary>
    public void Begin(UploadedFile file, FileChoices chosen, FileKind kind, SourceReading reading)
    {
        if (Of(file.Token, chosen) is { Failed: null })
            return;
        foreach (var old in _all.Where(one => !one.Value.IsRunning).Take(Math.Max(0, _all.Count - Most + 1)).ToList())
            _all.TryRemove(old);
        var whole = _all[file.Token] = new Whole(chosen);
        whole.Begin(
            progress => kind.PreviewAsync(file.Path, chosen, reading, true, database, progress, life.ApplicationStopping),
            broken => Broke(log, broken),
            FileTexts.PreviewBroke);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A preview of a whole file failed")]
    private static partial void Broke(ILogger log, Exception broken);
}
