using System.Text.RegularExpressions;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>What the catalogue says of an index that is built while everybody works.</summary>
/// <param name="IsValid">Whole; a killed build leaves one that is not.</param>
/// <param name="BeingBuilt">Somebody builds it at this moment.</param>
/// <param name="Named">Its full name.</param>
internal sealed record HalfMadeIndex(bool IsValid, bool BeingBuilt, string Named);

/// <summary>
/// A file whose one statement is <c>create</c> or <c>drop index concurrently</c>: PostgreSQL runs it in no transaction, so it
/// is a file of its own. The lock is held by a transaction of another connection, which keeps no snapshot and so does not hold the
/// build up; it says every few seconds that it lives, and the server takes the lock back when it falls silent.
/// </summary>
/// <param name="Statement">The statement.</param>
/// <param name="Index">The index's name, as it is written.</param>
/// <param name="Creates">It makes the index; else it drops it.</param>
internal sealed partial record ConcurrentIndex(SqlStatement Statement, string Index, bool Creates)
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5);

    /// <summary>The file's concurrent index; null when it has none. Throws when it does not stand alone or has no name.</summary>
    public static ConcurrentIndex? Of(string path, string text)
    {
        var statements = SqlStatement.Split(text);
        var found = statements.Select(statement => (statement, match: Concurrently().Match(WithoutComments(statement)))).FirstOrDefault(pair => pair.match.Success);
        if (found.statement is null)
        {
            return null;
        }
        var file = Path.GetFileName(path);
        if (statements.Count > 1)
        {
            throw new MigrationFault(MigrationFaultKind.NotAlone, $"{file} builds or drops an index concurrently together with other statements; PostgreSQL does that outside a transaction: put it in its own file.");
        }
        var name = found.match.Groups["name"].Value;
        return name.Length > 0 && found.match.Groups["guard"].Success
            ? new(found.statement, name, found.match.Groups["verb"].Value.Equals("create", StringComparison.OrdinalIgnoreCase))
            : throw new MigrationFault(MigrationFaultKind.NotAlone, $"{file} must name its index and be safe to run again: write create index concurrently if not exists <name> on …, or drop index concurrently if exists <name>.");
    }

    /// <summary>Runs the statement, under the lock that <paramref name="turn"/>'s transaction holds.</summary>
    public async Task RunAsync(VitalsDatabase database, NpgsqlConnection turn, string path, string text, CancellationToken cancel)
    {
        await MustBeDirectAsync(turn, Path.GetFileName(path), cancel);
        await using var worker = await database.OpenAdminAsync(cancel);
        // No time limit may cut a build in two.
        await ExecuteAsync(worker, "set statement_timeout = 0; set lock_timeout = 0", cancel);
        await SayAliveAsync(turn);
        var build = BuildAsync(worker, path, text, cancel);
        while (await Task.WhenAny(build, Task.Delay(SignOfLife, CancellationToken.None)) != build)
        {
            await SayAliveAsync(turn);
        }
        await build;
    }

    /// <summary>
    /// A setting needs no snapshot, and takes the place of the query before it, which keeps its own until then: the build
    /// would wait for that one for ever.
    /// </summary>
    private static async Task SayAliveAsync(NpgsqlConnection turn)
    {
        await using var alive = new NpgsqlCommand("set local application_name = 'vitals (building an index)'", turn);
        await alive.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task BuildAsync(NpgsqlConnection worker, string path, string text, CancellationToken cancel)
    {
        const string Consequence = "the next push removes the unfinished index";
        // A build whose program was killed may still go on; then there is nothing to do but wait for it.
        HalfMadeIndex? there;
        while ((there = await ReadAsync(worker, cancel)) is { BeingBuilt: true })
        {
            await Task.Delay(500, cancel);
        }
        if (Creates && there is { IsValid: false })
        {
            await ExecuteAsync(worker, $"drop index concurrently if exists {there.Named}", cancel);
        }
        await MigrationScript.ExecuteAsync(worker, path, text, Consequence, cancel);
        if (Creates && await ReadAsync(worker, cancel) is not { IsValid: true })
        {
            throw new MigrationFault(MigrationFaultKind.NotVerified, $"{Path.GetFileName(path)} ran, but the index {Index} is missing or invalid; push again to rebuild it.");
        }
    }

    /// <summary>
    /// Behind a pooler nothing is begun: the build takes two connections at once and settings of a session, and a pooler promises
    /// neither. Told by the process id, of which a pooler tells the driver one of its own invention.
    /// </summary>
    private static async Task MustBeDirectAsync(NpgsqlConnection turn, string file, CancellationToken cancel)
    {
        if (turn.ProcessID != await turn.ExecuteScalarAsync<int>(new CommandDefinition("select pg_catalog.pg_backend_pid()", cancellationToken: cancel)))
        {
            throw new PlainError($"{file} builds or drops an index concurrently, which needs two direct connections, but this one goes through a pooler; nothing of this file was applied: set DATABASE_ADMIN_URL to the server's own address and push again.");
        }
    }

    private async Task<HalfMadeIndex?> ReadAsync(NpgsqlConnection worker, CancellationToken cancel) =>
        await worker.QuerySingleOrDefaultAsync<HalfMadeIndex>(new CommandDefinition(Sql.Of<ConcurrentIndex>("Read"), new { name = Index }, cancellationToken: cancel));

    private static async Task ExecuteAsync(NpgsqlConnection worker, string sql, CancellationToken cancel)
    {
        // One by one: several in one message would be a transaction.
        foreach (var statement in SqlStatement.Split(sql))
        {
            await using var command = new NpgsqlCommand(statement.Text, worker) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static string WithoutComments(SqlStatement statement) => string.Join(' ', statement.Words(9));

    [GeneratedRegex(@"^(?<verb>create|drop)\s+(unique\s+)?index\s+concurrently(?<guard>\s+if\s+(not\s+)?exists)?(\s+(?!on\b)(?<name>[a-z_0-9.""]+))?", RegexOptions.IgnoreCase)]
    private static partial Regex Concurrently();
}
