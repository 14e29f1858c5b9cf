using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Settings;

/// <summary>A room's own settings: one object within the settings, versioned with the rest.</summary>
/// <param name="Name">Under which it is kept: the room's name.</param>
public abstract record SettingsSection(string Name) : RoomPart
{
    /// <summary>How a section is written.</summary>
    protected static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
}

/// <inheritdoc cref="SettingsSection(string)"/>
/// <typeparam name="T">A record of values; a field that a stored version lacks has its default.</typeparam>
/// <param name="Default">What holds until somebody changes it.</param>
public sealed record SettingsSection<T>(string Name, T Default) : SettingsSection(Name)
    where T : class
{
    /// <summary>What holds now.</summary>
    /// <exception cref="PlainError">What is stored does not fit.</exception>
    public async Task<T> InForceAsync(NpgsqlConnection db, CancellationToken ct) =>
        Read(await db.ExecuteScalarAsync<string?>(new CommandDefinition(Sql.Of<SettingsSection>("InForce"), new { section = Name }, cancellationToken: ct)));

    /// <summary>As it is stored.</summary>
    internal static string Write(T value) => JsonSerializer.Serialize(value, Json);

    /// <summary>From what is stored; null = nothing is.</summary>
    internal T Read(string? stored)
    {
        if (stored is null)
            return Default;
        try
        {
            var whole = JsonNode.Parse(Write(Default))!.AsObject();
            foreach (var (field, value) in JsonNode.Parse(stored)!.AsObject())
                whole[field] = value?.DeepClone();
            return whole.Deserialize<T>(Json)!;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new PlainError($"The settings section {Name} does not fit this version of the program; set it again.", error);
        }
    }
}
