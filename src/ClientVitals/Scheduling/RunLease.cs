using System.Globalization;
using System.Text.Json;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Scheduling;

/// <summary>The right to do one run, and what it is for.</summary>
/// <param name="RunId">Its row in the ledger.</param>
/// <param name="Slot">The moment it stands for.</param>
/// <param name="StartedBy">schedule, person or api.</param>
/// <param name="Attempt">1, or more after a holder died or was stopped.</param>
/// <param name="Fence">Who holds an older number than the row has, may not write.</param>
/// <param name="Superseded">A later slot of the job is due already: current figures are that one's business.</param>
/// <param name="Body">What the schedule calls it with, a JSON object.</param>
public sealed record RunLease(long RunId, string Job, DateTimeOffset Slot, string StartedBy, int Attempt, long Fence, bool Superseded, string Body)
{
    /// <summary>Whether it works as of its slot as if that were now, although that is past: what was made since is not to be seen.</summary>
    public bool IsPast { get; init; }

    /// <summary>So often a slot is begun at most.</summary>
    public const int MostAttempts = 5;

    /// <summary>How long a holder is believed alive after its last sign of life, by the database's clock.</summary>
    public static readonly TimeSpan DefaultLength = TimeSpan.FromSeconds(60);

    /// <summary>This process, as the ledger names it: machine/process.</summary>
    public static string ThisNode { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");

    /// <summary>
    /// Locks the run's row until the transaction ends, and throws <see cref="LeaseLostException"/> when it is no longer this holder's: for work
    /// that commits in parts. Ask shortly before each commit, not at the beginning: signs of life wait for the lock.
    /// </summary>
    public async Task HoldAsync(NpgsqlConnection db, CancellationToken ct)
    {
        if (await db.ExecuteScalarAsync<long?>(new CommandDefinition(Sql.Of<RunLease>("Hold"), new { run = RunId, fence = Fence }, cancellationToken: ct)) is null)
            throw new LeaseLostException(RunId, Job);
    }

    /// <summary>
    /// Closes the run with what it did, in the transaction of the work and as its last statement. Throws <see cref="LeaseLostException"/> when the
    /// run is no longer this holder's; the caller then rolls back by not committing.
    /// </summary>
    public async Task FinishAsync(NpgsqlConnection db, RunOutcome outcome, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (await EndAsync(db, outcome.State, outcome.Sentence, outcome, now, ct) == 0)
            throw new LeaseLostException(RunId, Job);
    }

    /// <summary>Gives a sign of life; false when the run is no longer this holder's.</summary>
    internal Task<bool> RenewAsync(NpgsqlConnection db, TimeSpan lease, CancellationToken ct) =>
        db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<RunLease>("Renew"), new { run = RunId, fence = Fence, lease }, cancellationToken: ct));

    internal Task<int> EndAsync(NpgsqlConnection db, RunState state, string? sentence, RunOutcome? counts, DateTimeOffset now, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(
            Sql.Of<RunLease>("End"),
            new
            {
                run = RunId,
                fence = Fence,
                state = state.Word(),
                error = sentence,
                rows_read = counts?.Read ?? 0,
                rows_written = counts?.Written ?? 0,
                rows_failed = counts?.Failed ?? 0,
                details = counts?.Details is { } details ? JsonSerializer.Serialize(details) : null,
                now,
            },
            cancellationToken: ct));
}
