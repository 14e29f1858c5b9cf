using Npgsql;

namespace ClientVitals.Sources.Facts;

/// <summary>What was chosen about files of facts.</summary>
public static class FactReadings
{
    /// <summary>What was chosen for the last file like this one; null = nothing.</summary>
    public static Task<RecalledReading?> RecalledAsync(FactEntity entity, NpgsqlConnection db, string path, FactReading options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return RecalledReading.FindAsync(db, entity.Name, path, options, entity.Identity.KnowsRegion, headers => FactColumns.SourceOf(entity.Fact, headers), ct);
    }
}
