using ClientVitals.Database;

namespace ClientVitals.Sources;

/// <summary>The refused lines of a delivery, in its order.</summary>
public sealed record RejectsPage(long Line, string Reason, string Raw, DateTimeOffset RejectedAt, long Id)
{
    /// <summary>One page, as the asker may see it.</summary>
    /// <exception cref="PlainError">The page or the mark cannot be.</exception>
    public static async Task<Page<RejectsPage>> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, long delivery, int size, string? mark, CancellationToken ct)
    {
        var after = Cursor.Read(mark, 2);
        var rows = await database.AskAsync<RejectsPage>(
            who,
            Sql.Of<RejectsPage>(),
            new { delivery, after_line = after?.WholeAt(0), after_id = after?.WholeAt(1), most = Cursor.Size(size) + 1 },
            ct);
        return Cursor.Cut(rows, size, row => [row.Line, row.Id]);
    }
}
