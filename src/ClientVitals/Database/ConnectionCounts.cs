using Npgsql;

namespace ClientVitals.Database;

/// <summary>How many connections a server has to give.</summary>
/// <param name="Most">Its <c>max_connections</c>.</param>
/// <param name="Reserved">Kept by the server for superusers and for pg_use_reserved_connections.</param>
/// <param name="LoginLimit">Of this login at most; -1 = no limit of its own.</param>
/// <param name="DatabaseLimit">To this database at most; -1 = no limit of its own.</param>
/// <param name="Others">Held by other logins at the moment.</param>
public sealed record ConnectionCounts(int Most, int Reserved, int LoginLimit, int DatabaseLimit, int Others)
{
    /// <summary>What one process uses at most, however many the server has: more connections would not make it faster.</summary>
    public const int LargestShare = 64;

    /// <summary>What a process needs to work at all: one of each kind.</summary>
    public const int SmallestShare = 8;

    /// <summary>
    /// What this process may use: a third of what is free of others, so that a second server and the command line fit beside it.
    /// </summary>
    public int Share
    {
        get
        {
            var usable = Most - Reserved - Others;
            if (LoginLimit >= 0)
                usable = Math.Min(usable, LoginLimit);
            if (DatabaseLimit >= 0)
                usable = Math.Min(usable, DatabaseLimit);
            return Math.Clamp(usable / 3, SmallestShare, LargestShare);
        }
    }

    /// <summary>Asks the server.</summary>
    public static async Task<ConnectionCounts> ReadAsync(NpgsqlConnection db, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(Sql.Of<ConnectionCounts>(), db);
        await using var row = await ask.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4));
    }
}
