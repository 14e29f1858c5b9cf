using System.Net.Sockets;
using Npgsql;

namespace ClientVitals.Database;

/// <summary>
/// The database the program works on: the embedded one, or the server <c>DATABASE_URL</c> names. Two addresses: one serves,
/// the other (<c>DATABASE_ADMIN_URL</c>, by default the same) migrates.
/// </summary>
public sealed class VitalsDatabase : IAsyncDisposable
{
    /// <summary>The database's name on the embedded cluster.</summary>
    public const string DefaultName = "client_vitals";

    /// <summary>The demo's database on the embedded cluster.</summary>
    public const string DemoName = "client_vitals_demo";

    private readonly EmbeddedPostgres? cluster;
    private readonly string name;
    private readonly SemaphoreSlim starting = new(1, 1);
    private readonly AskingTurns turns;
    private bool? keepsStatements;
    private NpgsqlDataSource? serving;
    private NpgsqlDataSource? admin;
    private NpgsqlDataSource? greeting;

    private VitalsDatabase(EmbeddedPostgres? cluster, string name, bool onThisMachine)
    {
        this.cluster = cluster;
        this.name = name;
        turns = onThisMachine ? AskingTurns.OnThisMachine() : AskingTurns.Elsewhere();
    }

    /// <summary>True when the program runs the server itself.</summary>
    public bool IsEmbedded => cluster is not null;

    /// <summary>The cluster that holds the database, when it is embedded.</summary>
    public EmbeddedPostgres? Cluster => cluster;

    /// <summary>The database's name.</summary>
    public string Name => name;

    /// <summary>Where it is, for people: never with a password.</summary>
    public string Where => cluster is null
        ? ServerAddress.Plainly(new(admin!.ConnectionString))
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
        new(cluster ?? new EmbeddedPostgres(VitalsHome.Find()), name, onThisMachine: true);

    /// <summary>A database on a server that runs already.</summary>
    public static VitalsDatabase At(NpgsqlConnectionStringBuilder serving, NpgsqlConnectionStringBuilder? admin = null)
    {
        var database = new VitalsDatabase(null, serving.Database ?? serving.Username ?? "", onThisMachine: Path.IsPathRooted(serving.Host));
        database.serving = Source(serving, forAdmin: false);
        database.admin = Source(admin ?? serving, forAdmin: true);
        // Without asking about types, or it would wait with everybody else.
        database.greeting = Source(new(serving.ConnectionString) { Pooling = false }, forAdmin: false, asksForTypes: false);
        return database;
    }

    /// <summary>
    /// A connection to read with, acting as service_role when its login may: it sees one moment of the database and changes nothing,
    /// for it is within a read-only transaction until it is closed.
    /// </summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancel = default) =>
        await UnitOfWork.ReadAsync(await OpenOrStartAsync(forAdmin: false, cancel), cancel);

    /// <summary>
    /// A unit of work that changes something, written as service_role when the login may; what is not committed is rolled back.
    /// </summary>
    /// <param name="by">Who acts.</param>
    /// <param name="now">The present moment.</param>
    public async Task<UnitOfWork> BeginAsync(Principal by, DateTimeOffset now, CancellationToken ct) =>
        await UnitOfWork.BeginAsync(await OpenOrStartAsync(forAdmin: false, ct), by, now, ct);

    /// <summary>As above, of the program itself, for what takes its moment from elsewhere (ledgers, leases): it has no <see cref="UnitOfWork.Now"/>.</summary>
    public async Task<UnitOfWork> BeginAsync(CancellationToken cancel = default) =>
        await UnitOfWork.BeginAsync(await OpenOrStartAsync(forAdmin: false, cancel), Principal.Program, null, cancel);

    /// <summary>As <see cref="OpenAsync(CancellationToken)"/>, on behalf of <paramref name="who"/>: sees what their policies show.</summary>
    public async Task<NpgsqlConnection> OpenAsync(DatabaseIdentity who, CancellationToken cancel) =>
        await UnitOfWork.ReadAsync(await OpenOrStartAsync(forAdmin: false, cancel), who, cancel);

    /// <summary>
    /// A bare connection of the serving login, acting as nobody: for what listens (<c>listen</c>), and for one round trip that begins,
    /// says who asks (<see cref="DatabaseIdentity.Sql"/>) and asks, all in one batch. Nothing may be set on it beyond a transaction.
    /// </summary>
    public Task<NpgsqlConnection> OpenBareAsync(CancellationToken cancel) => OpenOrStartAsync(forAdmin: false, cancel);

    /// <summary>A turn to ask a short question; see <see cref="AskingTurns"/>.</summary>
    internal ValueTask<AskingTurns.Turn> TakeTurnAsync(CancellationToken cancel) => turns.TakeAsync(cancel);

