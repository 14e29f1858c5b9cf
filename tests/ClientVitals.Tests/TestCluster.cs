using System.Collections.Concurrent;
using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Migrations;
using ClientVitals.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace ClientVitals.Tests;

/// <summary>
/// The PostgreSQL of one test run: a cluster of its own in a temporary folder, a template migrated once, copies of it for
/// each test class. All of it is gone when the run ends. Never reads DATABASE_URL.
/// </summary>
public sealed class TestCluster : IAsyncLifetime
{
    private const string Prefix = "cv-test-";
    internal const string Template = "migrated";

    private readonly SemaphoreSlim migrating = new(1, 1);
    private readonly EmbeddedPostgres postgres;
    private readonly ConcurrentDictionary<(bool Oldest, bool Superuser), Lazy<Task<TestCluster>>> kinds = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<object>>> begun = new(StringComparer.Ordinal);
    private int databases;
    private bool migrated;

    public TestCluster()
        : this(binaries: null)
    {
    }

    internal TestCluster(Func<CancellationToken, Task<PostgresBinaries>>? binaries)
    {
        Rows.Teach();
        Home = new(FreshFolderOfCluster());
        postgres = new(Home, new ClusterSettings(Durable: false, MaxConnections: 300), binaries ?? PostgresBinaries.FindAsync);
    }

    public VitalsHome Home { get; }

    public EmbeddedPostgres Postgres => postgres;

