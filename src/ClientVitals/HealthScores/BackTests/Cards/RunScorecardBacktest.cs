using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClientVitals.Database;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.Scheduling;
using Dapper;

namespace ClientVitals.HealthScores.BackTests.Cards;

/// <summary>
/// Back-tests a version of the scorecard on the business's own past and keeps what came of it: one at a time, whichever server or command line it is asked of, under a
/// lease of the run ledger. It is begun first and then worked off, and can be stopped.
/// </summary>
/// <param name="Scorecard">Name and version: own-v1.</param>
public sealed record RunScorecardBacktest(string Scorecard)
{
    /// <summary>The name of its runs in the ledger.</summary>
    public const string Job = "scorecard-back-test";

    private static readonly Job Work = new(Job, [], (_, _, _, _) => throw new UnreachableException()) { HasHours = false };

    /// <summary>As it is kept: words by their names, whose order may change.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Between two signs of life; so long a stop may take.</summary>
    public TimeSpan BetweenBeats { get; init; } = TimeSpan.FromSeconds(2);

    internal sealed record Cards(string Version, string InForce);

    /// <summary>Begins one; null when another is at work.</summary>
    /// <exception cref="NotFoundException">There is no such scorecard.</exception>
    /// <exception cref="Access.ForbiddenException">Neither an owner, nor an admin, nor a program.</exception>
    public async Task<ScorecardBacktestBegun?> BeginAsync(VitalsDatabase database, Principal by, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        // Taken back at once: nothing is claimed for somebody who may not, or for a scorecard that is not there.
        await database.RehearseAsync(new BeginScorecardBacktest(Scorecard), by, now, ct);
        RunLease lease;
        try
        {
            lease = await new ClaimSlot([Work], RunLease.ThisNode).AtOnceAsync(database, Work, null, "person", now, ct);
        }
        catch (AtWorkException)
        {
            return null;
        }
        try
        {
            return new(await database.DoAsync(new BeginScorecardBacktest(Scorecard), by, now, ct), lease);
        }
        catch (Exception refused)
        {
            await using var work = await database.BeginAsync(CancellationToken.None);
            await lease.EndAsync(work.Connection, RunState.Failed, refused is PlainError ? refused.Message : BrokenWords.Of(refused), null, now, CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Works a begun one off under its lease and keeps what came of it, a failure too.</summary>
    /// <param name="begun">As <see cref="BeginAsync"/> returned it.</param>
    /// <param name="now">The moment as of which the book is read.</param>
    /// <param name="progress">Told how many parts are done, of how many.</param>
    /// <exception cref="PlainError">There is too little history, or somebody stopped it; the run is on record with the same sentence.</exception>
    public async Task<ScorecardBacktest> RunAsync(
        VitalsDatabase database, ScorecardBacktestBegun begun, DateTimeOffset now, IProgress<(int Done, int Total)>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(begun);
        ScorecardBacktest? result = null;
        var job = Work with
        {
            Work = async (_, _, _, stop) =>
            {
                result = await KeepAsync(database, begun.Id, now, progress, stop);
                return new(result.Protocol.Read, 1);
            },
        };
        var ended = await new RunJob(job, begun.Lease).RunAsync(database, now, ct);
        if (ended.Lost)
            throw new LeaseLostException(begun.Lease.RunId, begun.Lease.Job);
        if (ended.Cause is { } cause)
            ExceptionDispatchInfo.Throw(cause);
        return result!;
    }

    /// <summary>The sentence of a test that somebody stopped.</summary>
    private static PlainError Stopped => new(Sentence.Of("The back-test was stopped before its end; nothing of it was kept."));

    private async Task<ScorecardBacktest> KeepAsync(VitalsDatabase database, long run, DateTimeOffset now, IProgress<(int Done, int Total)>? progress, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var done = new Counted(progress);
        using var over = new CancellationTokenSource();
        using var asked = new CancellationTokenSource();
        using var working = CancellationTokenSource.CreateLinkedTokenSource(ct, asked.Token);
        var beating = BeatAsync(database, run, now, clock, done, asked, over.Token);
        Task EndAsync(string state, string? error, string? result = null, CardCases.Done? read = null) => WriteEndAsync(database, run, now + clock.Elapsed, state, error, done, result, read);
        try
        {
            var (result, read) = await TestAsync(database, run, now, done, working.Token);
            await EndAsync("succeeded", null, JsonSerializer.Serialize(result, Json), read);
            return result;
        }
        catch (OperationCanceledException) when (asked.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            await EndAsync("stopped", null);
            throw Stopped;
        }
        catch (OperationCanceledException)
        {
            await EndAsync("failed", "The server stopped while it was running; start it again.");
            throw;
        }
        catch (PlainError said)
        {
            await EndAsync("failed", said.Message);
            throw;
        }
        catch (Exception)
        {
            await EndAsync("failed", "Something failed on the server; its log says what. Try again.");
            throw;
        }
        finally
        {
            await over.CancelAsync();
            await beating;
        }
    }

    private static async Task<(ScorecardBacktest Result, CardCases.Done Read)> TestAsync(VitalsDatabase database, long run, DateTimeOffset now, Counted done, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var cards = await db.QuerySingleAsync<Cards>(new CommandDefinition(Sql.Of<RunScorecardBacktest>("Cards"), new { run }, cancellationToken: ct));
        var (version, inForce) = (ScorecardJson.Read(cards.Version), ScorecardJson.Read(cards.InForce));
        var read = await CardCases.ReadAsync(db, version, inForce, now, done, ct);
        return (await Task.Run(() => ScorecardBacktest.Of(version.Id, inForce.Id, read.Protocol, read.Cases, read.Groups), ct), read);
    }

    private async Task BeatAsync(VitalsDatabase database, long run, DateTimeOffset now, Stopwatch clock, Counted done, CancellationTokenSource asked, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(BetweenBeats, over);
                await using var work = await database.BeginAsync(over);
                var stop = await work.Connection.ExecuteScalarAsync<bool?>(new CommandDefinition(
                    Sql.Of<RunScorecardBacktest>("Beat"), new { run, now = now + clock.Elapsed, done = done.Done, total = done.Total }, cancellationToken: over));
                await work.CommitAsync(over);
                // A row that is gone was deleted with its scorecard: nobody waits for the result.
                if (stop is not false)
                    await asked.CancelAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception away) when (away is PlainError or Npgsql.NpgsqlException)
            {
                // A beat that is missed is caught up by the next; what is lost for good ends the run itself.
            }
        }
    }

    private static async Task WriteEndAsync(VitalsDatabase database, long run, DateTimeOffset now, string state, string? error, Counted done, string? result, CardCases.Done? read)
    {
        await using var work = await database.BeginAsync(CancellationToken.None);
        await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<RunScorecardBacktest>("End"),
            new { run, now, state, error, result, done = done.Done, total = done.Total, tested_until = read?.TestedUntil, last_rows = read?.LastRows }));
        await work.CommitAsync(CancellationToken.None);
    }

    private sealed class Counted(IProgress<(int Done, int Total)>? also) : IProgress<(int Done, int Total)>
    {
        private volatile int _done, _total;

        public int Done => _done;

        public int Total => _total;

        public void Report((int Done, int Total) value)
        {
            (_done, _total) = value;
            also?.Report(value);
        }
    }
}

/// <summary>A back-test of a scorecard that was begun.</summary>
/// <param name="Id">Its row in <c>scorecard_back_tests</c>.</param>
/// <param name="Lease">Its run in the ledger, held by the process that works it off.</param>
public sealed record ScorecardBacktestBegun(long Id, RunLease Lease);
