using ClientVitals.Database;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>
/// Work with a file that was begun from a page, which may be left meanwhile: how far it is, and what came of it. A server that stops in the middle
/// leaves nothing half done, as each is one transaction.
/// </summary>
public abstract class BackgroundWork<TDone> : IProgress<ImportProgress>
    where TDone : class
{
    private volatile ImportProgress? _progress;

    public ImportProgress? Progress => _progress;

    public TDone? Done { get; private set; }

    /// <summary>Why it came to nothing, in a sentence for a page.</summary>
    public Sentence? Failed { get; private set; }

    public bool IsRunning => Done is null && Failed is null;

    /// <summary>Ends with the work, however that ends.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    void IProgress<ImportProgress>.Report(ImportProgress value) => _progress = value;

    /// <summary>Begins it.</summary>
    /// <param name="broke">Told what nobody expected: nobody waits for the task, so it is for the log.</param>
    /// <param name="failed">What the page says then.</param>
    internal void Begin(Func<IProgress<ImportProgress>, Task<TDone>> work, Action<Exception> broke, string failed) => Ended = Task.Run(async () =>
    {
        CurrentUse.Value = DatabaseUse.Work;
        try
        {
            Done = await work(this);
        }
        catch (PlainError said)
        {
            Failed = ReadingError.ForPage(said);
        }
        catch (Exception broken)
        {
            broke(broken);
            Failed = Sentence.Of(failed);
        }
    });
}
