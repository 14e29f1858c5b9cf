using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Cli.Calls;

/// <summary>
/// Imports several files one after another: each in its own transaction with its own account. A file that cannot be imported
/// is said on stderr and does not stop the others; a database that is gone does.
/// </summary>
internal sealed class ImportFiles(VitalsDatabase database, ImportCalls verb, AskedReading asked, bool verbose, Action<IntakeDone, string?> done)
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
        var reading = await FileReading.OfAsync(database, path, asked, ct);
        using var file = CallFile.Open(path, reading.Options, path == "-" ? Console.OpenStandardInput() : null);
        using var rejects = new RejectsFile(path, taken);
        file.WhenRead = rejects.Finish;
        var one = await ImportBar.ForAsync(
            file.Name,
            progress => ConnectionWatch.WhileAsync(database, alive => verb.RunAsync(database, file, asked.Supposed.Now, rejects.Add, progress, alive), ct));
        if (rejects.Path is not null)
            taken.Add(Path.GetFullPath(rejects.Path));
        _done.Add(one);
        done(one, rejects.Path);
        if (!asked.Choices.IsNone)
            await reading.KeepAsync(database, file, ct);
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
