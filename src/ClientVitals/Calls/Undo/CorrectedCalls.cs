using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Calls.Undo;

/// <summary>The calls that a delivery corrected, when it is undone or redone.</summary>
internal static class CorrectedCalls
{
    /// <summary>Gives them back what they said before the delivery; returns how many.</summary>
    public static Task<int> RestoreAsync(NpgsqlConnection db, long delivery, CancellationToken ct) => SetAsync(db, delivery, redo: false, ct);

    /// <summary>Corrects again those that still say what they said before it; returns how many.</summary>
    public static Task<int> CorrectAsync(NpgsqlConnection db, long delivery, CancellationToken ct) => SetAsync(db, delivery, redo: true, ct);

    private static Task<int> SetAsync(NpgsqlConnection db, long delivery, bool redo, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(CorrectedCalls)), new { delivery, redo }, commandTimeout: 0, cancellationToken: ct));
}
