using System.Net.Sockets;
using Npgsql;

namespace ClientVitals.Database;

/// <summary>
/// The database the program works on: the embedded one, or the server <c>DATABASE_URL</c> names. Two addresses: one serves,
/// the other (<c>DATABASE_ADMIN_URL</c>, by default the same) migrates.
/// </summary>
public sealed partial class VitalsDatabase : IAsyncDisposable
{
    /// <summary>The database's name on the embedded cluster.</summary>
    public const string DefaultName = "client_vitals";

    /// <summary>The demo's database on the embedded cluster.</summary>
    public const string DemoName = "client_vitals_demo";

    private readonly EmbeddedPostgres? cluster;
    private readonly string name;
    private readonly SemaphoreSlim starting = new(1, 1);
    private ConnectionPools? pools;

    private VitalsDatabase(EmbeddedPostgres? cluster, string name)
    {
        this.cluster = cluster;
        this.name = name;
    }

    /// <summary>True when the program runs the server itself.</summary>
    public bool IsEmbedded => cluster is not null;

    /// <summary>The cluster that holds the database, when it is embedded.</summary>
    public EmbeddedPostgres? Cluster => cluster;

    /// <summary>The database's name.</summary>
    public string Name => name;

    /// <summary>Where it is, for people: never with a password.</summary>
    public string Where => cluster is null
        ? ServerAddress.Plainly(new(pools!.Admin.ConnectionString))
        : $"{name} on the embedded PostgreSQL in {cluster.Home.Path}";

    /// <summary>
    /// The database this process should use: <c>DATABASE_URL</c> when it is set, else the embedded one. Nothing is opened yet.
    /// </summary>
    public static VitalsDatabase Find()
    {
        var url = Environment.GetEnvironmentVariable("DATABASE_URL");
        var adminUrl = Environment.GetEnvironmentVariable("DATABASE_ADMIN_URL");
        if (string.IsNullOrWhiteSpace(url))
        {
            return string.IsNullOrWhiteSpace(adminUrl)
                ? Embedded(DefaultName)
                : throw new PlainError("DATABASE_ADMIN_URL is set but DATABASE_URL is not; set both, or neither to use the embedded database.");
        }
        return string.IsNullOrWhiteSpace(adminUrl)
            ? At(ServerAddress.Read(url, "DATABASE_URL"))
            : At(ServerAddress.Read(url, "DATABASE_URL"), ServerAddress.Read(adminUrl, "DATABASE_ADMIN_URL"));
    }

    /// <summary>A database of that name on the embedded cluster, whatever <c>DATABASE_URL</c> says; made when first opened.</summary>
    public static VitalsDatabase Embedded(string name = DefaultName, EmbeddedPostgres? cluster = null) =>
        new(cluster ?? new EmbeddedPostgres(VitalsHome.Find()), name);

    /// <summary>A database on a server that runs already.</summary>
    public static VitalsDatabase At(NpgsqlConnectionStringBuilder serving, NpgsqlConnectionStringBuilder? admin = null)
    {
        var database = new VitalsDatabase(null, serving.Database ?? serving.Username ?? "");
        database.pools = new(serving, admin ?? serving, onThisMachine: Path.IsPathRooted(serving.Host));
        return database;
    }

    /// <summary>How this process divides its connections; null until the first was opened.</summary>
    public ConnectionShares? Shares => pools?.Shares;

    /// <summary>
    /// A connection to read with, acting as service_role when its login may: it sees one moment of the database and changes nothing,
    /// for it is within a read-only transaction until it is closed.
    /// </summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancel = default) =>
        await UnitOfWork.ReadAsync(await OpenOrStartAsync(ConnectionPurpose.Read, cancel), cancel);

    /// <summary>
    /// The same, for work that holds a connection already and gets on without a second: null where none comes free at once, so that nobody waits for two.
    /// </summary>
    internal async Task<NpgsqlConnection?> OpenIfFreeAsync(CancellationToken cancel)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        soon.CancelAfter(TimeSpan.FromSeconds(1));
        try
        {
            return await OpenAsync(soon.Token);
        }
        catch (DatabaseBusyException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>
    /// A unit of work that changes something, written as service_role when the login may; what is not committed is rolled back.
    /// </summary>
    /// <param name="by">Who acts.</param>
    /// <param name="now">The present moment.</param>
    public async Task<UnitOfWork> BeginAsync(Principal by, DateTimeOffset now, CancellationToken ct) =>
        await UnitOfWork.BeginAsync(await OpenOrStartAsync(ConnectionPurpose.Write, ct), by, now, ct);

    /// <summary>As above, of the program itself, for what takes its moment from elsewhere (ledgers, leases): it has no <see cref="UnitOfWork.Now"/>.</summary>
    public async Task<UnitOfWork> BeginAsync(CancellationToken cancel = default) =>
        await UnitOfWork.BeginAsync(await OpenOrStartAsync(ConnectionPurpose.Write, cancel), Principal.Program, null, cancel);

    /// <summary>As <see cref="OpenAsync(CancellationToken)"/>, on behalf of <paramref name="who"/>: sees what their policies show.</summary>
    public async Task<NpgsqlConnection> OpenAsync(DatabaseIdentity who, CancellationToken cancel) =>
        await UnitOfWork.ReadAsync(await OpenOrStartAsync(ConnectionPurpose.Read, cancel), who, cancel);

    /// <summary>
    /// A bare connection of the serving login, acting as nobody, for what is kept for long: listening (<c>listen</c>). Nothing may be set on
    /// it beyond a transaction.
    /// </summary>
    public Task<NpgsqlConnection> OpenBareAsync(CancellationToken cancel) => OpenOrStartAsync(ConnectionPurpose.Keep, cancel);

    /// <summary>
    /// A bare connection for one round trip that begins, says who asks (<see cref="DatabaseIdentity.Sql"/>) and asks, all in one batch.
    /// </summary>
    internal Task<NpgsqlConnection> OpenForQueryAsync(CancellationToken cancel) => OpenOrStartAsync(ConnectionPurpose.Query, cancel);

    /// <summary>Whether a statement prepared on a connection of the serving address is there when it is used again.</summary>
    internal bool KeepsStatements => pools?.KeepsStatements ?? false;

    /// <summary>A connection of the owner: migrates. Its commands have no time limit of their own.</summary>
    public Task<NpgsqlConnection> OpenAdminAsync(CancellationToken cancel = default) => OpenOrStartAsync(null, cancel);

    /// <summary>
    /// Whether somebody lets this login in, no matter who is served at the moment: a pooler all of whose connections are at work keeps
    /// a question waiting, but greets. Asks on a connection of its own.
    /// </summary>
    internal async Task<bool> IsThereAsync(TimeSpan within, CancellationToken cancel)
    {
        if (pools is null)
        {
            return false;
        }
        var greets = pools.Greeting.OpenConnectionAsync(cancel).AsTask();
        try
        {
            await using var greeted = await greets.WaitAsync(within, cancel);
            return true;
        }
        catch (Exception error) when (error is NpgsqlException or SocketException or TimeoutException or IOException)
        {
            return false;
        }
        finally
        {
            // Who greets after we have gone is not left standing.
            if (!greets.IsCompleted)
                _ = greets.ContinueWith(late => late.IsCompletedSuccessfully ? late.Result.DisposeAsync().AsTask() : Task.FromResult(late.Exception), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (pools is not null)
        {
            await pools.DisposeAsync();
        }
        starting.Dispose();
    }
}