    /// <summary>
    /// Whether a statement prepared on this connection is there when it is used again: not behind a pooler that lends the server's
    /// connections out by the transaction. Told by the process id, of which a pooler tells the driver one of its own invention.
    /// </summary>
    internal async ValueTask<bool> KeepsStatementsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (keepsStatements is { } known)
            return known;
        await using var ask = new NpgsqlCommand("select pg_catalog.pg_backend_pid()", connection);
        var keeps = connection.ProcessID == (int)(await ask.ExecuteScalarAsync(cancel))!;
        keepsStatements = keeps;
        return keeps;
    }

    /// <summary>A connection of the owner: migrates. Its commands have no time limit of their own.</summary>
    public Task<NpgsqlConnection> OpenAdminAsync(CancellationToken cancel = default) => OpenOrStartAsync(forAdmin: true, cancel);

    /// <summary>
    /// Whether somebody lets this login in, whoever is served at the moment: a pooler all of whose connections are at work keeps
    /// a question waiting, but greets. Asks on a connection of its own.
    /// </summary>
    internal async Task<bool> IsThereAsync(TimeSpan within, CancellationToken cancel)
    {
        if (greeting is null)
        {
            return false;
        }
        var greets = greeting.OpenConnectionAsync(cancel).AsTask();
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
        if (serving is not null)
        {
            await serving.DisposeAsync();
        }
        if (admin is not null)
        {
            await admin.DisposeAsync();
        }
        if (greeting is not null)
        {
            await greeting.DisposeAsync();
        }
        starting.Dispose();
        turns.Dispose();
    }

    private async Task<NpgsqlConnection> OpenOrStartAsync(bool forAdmin, CancellationToken cancel)
    {
        if (cluster is null)
        {
            return await OpenOrSayAsync(forAdmin, cancel);
        }
        if (serving is null && cluster.Remembered() is { } remembered)
        {
            Use(remembered);
        }
        if (serving is not null)
        {
            try
            {
                return await Chosen(forAdmin).OpenConnectionAsync(cancel);
            }
            catch (NpgsqlException error) when (IsNotThere(error))
            {
                // It has stopped, moved to another port or was never made: start it below.
            }
        }
        await starting.WaitAsync(cancel);
        try
        {
            var address = await cluster.StartAsync(cancel: cancel);
            await EmbeddedPostgres.MakeDatabaseAsync(address, name, template: null, cancel);
            Use(address);
        }
        finally
        {
            starting.Release();
        }
        return await OpenOrSayAsync(forAdmin, cancel);
    }

    private async Task<NpgsqlConnection> OpenOrSayAsync(bool forAdmin, CancellationToken cancel)
    {
        try
        {
            return await Chosen(forAdmin).OpenConnectionAsync(cancel);
        }
        catch (Exception error) when (error is NpgsqlException or SocketException or TimeoutException)
        {
            throw Unreachable(error, new(Chosen(forAdmin).ConnectionString));
        }
    }

    private static PlainError Unreachable(Exception error, NpgsqlConnectionStringBuilder address)
    {
        var place = ServerAddress.Plainly(address);
        return error switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                new($"The server does not let this login in ({place}); check user and password in DATABASE_URL.", error),
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                new($"There is no such database ({place}); make it, or correct DATABASE_URL.", error),
            PostgresException refused => new($"The server refuses the connection ({place}): {refused.MessageText}.", error),
            _ => new($"The database cannot be reached ({place}): {Innermost(error).TrimEnd('.')}; check that the server runs and that DATABASE_URL is right.", error),
        };
    }

    private static string Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }
        return error.Message.ReplaceLineEndings(" ");
    }

    private NpgsqlDataSource Chosen(bool forAdmin) => (forAdmin ? admin : serving)!;

    private void Use(ClusterAddress address)
    {
        serving = Source(address.To(name, ClusterAddress.Server), forAdmin: false);
        admin = Source(address.To(name, ClusterAddress.Owner), forAdmin: true);
    }

    private static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder address, bool forAdmin, bool asksForTypes = true)
    {
        address.ApplicationName ??= forAdmin ? "vitals (admin)" : "vitals";
        address.CommandTimeout = forAdmin ? 0 : 300;
        address.PersistSecurityInfo = false;
        // What serves sets everything for its transaction alone, so that there is nothing to take back when a connection is returned.
        address.NoResetOnClose = !forAdmin;
        if (!Path.IsPathRooted(address.Host))
        {
            // A cable that is cut sends no word: ask now and then whether the other side is still there.
            address.TcpKeepAliveTime = 30;
            address.TcpKeepAliveInterval = 10;
        }
        // Only what is used: the full builder spends a tenth of a second on types nobody here asks for.
        // The name under which connections are counted; else it would be the address.
        var builder = new NpgsqlSlimDataSourceBuilder(address.ConnectionString) { Name = forAdmin ? "admin" : "serving" };
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(asksForTypes));
        return builder.Build();
    }

    private static bool IsNotThere(NpgsqlException error) => error switch
    {
        PostgresException said => said.SqlState is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification,
        _ => true,
    };
}
