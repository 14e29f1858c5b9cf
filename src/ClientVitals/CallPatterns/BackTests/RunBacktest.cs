using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals.CallPatterns.BackTests;

/// <summary>
/// Back-tests the book and keeps what came of it: one at a time, whichever server it is asked of, under a lease of the run ledger. It reads
/// the whole book and works for a while, so it is begun first and then worked off.
/// </summary>
/// <param name="From">First day of the window; null = the usual one.</param>
/// <param name="To">Last day; null = the day of the last call.</param>
public sealed record RunBacktest(DateOnly? From = null, DateOnly? To = null, int Plantings = 8, long Seed = 1, int Resamples = 1000)
{
    /// <summary>Runs that are kept; older ones go.</summary>
    private const int Kept = 20;

    private static readonly TimeSpan BetweenBeats = TimeSpan.FromSeconds(10);

    /// <summary>The name of its runs in the ledger.</summary>
    public const string Job = "back-test";

    private static readonly Job Work = new(Job, [], (_, _, _, _) => throw new UnreachableException()) { HasHours = false };

    /// <summary>Begins one; null when another is at work.</summary>
    public static async Task<BacktestBegun?> BeginAsync(VitalsDatabase database, DateTimeOffset now, string by, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        RunLease lease;
        try
        {
            lease = await new ClaimSlot([Work], RunLease.ThisNode).AtOnceAsync(database, Work, null, "person", now, ct);
        }
        catch (AtWorkException)
        {
            return null;
        }
        await using var work = await database.BeginAsync(ct);
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<RunBacktest>("Over"), new { now, kept = Kept - 1 }, cancellationToken: ct));
        var id = await work.Connection.ExecuteScalarAsync<long>(new CommandDefinition(Sql.Of<RunBacktest>("Begin"), new { now, by }, cancellationToken: ct));
        await work.CommitAsync(ct);
        return new(id, lease);
    }

    /// <summary>Works a begun one off under its lease and keeps what came of it, a failure too.</summary>
    /// <param name="begun">As <see cref="BeginAsync"/> returned it.</param>
    /// <param name="now">The moment as of which the book is read.</param>
    /// <exception cref="PlainError">There is too little history; the run is on record with the same sentence.</exception>
    public async Task<Backtest> RunAsync(VitalsDatabase database, BacktestBegun begun, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(begun);
        Backtest? result = null;
        var job = Work with
        {
            Work = async (_, _, _, stop) =>
            {
                result = await RunAsync(database, begun.Id, now, stop);
                return new(result.Clients, 1);
            },
        };
        var ended = await new RunJob(job, begun.Lease).RunAsync(database, now, ct);
        if (ended.Lost)
            throw new LeaseLostException(begun.Lease.RunId, begun.Lease.Job);
        if (ended.Cause is { } cause)
            ExceptionDispatchInfo.Throw(cause);
        return result!;
    }

    private async Task<Backtest> RunAsync(VitalsDatabase database, long run, DateTimeOffset now, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var done = new Counted();
        using var over = new CancellationTokenSource();
        var beating = BeatAsync(database, run, now, clock, done, over.Token);
        try
        {
            var (result, ids) = await TestAsync(database, now, done, ct);
            await EndAsync(database, run, now + clock.Elapsed, null, JsonSerializer.Serialize(result, JsonSerializerOptions.Web), result.Alerts, ids);
            return result;
        }
        catch (PlainError said)
        {
            await EndAsync(database, run, now + clock.Elapsed, said.Message, null);
            throw;
        }
        catch (OperationCanceledException)
        {
            await EndAsync(database, run, now + clock.Elapsed, "It was stopped while it was running; start it again.", null);
            throw;
        }
        catch (Exception)
        {
            await EndAsync(database, run, now + clock.Elapsed, "Something failed on the server; its log says what. Try again.", null);
            throw;
        }
        finally
        {
            await over.CancelAsync();
            await beating;
        }
    }

    /// <summary>What came of it, and which client each history is of.</summary>
    private async Task<(Backtest Result, IReadOnlyDictionary<string, Guid> Ids)> TestAsync(VitalsDatabase database, DateTimeOffset now, Counted done, CancellationToken ct)
    {
        IReadOnlyList<ClientHistory> histories;
        var ids = new Dictionary<string, Guid>(StringComparer.Ordinal);
        PatternBudgets budgets;
        BacktestProtocol protocol;
        VisitsComparison? visits;
        bool counts;
        await using (var db = await database.OpenAsync(ct))
        {
            var settings = await BusinessSettings.InForceAsync(db, ct);
            budgets = PatternBudgets.Of(settings);
            var asOf = Moment.Of(now, settings.Zone);
            counts = settings.CountsVisits;
            var book = await BookReading.ReadAllAsync(
                db, asOf, settings.Zone, ct, DateOnly.MinValue, await CountedVisits.ReadAsync(db, settings, asOf, DateOnly.MinValue, isNow: true, ct));
            histories = book.Histories;
            foreach (var client in book.Clients)
                ids.TryAdd(client.Address, client.Id);
            var active = histories.SelectMany(history => history.Days).Where(day => day.IsActive).Select(day => day.Day);
            int first = active.DefaultIfEmpty().Min(), last = active.DefaultIfEmpty().Max();
            if (last == 0)
                throw new PlainError("There is no call to back-test yet; import calls first.");
            var (from, to) = BacktestProtocol.Window(DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last), From, To);
            protocol = new(from, to, Plantings, Seed, Resamples);
            visits = await VisitsComparison.OfAsync(db, settings, asOf, histories, protocol, ct);
        }
        var test = await Task.Run(() => Backtest.Of(histories, protocol, budgets, done, ct), ct);
        return (test with { Visits = visits, CountsVisits = counts }, ids);
    }

    private static async Task BeatAsync(VitalsDatabase database, long run, DateTimeOffset now, Stopwatch clock, Counted done, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(BetweenBeats, over);
                await using var work = await database.BeginAsync(over);
                await work.Connection.ExecuteAsync(new CommandDefinition(
                    Sql.Of<RunBacktest>("Beat"), new { run, now = now + clock.Elapsed, done = done.Clients }, cancellationToken: over));
                await work.CommitAsync(over);
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

    private static async Task EndAsync(
        VitalsDatabase database, long run, DateTimeOffset now, string? error, string? result, IReadOnlyList<BacktestAlert>? alerts = null, IReadOnlyDictionary<string, Guid>? ids = null)
    {
        await using var work = await database.BeginAsync(CancellationToken.None);
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<RunBacktest>("End"), new { run, now, error, result }));
        if (alerts is { Count: > 0 } && ids is not null)
        {
            await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<RunBacktest>("Alerts"), new
            {
                run,
                clients = alerts.Select(alert => ids[alert.Client]).ToArray(),
                days = alerts.Select(alert => alert.OpenedOn).ToArray(),
                outcomes = alerts.Select(alert => JsonNamingPolicy.SnakeCaseUpper.ConvertName(alert.Outcome.ToString())).ToArray(),
            }));
        }
        await work.CommitAsync(CancellationToken.None);
    }

    private sealed class Counted : IProgress<int>
    {
        private volatile int _clients;

        public int Clients => _clients;

        public void Report(int value) => _clients = value;
    }
}

/// <summary>A back-test that was begun.</summary>
/// <param name="Id">Its row in <c>back_tests</c>.</param>
/// <param name="Lease">Its run in the ledger, held by the process that works it off.</param>
public sealed record BacktestBegun(long Id, RunLease Lease);
