using ClientVitals.Database;

namespace ClientVitals.Sources;

/// <summary>A rejected line of a delivery.</summary>
public sealed record RejectedLine(long Line, string Reason, string Raw, DateTimeOffset RejectedAt, long Id);

/// <summary>The rejected lines of a delivery, in its order, a page at a time.</summary>
public static class RejectsPage
{
    /// <summary>One page, as the caller may see it.</summary>
    /// <exception cref="PlainError">The page or the mark cannot be.</exception>
    public static async Task<Page<RejectedLine>> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, long delivery, int size, string? mark, CancellationToken ct)
    {
        var after = Cursor.Read(mark, 2);
        var rows = await database.AskAsync<RejectedLine>(
            who,
            Sql.Of(typeof(RejectsPage)),
            new { delivery, after_line = after?.WholeAt(0), after_id = after?.WholeAt(1), most = Cursor.Size(size) + 1 },
            ct);
        return Cursor.Cut(rows, size, row => [row.Line, row.Id]);
    }
}
