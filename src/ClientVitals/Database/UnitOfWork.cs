using Npgsql;

namespace ClientVitals.Database;

/// <summary>
/// One unit of work on the serving address: a transaction, and a role that lasts as long as it. Nothing of it stays on the
/// connection, so it is right behind a pooler that lends its connections out by the transaction. What is not committed is
/// rolled back.
/// </summary>
public sealed class UnitOfWork : IAsyncDisposable
{
    /// <summary>
    /// Acting as service_role until the transaction ends: one round trip that leaves all as it is where the role does not
    /// exist yet, or the login is no member of it.
    /// </summary>
    private const string ActAsService =
        "select set_config('role', rolname, true) from pg_catalog.pg_roles where rolname = 'service_role' and pg_catalog.pg_has_role(oid, 'member')";

    private readonly NpgsqlTransaction? transaction;
    private readonly DateTimeOffset? now;

    private UnitOfWork(NpgsqlConnection connection, NpgsqlTransaction? transaction, Principal by, DateTimeOffset? now)
    {
        Connection = connection;
        By = by;
        this.transaction = transaction;
        this.now = now;
    }

    /// <summary>The connection, within the transaction.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>Who acts. What is written, the program writes; what they may see decides whose clients it may be about.</summary>
    public Principal By { get; }

    /// <summary>The present moment: one for everything done here.</summary>
    public DateTimeOffset Now => now ?? throw new InvalidOperationException("This unit of work has no moment; begin it with who acts and when.");

    /// <summary>
    /// Looks with the rights of the one who acts, within this transaction: rows that row-level security hides from them are not there.
    /// One round trip, which the server takes back to the program's own role by itself, also when reading the rows fails.
    /// </summary>
    /// <param name="sql">One statement that reads; its parameters are named as the members of <paramref name="about"/>.</param>
    public async Task<IReadOnlyList<T>> SeenAsync<T>(string sql, object about, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(Connection);
        if (By.Identity != DatabaseIdentity.Service)
            batch.BatchCommands.Add(By.Identity.ToCommand());
        batch.BatchCommands.Add(QueryBatch.Command(sql, about));
        if (By.Identity != DatabaseIdentity.Service)
            batch.BatchCommands.Add(DatabaseIdentity.Service.ToCommand());
        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (By.Identity != DatabaseIdentity.Service)
            await reader.NextResultAsync(ct);
        return await QueryBatch.RowsAsync<T>(reader, ct);
    }

    /// <summary>Keeps what was done.</summary>
    public Task CommitAsync(CancellationToken ct) => transaction?.CommitAsync(ct) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (transaction is null)
            return;
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    /// <summary>Acts within a connection that somebody else has begun, commits and closes.</summary>
    internal static UnitOfWork Within(NpgsqlConnection connection, Principal by, DateTimeOffset now) => new(connection, null, by, now);

    /// <summary>Begins one on a fresh connection, which it takes over.</summary>
    internal static async Task<UnitOfWork> BeginAsync(NpgsqlConnection connection, Principal by, DateTimeOffset? now, CancellationToken ct)
    {
        try
        {
            var transaction = await connection.BeginTransactionAsync(ct);
            await ActAsync(connection, ActAsService, ct);
            return new(connection, transaction, by, now);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a fresh connection one to read with: one moment of the database, until it is closed.</summary>
    internal static async Task<NpgsqlConnection> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            await ActAsync(connection, $"begin transaction isolation level repeatable read read only; {ActAsService}", ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>As above, on behalf of somebody: the role and the claims end with the transaction.</summary>
    internal static async Task<NpgsqlConnection> ReadAsync(NpgsqlConnection connection, DatabaseIdentity who, CancellationToken ct)
    {
        try
        {
            await ActAsync(connection, "begin transaction isolation level repeatable read read only", who, ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task ActAsync(NpgsqlConnection connection, string begin, DatabaseIdentity who, CancellationToken ct)
    {
        await using var act = new NpgsqlBatch(connection);
        if (begin.Length > 0)
            act.BatchCommands.Add(new(begin));
        act.BatchCommands.Add(who.ToCommand());
        try
        {
            await act.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.ProtocolViolation)
        {
            throw NoTransactions(connection, refused);
        }
    }

    private static async Task ActAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var act = new NpgsqlCommand(sql, connection);
        try
        {
            await act.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.ProtocolViolation)
        {
            throw NoTransactions(connection, refused);
        }
    }

    private static PlainError NoTransactions(NpgsqlConnection connection, PostgresException refused) => new(
        $"The pooler at DATABASE_URL ({ServerAddress.Plainly(new(connection.ConnectionString))}) allows no transaction: {refused.MessageText}; use transaction or session pooling (pgbouncer: pool_mode = transaction), or give the server's own address.", refused);
}
