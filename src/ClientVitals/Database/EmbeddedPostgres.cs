using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace ClientVitals.Database;

/// <summary>
/// A private PostgreSQL the program makes, starts, finds again and stops. All commands of one home share one running cluster.
/// </summary>
public sealed partial class EmbeddedPostgres(VitalsHome home, ClusterSettings? settings = null, Func<CancellationToken, Task<PostgresBinaries>>? binaries = null)
{
    /// <summary>The system allows 107 bytes for a socket's path.</summary>
    private const int SocketPathLimit = 107;

    private const int SocketPort = 5432;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromMinutes(10);

    private readonly ClusterSettings settings = settings ?? new();

    public VitalsHome Home => home;

    /// <summary>Where the cluster listened when it was last started; it may have stopped since. Null when there never was one.</summary>
    public ClusterAddress? Remembered() => ClusterAddress.Of(home);

    /// <summary>
    /// Starts the cluster, or joins the one that runs. Makes it when there is none.
    /// </summary>
    /// <param name="port">Also listen on 127.0.0.1 at this port; a cluster that runs without it is started again.</param>
    public async Task<ClusterAddress> StartAsync(int? port = null, CancellationToken cancel = default)
    {
        home.Make();
        using var _ = await FileLock.TakeAsync(home.Lock, Patience, cancel);
        if ((Standing() ?? Remembered()) is { } running && await JoinsAsync(running, cancel))
        {
            if (port is null || (running.OpenedPort && running.Port == port))
            {
                if (Remembered() is null)
                {
                    // The process that started it ended before it finished.
                    await MakeCluster.MakeRolesAsync(running, cancel);
                }
                running.Remember(home);
                return running;
            }
            await StopLockedAsync(cancel);
        }
        var user = await ServiceUser.FindAsync(cancel);
        var programs = await ProgramsAsync(user, cancel);
        await MakeFolderAsync(user, cancel);
        MustBeSameMajor(programs);
        if (!File.Exists(Path.Combine(home.Data, "PG_VERSION")))
        {
            await new MakeCluster(home, programs, user).InitialiseAsync(cancel);
        }
        var address = Address(port);
        await File.WriteAllTextAsync(Path.Combine(home.Data, "vitals.conf"), settings.Text(Sockets(address), address.Port, listen: Sockets(address) is null || port is not null), cancel);
        await StartServerAsync(programs, user, address, cancel);
        await MakeCluster.MakeRolesAsync(address, cancel);
        address.Remember(home);
        return address;
    }

    /// <summary>Stops the cluster of this home, by the process id in its own data directory. False when none was running.</summary>
    public async Task<bool> StopAsync(CancellationToken cancel = default)
    {
        if (!Directory.Exists(home.Data))
        {
            return false;
        }
        using var _ = await FileLock.TakeAsync(home.Lock, Patience, cancel);
        return await StopLockedAsync(cancel);
    }

    private async Task<bool> StopLockedAsync(CancellationToken cancel)
    {
        if (RunningProcess() is null)
        {
            return false;
        }
        var user = await ServiceUser.FindAsync(cancel);
        var programs = await ProgramsAsync(user, cancel);
        var stopped = await OutsideProgram.RunAsync(programs.Program("pg_ctl"), ["stop", "-D", home.Data, "-m", "fast", "-w", "-t", "60"], user, cancel);
        return stopped.Succeeded || RunningProcess() is null
            ? true
            : throw new PlainError($"The database in {home.Data} did not stop within a minute; see its log {home.Log}.");
    }

    private async Task<PostgresBinaries> ProgramsAsync(string? user, CancellationToken cancel)
    {
        var found = await (binaries ?? PostgresBinaries.FindAsync)(cancel);
        return user is not null && found.FromPackage ? found.CopyTo(home.Path) : found;
    }

    /// <summary>The folder of the cluster: private to its user, who must be able to reach it.</summary>
    private async Task MakeFolderAsync(string? user, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(home.Cluster);
            return;
        }
        if (user is not null)
        {
            File.SetUnixFileMode(home.Path, File.GetUnixFileMode(home.Path) | UnixFileMode.OtherExecute);
            ServiceUser.MustReach(home.Cluster, user);
        }
        if (!Directory.Exists(home.Cluster))
        {
            Directory.CreateDirectory(home.Cluster, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (user is not null)
            {
                await ServiceUser.GiveAsync(home.Cluster, user, cancel);
            }
        }
    }

    private void MustBeSameMajor(PostgresBinaries programs)
    {
        var file = Path.Combine(home.Data, "PG_VERSION");
        if (!File.Exists(file))
        {
            return;
        }
        var made = File.ReadAllText(file).Trim();
        if (made != programs.Major.ToString(CultureInfo.InvariantCulture))
        {
            throw new PlainError($"The data in {home.Data} was made by PostgreSQL {made}, but the server found is {programs.Version}, which cannot open it; set VITALS_POSTGRES_BIN to the bin folder of a PostgreSQL {made}, or set VITALS_HOME to another folder to start with an empty database.");
        }
    }

    private ClusterAddress Address(int? port)
    {
        var passwords = ClusterAddress.ReadPasswords(home);
        if (OperatingSystem.IsWindows())
        {
            return new("127.0.0.1", port ?? FreePort(), port is not null, passwords);
        }
        var longest = Path.Combine(home.Cluster, ".s.PGSQL.65535");
        return Encoding.UTF8.GetByteCount(longest) > SocketPathLimit
            ? throw new PlainError($"The path {home.Cluster} is too long for a socket (the system allows {SocketPathLimit} bytes); set VITALS_HOME to a shorter one.")
            : new(home.Cluster, port ?? SocketPort, port is not null, passwords);
    }

