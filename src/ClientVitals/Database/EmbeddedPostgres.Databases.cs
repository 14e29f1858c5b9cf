using Npgsql;

namespace ClientVitals.Database;

/// <summary>The databases of a cluster that runs.</summary>
public sealed partial class EmbeddedPostgres
{
    /// <summary>Makes a database of that name, owned by the owner role, when it is absent. True when it was made.</summary>
    /// <param name="template">A database to copy; null for an empty one.</param>
    public static async Task<bool> MakeDatabaseAsync(ClusterAddress address, string name, string? template, CancellationToken cancel)
    {
        var to = address.To("postgres", ClusterAddress.Owner);
        to.Pooling = false;
        await using var connection = new NpgsqlConnection(to.ConnectionString);
        await connection.OpenAsync(cancel);
        var quoted = name.Replace("\"", "\"\"", StringComparison.Ordinal);
        try
        {
            await using var make = new NpgsqlCommand($"create database \"{quoted}\" template {(template is null ? "template0" : template + " strategy file_copy")}", connection) { CommandTimeout = 120 };
            await make.ExecuteNonQueryAsync(cancel);
            return true;
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    /// <summary>Drops a database of the cluster, and ends the sessions in it. False when there was none.</summary>
    public static async Task<bool> DropDatabaseAsync(ClusterAddress address, string name, CancellationToken cancel)
    {
        var to = address.To("postgres", ClusterAddress.Superuser);
        to.Pooling = false;
        await using var connection = new NpgsqlConnection(to.ConnectionString);
        await connection.OpenAsync(cancel);
        try
        {
            await using var drop = new NpgsqlCommand($"drop database \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" with (force)", connection) { CommandTimeout = 120 };
            await drop.ExecuteNonQueryAsync(cancel);
            return true;
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }
}
