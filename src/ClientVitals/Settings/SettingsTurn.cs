using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Settings;

/// <summary>Who changes the settings waits for their turn.</summary>
public static class SettingsTurn
{
    /// <summary>
    /// Waits for the turn to change them, until the transaction ends: who compares the version in force with the one that was read
    /// asks for this first, or two who read the same would both be right.
    /// </summary>
    public static Task TakeAsync(NpgsqlConnection db, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(SettingsTurn)), cancellationToken: ct));
}
