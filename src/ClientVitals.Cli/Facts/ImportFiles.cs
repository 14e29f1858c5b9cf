using ClientVitals.Database;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Cli.Facts;

/// <summary>A file that is to be imported.</summary>
/// <param name="Rows">It, opened and not yet walked.</param>
/// <param name="KeepAsync">Keeps what was chosen about it, once it is imported; null = nothing was.</param>
internal sealed record ToImport<TRow>(Incoming<TRow> Rows, Func<CancellationToken, Task>? KeepAsync)
    where TRow : class;

/// <summary>
/// Imports several files one after another: each in its own transaction with its own account. A file that cannot be imported
/// is said on stderr and does not stop the others; a database that is gone does.
/// </summary>
/// <param name="database">Where to.</param>
/// <param name="openAsync">Opens a file.</param>
/// <param name="intake">What takes it in.</param>
/// <param name="now">The present moment.</param>
/// <param name="verbose">Whether errors are said with where they came from.</param>
/// <param name="done">Told of each file that was imported, and where its rejected lines are.</param>
internal sealed class ImportFiles<TRow>(
    VitalsDatabase database, Func<string, CancellationToken, Task<ToImport<TRow>>> openAsync, Intake<TRow> intake, DateTimeOffset now, bool verbose, Action<IntakeDone, string?> done)
    where TRow : class
{
    private readonly List<IntakeDone> _done = [];
    private readonly List<string> _failed = [];

    /// <summary>What was imported, in the order of the files.</summary>
    public IReadOnlyList<IntakeDone> Done => _done;

    /// <summary>Imports all files; returns the exit code.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> paths, CancellationToken ct)
    {
        // No file of rejects takes the place of an input, or of another file's rejects.
        var taken = paths.Where(p => p != "-").Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        for (var at = 0; at < paths.Count; at++)
        {
            try
            {
                await ImportAsync(paths[at], taken, ct);
            }
            catch (Exception error) when (paths.Count > 1 && !Sentence.IsCancellation(error))
            {
                _failed.Add(paths[at]);
                var text = verbose ? error.ToString() : Sentence.Of(error);
                await Console.Error.WriteLineAsync($"{paths[at]} was not imported: {text}");
                await MustStillAnswerAsync(paths.Skip(at + 1).ToList(), ct);
            }
        }
        if (_failed.Count == 0)
            return Door.Done;
        await Console.Error.WriteLineAsync($"{_failed.Count} of {paths.Count} files {(_failed.Count == 1 ? "was" : "were")} not imported ({string.Join(", ", _failed)}); fix what is reported above and import {(_failed.Count == 1 ? "it" : "them")} again.");
        return Door.Failed;
    }

    private async Task ImportAsync(string path, HashSet<string> taken, CancellationToken ct)
    {
        var opened = await openAsync(path, ct);
        using var file = opened.Rows;
        using var rejects = new RejectsFile(path, taken);
        file.WhenRead = rejects.Finish;
        var one = await ImportBar.ForAsync(
            file.Name,
            progress => ConnectionWatch.WhileAsync(database, alive => intake.RunAsync(database, file, now, rejects.Add, progress, alive), ct));
        if (rejects.Path is not null)
            taken.Add(Path.GetFullPath(rejects.Path));
        _done.Add(one);
        done(one, rejects.Path);
        if (opened.KeepAsync is { } keep)
            await keep(ct);
    }

    /// <summary>Without a database no file can be imported: trying each would only repeat the sentence.</summary>
    private async Task MustStillAnswerAsync(List<string> left, CancellationToken ct)
    {
        if (left.Count == 0)
            return;
        try
        {
            await using var db = await database.OpenAsync(ct);
        }
        catch (Exception error) when (!Sentence.IsCancellation(error))
        {
            throw new PlainError($"{Sentence.Of(error)} Not read after this error: {string.Join(", ", left)}.", error);
        }
    }
}
