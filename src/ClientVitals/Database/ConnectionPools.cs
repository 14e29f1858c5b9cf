using System.Diagnostics;
using Npgsql;

namespace ClientVitals.Database;

/// <summary>
/// The connections of this process to one address: a pool for each kind of use, sized when the server was first asked how many connections
/// it has. A pool that is empty is waited for, in the order in which the waiting came, for as long as the use allows and no longer.
/// </summary>
internal sealed class ConnectionPools : IAsyncDisposable
{
    private const int DefaultPoolSize = 100;

    private readonly NpgsqlConnectionStringBuilder address;
    private readonly bool onThisMachine;
    private readonly SemaphoreSlim making = new(1, 1);
    private Pools? pools;

    public ConnectionPools(NpgsqlConnectionStringBuilder serving, NpgsqlConnectionStringBuilder admin, bool onThisMachine)
    {
        address = serving;
        this.onThisMachine = onThisMachine;
        Admin = ConnectionSource.Admin(new(admin.ConnectionString));
        Greeting = ConnectionSource.Serving(new(serving.ConnectionString) { Pooling = false }, "greeting", DatabaseUse.Work);
    }

    /// <summary>The owner's connections.</summary>
    public NpgsqlDataSource Admin { get; }

    /// <summary>A connection of its own each time, to see whether somebody lets this login in.</summary>
    public NpgsqlDataSource Greeting { get; }

    /// <summary>The serving address, for sentences.</summary>
    public NpgsqlConnectionStringBuilder Address => address;

    /// <summary>How the connections are divided; null until the first was opened.</summary>
    public ConnectionShares? Shares => pools?.Shares;

    /// <summary>
    /// Whether a statement prepared on a connection is there when it is used again: not behind a pooler that lends the server's
    /// connections out by the transaction. False until the first was opened.
    /// </summary>
    public bool KeepsStatements => pools?.KeepsStatements ?? false;

    /// <exception cref="DatabaseBusyException">None came free in time, or the server has none left for anybody.</exception>
    public async Task<NpgsqlConnection> OpenAsync(ConnectionPurpose purpose, CancellationToken cancel)
    {
        var use = purpose == ConnectionPurpose.Keep ? DatabaseUse.Work : CurrentUse.Value;
        var pool = (pools ?? await MakeAsync(cancel)).For(use, purpose);
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await pool.OpenConnectionAsync(cancel);
            }
            catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                // Others took what was ours by count: another program, or more of our own than the share allows for.
                if (Stopwatch.GetElapsedTime(began) > ConnectionSource.Patience(use))
                    throw new DatabaseBusyException(full);
                await Task.Delay(100, cancel);
            }
            catch (NpgsqlException exhausted) when (IsExhausted(exhausted))
            {
                throw new DatabaseBusyException(exhausted);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (pools is not null)
            await pools.DisposeAsync();
        await Admin.DisposeAsync();
        await Greeting.DisposeAsync();
        making.Dispose();
    }

    /// <summary>The driver's word for a pool that stayed empty; it has no code of its own.</summary>
    private static bool IsExhausted(NpgsqlException error) => error is not PostgresException && error.Message.Contains("pool has been exhausted", StringComparison.Ordinal);

    private async Task<Pools> MakeAsync(CancellationToken cancel)
    {
        await making.WaitAsync(cancel);
        try
        {
            return pools ??= await GreetAsync(cancel);
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>As many as the address says (<c>Maximum Pool Size</c>), else this process's share of the server's.</summary>
    private async Task<Pools> GreetAsync(CancellationToken cancel)
    {
        try
        {
            await using var db = await Greeting.OpenConnectionAsync(cancel);
            var connections = address.MaxPoolSize != DefaultPoolSize ? address.MaxPoolSize : (await ConnectionCounts.ReadAsync(db, cancel)).Share;
            return new(address, ConnectionShares.Of(connections, onThisMachine, Environment.ProcessorCount), await IsOurOwnAsync(db, cancel));
        }
        catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            throw new DatabaseBusyException(full);
        }
    }

    /// <summary>Whether a server's process is this connection's alone. A pooler that lends them out tells the driver a process id of its own invention.</summary>
    private static async Task<bool> IsOurOwnAsync(NpgsqlConnection db, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand("select pg_catalog.pg_backend_pid()", db);
        return db.ProcessID == (int)(await ask.ExecuteScalarAsync(cancel))!;
    }

    private sealed class Pools(NpgsqlConnectionStringBuilder address, ConnectionShares shares, bool keepsStatements) : IAsyncDisposable
    {
        private readonly NpgsqlDataSource queries = Make(address, "queries", DatabaseUse.Request, shares.Queries);
        private readonly NpgsqlDataSource reads = Make(address, "reads", DatabaseUse.Request, shares.Reads);
        private readonly NpgsqlDataSource writes = Make(address, "writes", DatabaseUse.Request, shares.Writes, keepsStatements);
        private readonly NpgsqlDataSource deliveries = Make(address, "deliveries", DatabaseUse.Delivery, shares.Deliveries, keepsStatements);
        private readonly NpgsqlDataSource strangers = Make(address, "strangers", DatabaseUse.Stranger, shares.Strangers);
        private readonly NpgsqlDataSource work = Make(address, "work", DatabaseUse.Work, shares.Work);

        public ConnectionShares Shares => shares;

        public bool KeepsStatements => keepsStatements;

        public NpgsqlDataSource For(DatabaseUse use, ConnectionPurpose purpose) => (use, purpose) switch
        {
            (DatabaseUse.Stranger, _) => strangers,
            (DatabaseUse.Delivery, _) => deliveries,
            (DatabaseUse.Request, ConnectionPurpose.Query) => queries,
            (DatabaseUse.Request, ConnectionPurpose.Read) => reads,
            (DatabaseUse.Request, _) => writes,
            _ => work,
        };

        public async ValueTask DisposeAsync()
        {
            foreach (var pool in new[] { queries, reads, writes, deliveries, strangers, work })
                await pool.DisposeAsync();
        }

        private static NpgsqlDataSource Make(NpgsqlConnectionStringBuilder address, string name, DatabaseUse use, int most, bool repeats = false)
        {
            var own = new NpgsqlConnectionStringBuilder(address.ConnectionString) { MaxPoolSize = most, MinPoolSize = 0 };
            if (repeats)
                ConnectionSource.PrepareWhatRepeats(own);
            return ConnectionSource.Serving(own, name, use);
        }
    }
}
