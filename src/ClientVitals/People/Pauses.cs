using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>A pause: business days that are not judged.</summary>
/// <param name="IsOfEverybody">Whether everybody is away, not one client.</param>
/// <param name="ClientEmail">Whose, as far as there is an address; null = everybody's.</param>
/// <param name="ClientName">As shown; null for everybody.</param>
/// <param name="StartsOn">First day away.</param>
/// <param name="EndsOn">First day back; null = open.</param>
/// <param name="EnteredAt">When it became known.</param>
public sealed record EnteredPause(
    long Id, bool IsOfEverybody, string? ClientEmail, string? ClientName, DateOnly StartsOn, DateOnly? EndsOn, string Reason, string? Note, DateTimeOffset EnteredAt, string EnteredBy);

/// <summary>Pauses of clients and of everybody.</summary>
public static class Pauses
{
    /// <summary>The most that one answer holds.</summary>
    public const int Most = 1000;

    /// <summary>Pauses that stand on or after a day, the soonest first; of everybody and of all clients, or of one client.</summary>
    /// <param name="client">One client's (and everybody's); null = all.</param>
    /// <param name="from">Pauses over before this day are left out; null = all there ever were.</param>
    public static async Task<IReadOnlyList<EnteredPause>> ReadAsync(NpgsqlConnection db, Guid? client, DateOnly? from, CancellationToken ct) =>
        (await db.QueryAsync<EnteredPause>(new CommandDefinition(Sql.Of(typeof(Pauses)), new { client, from, most = Most }, cancellationToken: ct))).AsList();

    /// <summary>Everybody's alone.</summary>
    public static async Task<IReadOnlyList<EnteredPause>> OfEverybodyAsync(NpgsqlConnection db, DateOnly? from, CancellationToken ct) =>
        await ReadAsync(db, Guid.Empty, from, ct);

    /// <summary>Of one client and of everybody, as the caller may see them.</summary>
    public static Task<IReadOnlyList<EnteredPause>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, Guid client, DateOnly? from, CancellationToken ct) =>
        database.AskAsync<EnteredPause>(who, Sql.Of(typeof(Pauses)), new { client = (Guid?)client, from, most = Most }, ct);
}
