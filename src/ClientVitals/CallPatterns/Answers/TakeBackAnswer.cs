using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Answers;

/// <summary>Takes an answer back together with what it did: the pause it entered, the end of the relation it set.</summary>
public sealed record TakeBackAnswer(long Id)
{
    /// <summary>Takes it back, in the transaction of the caller.</summary>
    /// <exception cref="PlainError">There is no such answer.</exception>
    public async Task RunAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct)
    {
        if (!await UndoAsync(db, Id, now, ct))
            throw new PlainError($"There is no answer {Id}; it may have been taken back already.");
    }

    /// <summary>The same within a transaction; false when there is none.</summary>
    internal static async Task<bool> UndoAsync(NpgsqlConnection db, long id, DateTimeOffset now, CancellationToken ct) =>
        await db.ExecuteScalarAsync<long>(new CommandDefinition(Sql.Of<TakeBackAnswer>(), new { id, now }, cancellationToken: ct)) > 0;
}
