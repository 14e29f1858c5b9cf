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

    private readonly NpgsqlTransaction transaction;

    private UnitOfWork(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        Connection = connection;
        this.transaction = transaction;
    }

    /// <summary>The connection, within the transaction.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>Keeps what was done.</summary>
    public Task CommitAsync(CancellationToken cancel) => transaction.CommitAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    /// <summary>Begins one on a fresh connection, which it takes over.</summary>
    internal static async Task<UnitOfWork> BeginAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancel);
            await ActAsync(connection, ActAsService, cancel);
            return new(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a fresh connection one to read with: one moment of the database, until it is closed.</summary>
    internal static async Task<NpgsqlConnection> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        try
        {
            await ActAsync(connection, $"begin transaction isolation level repeatable read read only; {ActAsService}", cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>As the two above, on behalf of somebody: the role and the claims end with the transaction.</summary>
    internal static async Task<UnitOfWork> BeginAsync(NpgsqlConnection connection, ActingAs who, CancellationToken cancel)
    {
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancel);
            await ActAsync(connection, "", who, cancel);
            return new(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc cref="BeginAsync(NpgsqlConnection, ActingAs, CancellationToken)"/>
    internal static async Task<NpgsqlConnection> ReadAsync(NpgsqlConnection connection, ActingAs who, CancellationToken cancel)
    {
        try
        {
            await ActAsync(connection, "begin transaction isolation level repeatable read read only", who, cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task ActAsync(NpgsqlConnection connection, string begin, ActingAs who, CancellationToken cancel)
    {
        await using var act = new NpgsqlBatch(connection);
        if (begin.Length > 0)
            act.BatchCommands.Add(new(begin));
        act.BatchCommands.Add(new(ActingAs.Sql) { Parameters = { new() { Value = who.Role }, new() { Value = who.Claims } } });
        try
        {
            await act.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.ProtocolViolation)
        {
            throw NoTransactions(connection, refused);
        }
    }

    private static async Task ActAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var act = new NpgsqlCommand(sql, connection);
        try
        {
            await act.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.ProtocolViolation)
        {
            throw NoTransactions(connection, refused);
        }
    }

    private static PlainError NoTransactions(NpgsqlConnection connection, PostgresException refused) => new(
        $"The pooler at DATABASE_URL ({ServerAddress.Plainly(new(connection.ConnectionString))}) allows no transaction: {refused.MessageText}; let it lend its connections by the transaction or the session (pgbouncer: pool_mode = transaction), or give the server's own address.", refused);
}