    private static string? Sockets(ClusterAddress address) => Path.IsPathRooted(address.Host) ? address.Host : null;

    /// <summary>
    /// Starts the server and waits until it answers. After a kill, PostgreSQL may refuse for some seconds because its last
    /// processes still hold the shared memory, or because another program has got the old process id: both are tried again.
    /// </summary>
    private async Task StartServerAsync(PostgresBinaries programs, string? user, ClusterAddress address, CancellationToken cancel)
    {
        KeepLogSmall();
        var began = Stopwatch.StartNew();
        while (true)
        {
            if (RunningProcess() is not null && await AnswersWithinAsync(address, LongestRecovery, cancel))
            {
                return;
            }
            ReleaseReusedId();
            var started = await OutsideProgram.RunAsync(programs.Program("pg_ctl"), ["start", "-D", home.Data, "-l", home.Log, "-w", "-t", "60", "-s"], user, cancel);
            if (started.Succeeded && await AnswersAsync(address, cancel))
            {
                return;
            }
            if (began.Elapsed > TimeSpan.FromSeconds(10))
            {
                throw new PlainError($"The database in {home.Data} did not start{LastWords()}; see its log {home.Log}.");
            }
            await Task.Delay(300, cancel);
        }
    }

    /// <summary>
    /// Whether the server that runs already answers at its own address, once it has recovered: after a crash it may for minutes take up
    /// what was written last, and to start it at another address meanwhile would wait for what never comes.
    /// </summary>
    private async Task<bool> JoinsAsync(ClusterAddress running, CancellationToken cancel) =>
        await AnswersAsync(running, cancel) || (RunningProcess() is not null && await AnswersWithinAsync(running, LongestRecovery, cancel));

    /// <summary>Where the process that runs listens, by its own account (postmaster.pid); null when none runs, or it has not said so yet.</summary>
    private ClusterAddress? Standing()
    {
        if (RunningProcess() is null || !File.Exists(home.Passwords))
        {
            return null;
        }
        // Process, data, start, port, socket's folder, address, shared memory, state.
        if (File.ReadAllLines(Path.Combine(home.Data, "postmaster.pid")) is not [_, _, _, var said, var sockets, var listens, ..]
            || !int.TryParse(said, CultureInfo.InvariantCulture, out var port))
        {
            return null;
        }
        var opened = sockets.Length > 0 ? listens.Length > 0 : Remembered() is { OpenedPort: true } before && before.Port == port;
        return new(sockets.Length > 0 ? home.Cluster : "127.0.0.1", port, opened, ClusterAddress.ReadPasswords(home));
    }

    private async Task<bool> AnswersWithinAsync(ClusterAddress address, TimeSpan patience, CancellationToken cancel)
    {
        var began = Stopwatch.StartNew();
        while (began.Elapsed < patience && RunningProcess() is not null)
        {
            if (await AnswersAsync(address, cancel))
            {
                return true;
            }
            await Task.Delay(100, cancel);
        }
        return false;
    }

    private static async Task<bool> AnswersAsync(ClusterAddress address, CancellationToken cancel)
    {
        var to = address.To("postgres", ClusterAddress.Superuser);
        to.Pooling = false;
        to.Timeout = 5;
        try
        {
            await using var connection = new NpgsqlConnection(to.ConnectionString);
            await connection.OpenAsync(cancel);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>The process named in the data directory, if it lives and is a PostgreSQL.</summary>
    private int? RunningProcess()
    {
        try
        {
            var first = File.ReadLines(Path.Combine(home.Data, "postmaster.pid")).FirstOrDefault();
            if (!int.TryParse(first, CultureInfo.InvariantCulture, out var id))
            {
                return null;
            }
            using var process = Process.GetProcessById(id);
            return process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) && IsNoZombie(id) ? id : null;
        }
        catch (Exception error) when (error is IOException or ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>
    /// A process id given to another program, or to a process nobody has buried, makes PostgreSQL believe that it still runs.
    /// Only the id is replaced, by one no system gives: the rest of the file guards against server processes that are still alive.
    /// </summary>
    private void ReleaseReusedId()
    {
        var file = Path.Combine(home.Data, "postmaster.pid");
        if (File.Exists(file) && RunningProcess() is null && File.ReadAllLines(file) is [_, .. var rest])
        {
            File.WriteAllLines(file, ["2147483646", .. rest]);
        }
    }

    private static bool IsNoZombie(int id)
    {
        var stat = $"/proc/{id}/stat";
        return !File.Exists(stat) || !File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
    }

    private void KeepLogSmall()
    {
        if (File.Exists(home.Log) && new FileInfo(home.Log).Length > 8 << 20)
        {
            File.Move(home.Log, home.Log + ".old", overwrite: true);
        }
    }

    private string LastWords()
    {
        try
        {
            return File.ReadLines(home.Log).LastOrDefault(line => line.Contains("FATAL:", StringComparison.Ordinal)) is { } line
                ? $" ({line[(line.IndexOf("FATAL:", StringComparison.Ordinal) + 6)..].Trim()})"
                : "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
