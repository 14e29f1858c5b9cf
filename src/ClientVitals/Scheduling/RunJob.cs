using System.Diagnostics;
using System.Net.Sockets;
using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.Scheduling;

/// <summary>How a run ended: its state in the ledger, and the sentence there.</summary>
/// <param name="Lost">Somebody else has the run now, and records it.</param>
/// <param name="Broken">What broke, where the world did; for a log.</param>
/// <param name="Cause">What ended it before its end, as it was thrown; null = it came to its end.</param>
public sealed record RunEnded(RunState State, string? Sentence, bool Lost = false, Exception? Broken = null, Exception? Cause = null);

/// <summary>
/// Does a run that was taken: gives signs of life while it works, and records what became of it. Whatever happens, the ledger never says
/// more than was done: an effect is there with its line, or neither is.
/// </summary>
/// <param name="Job">What is run.</param>
/// <param name="Lease">The right to do it.</param>
public sealed record RunJob(Job Job, RunLease Lease)
{
    /// <summary>How long the lease is made with each sign of life; there are four to a lease.</summary>
    public TimeSpan LeaseLength { get; init; } = RunLease.DefaultLength;

    /// <summary>Runs it. Never throws for what the job does; <paramref name="stop"/> ends it, and leaves a scheduled slot to be tried again.</summary>
    public async Task<RunEnded> RunAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(database);
        var clock = Stopwatch.StartNew();
        using var working = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var ended = new CancellationTokenSource();
        var signs = GiveSignsAsync(database, working, ended.Token);
        try
        {
            var outcome = await Job.Work!(database, Lease, now, working.Token);
            await ended.CancelAsync();
            // Most close the run within their own transaction; what has none, or commits in parts, is closed here.
            await EndAsync(database, outcome.State, outcome.Sentence, outcome, now + clock.Elapsed);
            return new(outcome.State, outcome.Sentence);
        }
        catch (Exception error)
        {
            await ended.CancelAsync();
            var failed = await FailedAsync(database, error, lost: working.IsCancellationRequested && !stop.IsCancellationRequested, now + clock.Elapsed, stop);
            return failed with { Cause = error };
        }
        finally
        {
            await signs;
        }
    }

    private async Task<RunEnded> FailedAsync(VitalsDatabase database, Exception error, bool lost, DateTimeOffset at, CancellationToken stop)
    {
        if (error is LeaseLostException || lost)
            return new(RunState.Abandoned, new LeaseLostException(Lease.RunId, Lease.Job).Message, Lost: true);
        var ended = error switch
        {
            SkippedException nothing => new RunEnded(RunState.Skipped, nothing.OnRecord),
            RetryLaterException later => Again(later.Message, null),
            _ when stop.IsCancellationRequested => Again("It was stopped before it was finished.", null),
            // Lost between two parts of the work: the next connection says so in a sentence.
            PlainError { InnerException: NpgsqlException { IsTransient: true } or SocketException or TimeoutException } unreached => Again(unreached.Message, unreached),
            PlainError plain => new(RunState.Failed, plain.Message),
            PostgresException { IsTransient: true } broken => Again($"The database cancelled it (SQLSTATE {broken.SqlState}).", broken),
            NpgsqlException { IsTransient: true } broken => Again("The connection to the database was lost.", broken),
            _ => new(RunState.Failed, BrokenWords.Of(error), Broken: error),
        };
        try
        {
            await EndAsync(database, ended.State, ended.Sentence, null, at);
        }
        catch (Exception unreachable) when (unreachable is PlainError or NpgsqlException or OperationCanceledException)
        {
            // Its lease runs out, and the next look records it as abandoned.
            return ended with { Broken = new AggregateException(error, unreachable) };
        }
        return ended;
    }

    private RunEnded Again(string sentence, Exception? broken) => Lease.StartedBy == "schedule" && Lease.Attempt < RunLease.MostAttempts
        ? new(RunState.Abandoned, $"{sentence} It is tried again.", Broken: broken)
        : new(Lease.StartedBy == "schedule" ? RunState.Failed : RunState.Abandoned, $"{sentence} Nothing was saved.", Broken: broken);

    private async Task EndAsync(VitalsDatabase database, RunState state, string? sentence, RunOutcome? counts, DateTimeOffset at)
    {
        // Told to stop or not: what became of it is still written down, for a while.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await using var work = await database.BeginAsync(patience.Token);
        await Lease.EndAsync(work.Connection, state, sentence, counts, at, patience.Token);
        await work.CommitAsync(patience.Token);
    }

    private async Task GiveSignsAsync(VitalsDatabase database, CancellationTokenSource working, CancellationToken ended)
    {
        using var pace = new PeriodicTimer(LeaseLength / 4);
        try
        {
            while (await pace.WaitForNextTickAsync(ended))
            {
                try
                {
                    await using var work = await database.BeginAsync(ended);
                    var mine = await Lease.RenewAsync(work.Connection, LeaseLength, ended);
                    await work.CommitAsync(ended);
                    if (!mine && !ended.IsCancellationRequested)
                    {
                        await working.CancelAsync();
                        return;
                    }
                }
                catch (Exception missed) when (missed is PlainError or NpgsqlException)
                {
                    // A sign that does not arrive is no reason to stop: there are more to a lease, and the fence holds.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
