using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Settings;

/// <summary>Adds a version of the settings in which a room's section holds these values; nothing when it does already.</summary>
public sealed record ChangeSection<T>(SettingsSection<T> Section, T Value) : IAct<bool>
    where T : class
{
    /// <returns>Whether anything changed.</returns>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        await SettingsTurn.TakeAsync(work.Connection, ct);
        var version = await work.Connection.ExecuteScalarAsync<int?>(new CommandDefinition(
            Sql.Of(typeof(ChangeSection)), new { now = work.Now, set_by = work.By.Name, section = Section.Name, value = SettingsSection<T>.Write(Value) }, cancellationToken: ct));
        return version is not null
            && await new AuditLine("settings_changed", $"settings:{version}", new Dictionary<string, string> { ["section"] = Section.Name }).WriteAsync(work, ct) > 0;
    }
}

/// <summary>Beside which the query of <see cref="ChangeSection{T}"/> lies.</summary>
internal static class ChangeSection;
