using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>How files of a source with these columns were read last, where somebody chose something.</summary>
/// <param name="Columns">The column names of the file.</param>
/// <param name="Choices">What was chosen, as JSON; only the entity's room can read it.</param>
/// <param name="KeptBy">Who chose it.</param>
public sealed record KeptReading(long Id, string Source, string[] Columns, string Choices, DateTimeOffset KeptAt, string KeptBy);

/// <summary>All of them.</summary>
public static class KeptReadings
{
    /// <summary>Those of an entity, the latest first; at most a thousand.</summary>
    public static async Task<IReadOnlyList<KeptReading>> ReadAsync(NpgsqlConnection db, string entity, CancellationToken ct) =>
        (await db.QueryAsync<KeptReading>(new CommandDefinition(Sql.Of(typeof(KeptReadings)), new { entity }, cancellationToken: ct))).AsList();
}
