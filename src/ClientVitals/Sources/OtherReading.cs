using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>Of all readings of one delivery's file one holds: the first, or one of those that read it again with other options.</summary>
internal static class OtherReading
{
    /// <summary>Another one that holds; null = none does. A delivery that handed in the same file by itself is none.</summary>
    public static Task<long?> OfAsync(NpgsqlConnection db, long delivery, CancellationToken ct) =>
        db.ExecuteScalarAsync<long?>(new CommandDefinition(Sql.Of(typeof(OtherReading)), new { delivery }, cancellationToken: ct));
}
