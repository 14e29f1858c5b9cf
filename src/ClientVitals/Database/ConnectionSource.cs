using Npgsql;

namespace ClientVitals.Database;

/// <summary>Makes the driver's sources of connections, with the limits of each use.</summary>
internal static class ConnectionSource
{
    /// <summary>
    /// Longest time a statement of a request may take, and then the wait for its cancellation: together well under the 15 seconds after which
    /// an open page must have an answer, also when the network was cut and nobody answers any more.
    /// </summary>
    public const int StatementSeconds = 11, CancellationMilliseconds = 1000;

    /// <summary>Of work without a limit of its own; what may take longer says so with the statement.</summary>
    private const int WorkStatementSeconds = 300;

    /// <summary>
    /// How long each use waits for a connection, opening one included. A sender of messages tries again by itself, but late: its burst waits
    /// longer than a person would. A stranger waits least.
    /// </summary>
    public static TimeSpan Patience(DatabaseUse use) => TimeSpan.FromSeconds(use switch
    {
        DatabaseUse.Request => 3,
        DatabaseUse.Delivery => 12,
        DatabaseUse.Stranger => 2,
        _ => 15,
    });

    /// <summary>What serves: owns nothing, and sets everything for its transaction alone.</summary>
    public static NpgsqlDataSource Serving(NpgsqlConnectionStringBuilder address, string name, DatabaseUse use)
    {
        address.ApplicationName ??= "vitals";
        address.CommandTimeout = use == DatabaseUse.Work ? WorkStatementSeconds : StatementSeconds;
        address.CancellationTimeout = CancellationMilliseconds;
        address.Timeout = (int)Patience(use).TotalSeconds;
        // There is nothing to take back when a connection is returned.
        address.NoResetOnClose = true;
        return Build(address, name);
    }

    /// <summary>
    /// The steps of one posted row are the same as of the last: planned for longer than they run, they are planned once on each connection.
    /// </summary>
    public static void PrepareWhatRepeats(NpgsqlConnectionStringBuilder address)
    {
        address.MaxAutoPrepare = 100;
        address.AutoPrepareMinUsages = 3;
    }

    /// <summary>The owner: migrates. Its commands have no time limit of their own.</summary>
    public static NpgsqlDataSource Admin(NpgsqlConnectionStringBuilder address)
    {
        address.ApplicationName ??= "vitals (admin)";
        address.CommandTimeout = 0;
        return Build(address, "admin");
    }

    private static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder address, string name)
    {
        address.PersistSecurityInfo = false;
        if (!Path.IsPathRooted(address.Host))
        {
            // A cable that is cut sends no word: ask every second whether the other side is still there, once it was quiet for five.
            address.TcpKeepAliveTime = 5;
            address.TcpKeepAliveInterval = 1;
        }
        // Only what is used: the full builder spends a tenth of a second on types nobody here asks for.
        // The name under which connections are counted; else it would be the address.
        var builder = new NpgsqlSlimDataSourceBuilder(address.ConnectionString) { Name = name };
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        // The driver knows PostgreSQL's own types, and no query here has others. To read all types of a database costs the server some 20 ms for
        // each of our pools: more than most commands ask of it.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }
}
