using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>The end of a client's relation, as somebody entered it.</summary>
/// <param name="ClientEmail">Whose: primary e-mail, else phone.</param>
/// <param name="ClientName">As shown; null when none is known.</param>
/// <param name="EndsOn">The first business day on which no calls are expected.</param>
/// <param name="Reason">LEFT, PACKAGE, AGREED or OTHER.</param>
/// <param name="EnteredAt">When it became known.</param>
public sealed record RelationEnd(
    long Id, Guid ClientId, string? ClientEmail, string? ClientName, DateOnly EndsOn, string Reason, string? Note, DateTimeOffset EnteredAt, string EnteredBy);

/// <summary>Ends that hold: past ones and those to come, the soonest first.</summary>
public static class RelationEnds
{
    /// <summary>The most that one answer holds.</summary>
    public const int Most = 1000;

    /// <param name="client">One client's; null = everybody's.</param>
    /// <param name="from">Ends before this day are left out; null = all.</param>
    public static async Task<IReadOnlyList<RelationEnd>> ReadAsync(NpgsqlConnection db, Guid? client, DateOnly? from, CancellationToken ct) =>
        (await db.QueryAsync<RelationEnd>(new CommandDefinition(Sql.Of(typeof(RelationEnds)), new { client, from, most = Most }, cancellationToken: ct))).AsList();

    /// <summary>Of one client, as the caller may see it; null when no end holds.</summary>
    public static async Task<RelationEnd?> OfAsync(VitalsDatabase database, DatabaseIdentity who, Guid client, CancellationToken ct) =>
        (await database.AskAsync<RelationEnd>(who, Sql.Of(typeof(RelationEnds)), new { client = (Guid?)client, from = (DateOnly?)null, most = 1 }, ct)) is [var end] ? end : null;

    /// <summary>Writes the day into the client's row, where everybody reads it.</summary>
    internal static Task ApplyAsync(UnitOfWork work, Guid client, CancellationToken ct) =>
        work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(RelationEnds), "Apply"), new { client }, cancellationToken: ct));
}
