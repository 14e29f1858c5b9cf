using System.Net.Sockets;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Npgsql;

namespace ClientVitals.Server.Operations;

/// <summary>What a look at the database came to.</summary>
/// <param name="Sentence">For a monitor; nothing of the business.</param>
internal sealed record Ready(bool Is, string Sentence);

/// <summary>
/// Whether this server's database answers and has the migrations this program needs. Within two seconds, and asked of the database at
/// most once a second, however many ask: the address is open to everybody.
/// </summary>
internal sealed class Readiness(VitalsDatabase database, Func<HashSet<string>>? versions = null)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _turn = new();

    /// <summary>What could not be read once is read again at the next look.</summary>
    private readonly Lazy<HashSet<string>> _needed = new(
        versions ?? (() => [.. MigrationFile.ReadAll(MigrationFile.Folder()).Select(file => file.Version)]), LazyThreadSafetyMode.PublicationOnly);

    private Task<Ready>? _asked;
    private long _askedAt;

    public Task<Ready> AskAsync()
    {
        lock (_turn)
        {
            if (_asked is null || _asked.IsCompleted && Environment.TickCount64 - _askedAt >= Fresh.TotalMilliseconds)
            {
                _askedAt = Environment.TickCount64;
                _asked = Task.Run(WithinAsync);
            }
            return _asked;
        }
    }

    private async Task<Ready> WithinAsync()
    {
        using var soon = new CancellationTokenSource(Patience);
        try
        {
            // Waited for from outside too: a connection that hangs may not hear that it is called off.
            return await LookAsync(soon.Token).WaitAsync(Patience + TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
        catch (PostgresException lacking) when (lacking.SqlState is PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return new(false, "The database's schema is not known to this program or is older. On the server, vitals db status shows the migrations and vitals db push applies what is missing.");
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            return new(false, "The database's login may not act as service_role, which this program needs; vitals doctor says what to grant.");
        }
        catch (Exception error) when (error is PlainError or NpgsqlException or TimeoutException or OperationCanceledException or IOException or SocketException)
        {
            return new(false, "The database does not answer.");
        }
    }

    private async Task<Ready> LookAsync(CancellationToken cancel)
    {
        // Asked once a second at most, however many ask: a flood of strangers must not make a server look broken that is not.
        CurrentUse.Value = DatabaseUse.Work;
        HashSet<string> needed;
        try
        {
            needed = _needed.Value;
        }
        catch (PlainError)
        {
            return new(false, "The program's folder supabase/migrations is missing, so it cannot tell whether it fits the database; install the program again.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(false, "The program's folder supabase/migrations cannot be read, so it cannot tell whether it fits the database; give the user it runs as the right to read the folder; the program looks again by itself.");
        }
        HashSet<string> applied;
        await using (var db = await database.OpenAsync(cancel))
            applied = [.. await AppliedVersions.ReadAsync(db, cancel)];
        var pending = needed.Count(version => !applied.Contains(version));
        if (pending > 0)
            return new(false, $"{(pending == 1 ? "A migration is" : $"{pending} migrations are")} pending; on the server, vitals db push applies them.");
        // While servers are renewed one after another the schema is ahead of the old ones; they go on.
        var beyond = applied.Count(version => !needed.Contains(version));
        return new(true, beyond == 0 ? "ready" : "ready; the database is newer than this program: update the program");
    }
}
