namespace ClientVitals.Database;

/// <summary>Acts, each as a unit of work of its own: begun, run and committed, or nothing.</summary>
public static class Acts
{
    /// <summary>Runs one act and commits it.</summary>
    public static Task<TDone> DoAsync<TDone>(this VitalsDatabase database, IAct<TDone> act, Principal by, DateTimeOffset now, CancellationToken ct) =>
        database.DoAsync(act.RunAsync, by, now, ct);

    /// <summary>Runs several steps as one unit of work and commits them together.</summary>
    public static async Task<TDone> DoAsync<TDone>(
        this VitalsDatabase database, Func<UnitOfWork, CancellationToken, Task<TDone>> steps, Principal by, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(by, now, ct);
        var done = await steps(work, ct);
        await work.CommitAsync(ct);
        return done;
    }

    /// <summary>Runs one act and takes all of it back: what it would do.</summary>
    public static async Task<TDone> RehearseAsync<TDone>(this VitalsDatabase database, IAct<TDone> act, Principal by, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(act);
        // Never committed: what is not is rolled back.
        await using var work = await database.BeginAsync(by, now, ct);
        return await act.RunAsync(work, ct);
    }
}