    public ClusterAddress Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await RemoveLeftoversAsync();
        Address = await postgres.StartAsync();
        // Before anybody else: roles are the cluster's, and making them at the same moment would meet the template's.
        await TemplateAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var kind in kinds.Values.Where(kind => kind is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }))
        {
            await (await kind.Value).DisposeAsync();
        }
        await postgres.StopAsync();
        Directory.Delete(Home.Path, recursive: true);
        migrating.Dispose();
    }

    /// <summary>
    /// Another cluster, of the oldest PostgreSQL the program promises. Where it is not installed the test counts as not run;
    /// in CI it fails.
    /// </summary>
    public static async Task<TestCluster> OldestAsync(CancellationToken cancel)
    {
        var installed = await PostgresBinaries.SystemAsync(cancel);
        if (installed.LastOrDefault(found => found.Major == PostgresBinaries.Oldest) is not { } oldest)
        {
            var missing = $"PostgreSQL {PostgresBinaries.Oldest} is not installed (Debian 12: sudo apt-get install postgresql-15).";
            Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), missing);
            throw new InvalidOperationException(missing);
        }
        var cluster = new TestCluster(_ => Task.FromResult(oldest));
        cluster.Address = await cluster.postgres.StartAsync(cancel: cancel);
        return cluster;
    }

    /// <summary>Another cluster of the newest PostgreSQL, for what concerns a whole server.</summary>
    public static async Task<TestCluster> AnotherAsync(CancellationToken cancel)
    {
        var cluster = new TestCluster();
        cluster.Address = await cluster.postgres.StartAsync(cancel: cancel);
        return cluster;
    }

    /// <summary>
    /// The run's own server of a kind, with a migrated template of that kind's owner: this one, or another that is started by the
    /// first who needs it and stops with this one. Each has roles of its own.
    /// </summary>
    internal Task<TestCluster> OfKindAsync(bool oldest, bool superuser) =>
        oldest || superuser ? kinds.GetOrAdd((oldest, superuser), kind => new(() => StartKindAsync(kind.Oldest, kind.Superuser))).Value : Task.FromResult(this);

    private static async Task<TestCluster> StartKindAsync(bool oldest, bool superuser)
    {
        var other = oldest ? await OldestAsync(CancellationToken.None) : await AnotherAsync(CancellationToken.None);
        await EmbeddedPostgres.MakeDatabaseAsync(other.Address, Template, template: null, CancellationToken.None);
        var owner = superuser ? ClusterAddress.Superuser : ClusterAddress.Owner;
        await using var template = VitalsDatabase.At(other.Address.To(Template, ClusterAddress.Server), other.Address.To(Template, owner));
        await MigrateAsync(template, CancellationToken.None);
        await ServerKind.LetTheServerActAsync(template, CancellationToken.None);
        other.migrated = true;
        return other;
    }

    /// <summary>A copy of the migrated template.</summary>
    public async Task<VitalsDatabase> CloneAsync(CancellationToken cancel = default)
    {
        await TemplateAsync(cancel);
        return await NewAsync(NextName(), Template, cancel);
    }

    /// <summary>
    /// Makes a database once in a run: what many tests begin with, each with a copy of its own (<see cref="CopyAsync"/>). Returns what filling
    /// it returned. Nothing may stay connected to it.
    /// </summary>
    /// <param name="name">What it holds.</param>
    /// <param name="of">What it is a copy of, itself; null = empty.</param>
    /// <param name="fill">Fills it.</param>
    internal async Task<T> BeginningAsync<T>(string name, string? of, Func<VitalsDatabase, Task<T>> fill)
        where T : notnull => (T)await begun.GetOrAdd(name, _ => new(async () =>
        {
            await using var made = await NewAsync(name, of, CancellationToken.None);
            return await fill(made);
        })).Value;

    /// <summary>A copy of a database that <see cref="BeginningAsync"/> made.</summary>
    internal Task<VitalsDatabase> CopyAsync(string name) => NewAsync(NextName(), name, CancellationToken.None);

    private async Task TemplateAsync(CancellationToken cancel)
    {
        await migrating.WaitAsync(cancel);
        try
        {
            if (!migrated)
            {
                await using var template = await NewAsync(Template, null, cancel);
                await MigrateAsync(template, cancel);
                migrated = true;
            }
        }
        finally
        {
            migrating.Release();
        }
    }

    /// <summary>A database with nothing in it.</summary>
    public Task<VitalsDatabase> EmptyAsync(CancellationToken cancel = default) => NewAsync(NextName(), null, cancel);

    /// <summary>A temporary folder that the service user can reach, named after this process so that the next run can clear up.</summary>
    public static string FreshFolder() => FreshFolder(Path.GetTempPath());

    /// <summary>
    /// As <see cref="FreshFolder()"/>, for a cluster: in memory where there is room. Most of what it costs to make a database is some thousand files, and
    /// a file system on a disk takes ten times as long for each.
    /// </summary>
    internal static string FreshFolderOfCluster() => InMemory is { } memory ? FreshFolder(memory) : FreshFolder();

    private static string FreshFolder(string beside)
    {
        var folder = Path.Combine(beside, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..6]}"));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Linux's own folder in memory, when a run's databases (4 GB) leave enough of it and of the machine; null = none.</summary>
    private static readonly string? InMemory =
        OperatingSystem.IsLinux() && Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > 8L << 30 && GC.GetGCMemoryInfo().TotalAvailableMemoryBytes > 15L << 30 ? Memory : null;

    private const string Memory = "/dev/shm";

    private async Task<VitalsDatabase> NewAsync(string name, string? template, CancellationToken cancel)
    {
        await EmbeddedPostgres.MakeDatabaseAsync(Address, name, template, cancel);
        return VitalsDatabase.At(Address.To(name, ClusterAddress.Server), Address.To(name, ClusterAddress.Owner));
    }

    private string NextName() => string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");

    private static async Task MigrateAsync(VitalsDatabase database, CancellationToken cancel)
    {
        await new PushMigrations(database, Path.Combine(Root(), "supabase")).RunAsync(null, cancel);
    }

    /// <summary>The root of the repository: the folder that holds supabase/.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ClientVitals.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException("The tests run outside the repository.");
    }

    /// <summary>Stops and removes what killed test runs left behind.</summary>
    private static async Task RemoveLeftoversAsync()
    {
        foreach (var folder in new[] { Path.GetTempPath(), Memory }.Where(Directory.Exists).SelectMany(beside => Directory.EnumerateDirectories(beside, Prefix + "*")))
        {
            var owner = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, CultureInfo.InvariantCulture, out var id) && !IsAlive(id))
            {
                try
                {
                    await new EmbeddedPostgres(new VitalsHome(folder)).StopAsync();
                    Directory.Delete(folder, recursive: true);
                }
                catch (Exception error) when (error is PlainError or IOException or UnauthorizedAccessException)
                {
                    // Another run is clearing the same folder, or it is another user's.
                }
            }
        }
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
