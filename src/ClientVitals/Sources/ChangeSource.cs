using System.Text.RegularExpressions;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>Adds a system that posts calls, or changes how it is read.</summary>
/// <param name="Name">Small letters, digits and dashes: it stands in the address and on the calls.</param>
/// <param name="Mapping">How its messages are read; null = as it was, for a new one by its columns.</param>
/// <param name="Enabled">Whether messages are taken; null = as it was, for a new one yes.</param>
public sealed partial record ChangeSource(string Name, string? Mapping = null, bool? Enabled = null)
{
    /// <summary>Adds or changes it; true = it is new.</summary>
    /// <exception cref="PlainError">The name cannot be one.</exception>
    public async Task<bool> RunAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct)
    {
        if (Name.Length > 60 || !NameForm().IsMatch(Name))
            throw new PlainError($"\"{Name}\" cannot name a source; use small letters, digits and dashes, at most 60.");
        return await db.ExecuteScalarAsync<bool>(new CommandDefinition(
            Sql.Of<ChangeSource>("Write"), new { name = Name, mapping = Mapping, enabled = Enabled, now }, cancellationToken: ct));
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex NameForm();
}
