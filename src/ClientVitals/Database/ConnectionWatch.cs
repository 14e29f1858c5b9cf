using System.Net.Sockets;
using Npgsql;

namespace ClientVitals.Database;

/// <summary>
/// Watches over a long piece of work whether the database still answers. A cable that is cut sends no word, and a statement
/// that may run for minutes has no limit of its own: so a second connection asks every few seconds, and when nobody answers
/// for a minute the work is given up with a sentence. The embedded database has no cable and needs no watch.
/// </summary>
public static class ConnectionWatch
{
    private static readonly TimeSpan AskedEvery = TimeSpan.FromSeconds(5);

    /// <summary>Longest silence before the database counts as gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs the work; gives it up when the database has been silent for <see cref="Patience"/>, or for what is given.</summary>
    /// <exception cref="PlainError">The database does not answer any more.</exception>
    public static async Task<T> WhileAsync<T>(
        VitalsDatabase database, Func<CancellationToken, Task<T>> work, CancellationToken ct, TimeSpan? patience = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(work);
        if (database.IsEmbedded)
            return await work(ct);
        var silence = patience ?? Patience;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var ended = new CancellationTokenSource();
        // Asked once before the work begins: else a cable cut in its first seconds would look like a server that grants no watch.
        await using (await database.OpenAsync(ct))
        {
        }
        var watch = WatchAsync(database, silence, stop, ended.Token);
        // A thread that waits for a dead socket cannot be called back: the work is left behind when it does not come by itself.
        var running = Task.Run(() => work(stop.Token), CancellationToken.None);
        try
        {
            if (await Task.WhenAny(running, GoneAsync(watch)) != running && !running.IsCompleted)
                await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(10), CancellationToken.None));
            // The work hears of it before the watch has ended.
            if (stop.IsCancellationRequested && !ct.IsCancellationRequested && !running.IsCompletedSuccessfully)
            {
                _ = running.ContinueWith(left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                throw new PlainError($"The database has not answered for {silence.TotalSeconds:0} seconds ({database.Where}); the connection is lost or the server hangs. What was not finished is rolled back: try again when it answers.");
            }
            return await running;
        }
        finally
        {
            await ended.CancelAsync();
            await watch;
        }
    }

    /// <summary>Ends only when the watch found the database gone.</summary>
    private static async Task GoneAsync(Task<bool> watch)
    {
        if (!await watch)
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
    }

    /// <summary>True when the database fell silent.</summary>
    private static async Task<bool> WatchAsync(VitalsDatabase database, TimeSpan silence, CancellationTokenSource stop, CancellationToken ended)
    {
        var answered = Environment.TickCount64;
        var asked = Task.CompletedTask;
        while (true)
        {
            try
            {
                await Task.Delay(silence < 4 * AskedEvery ? silence / 4 : AskedEvery, ended);
                using var soon = CancellationTokenSource.CreateLinkedTokenSource(ended);
                soon.CancelAfter(silence / 2);
                // One question at a time: who was not answered yet is not asked again.
                if (asked.IsCompleted)
                    asked = AskAsync(database, soon.Token);
                await asked.WaitAsync(soon.Token);
                answered = Environment.TickCount64;
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                _ = asked.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                return false;
            }
            catch (Exception error) when (error is PostgresException or PlainError { InnerException: PostgresException } or DatabaseBusyException)
            {
                // It refuses, so it is there: full, starting, or shutting down; or our own connections are all at work. The work itself hears of it.
                answered = Environment.TickCount64;
            }
            catch (Exception error) when (error is OperationCanceledException or NpgsqlException or PlainError or SocketException or TimeoutException or IOException)
            {
                if (await IsThereAsync(database, silence / 2, ended))
                    answered = Environment.TickCount64;
                if (ended.IsCancellationRequested)
                    return false;
                if (Environment.TickCount64 - answered < silence.TotalMilliseconds)
                    continue;
                await stop.CancelAsync();
                return true;
            }
        }
    }

    /// <summary>
    /// Asks and gives the connection back by itself, however late: one who gives up waiting must not close what is still asked through,
    /// nor leave it open behind a pooler that has few.
    /// </summary>
    private static async Task AskAsync(VitalsDatabase database, CancellationToken soon)
    {
        await Task.Yield();
        await using var db = await database.OpenAsync(soon);
        await using var ask = new NpgsqlCommand("select 1", db);
        await ask.ExecuteNonQueryAsync(soon);
    }

    /// <summary>Whether somebody greets; where the work ended meanwhile, nobody needs to know.</summary>
    private static async Task<bool> IsThereAsync(VitalsDatabase database, TimeSpan within, CancellationToken ended)
    {
        try
        {
            return await database.IsThereAsync(within, ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return false;
        }
    }
}
