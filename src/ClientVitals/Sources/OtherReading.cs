using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>Of all readings of one delivery's file one holds: the first, or one of those that read it again with other options.</summary>
internal static class OtherReading
{
    /// <summary>The other reading that holds; null = no other holds. A delivery that handed in the same file by itself does not count as a reading.</summary>
    public static Task<long?> OfAsync(NpgsqlConnection db, long delivery, CancellationToken ct) =>
        db.ExecuteScalarAsync<long?>(new CommandDefinition(Sql.Of(typeof(OtherReading)), new { delivery }, cancellationToken: ct));
}
