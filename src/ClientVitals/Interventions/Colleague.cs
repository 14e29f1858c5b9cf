using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Interventions;

/// <summary>Somebody to whom an item can be handed over.</summary>
/// <param name="Book">A coach: the book whose clients they see, by the coach's name. Null = they see every client.</param>
public sealed record Colleague(Guid Id, string Name, string Email, string? Book)
{
    /// <summary>The most that are offered.</summary>
    public const int Most = 200;

    /// <summary>Everybody; who sees only one book is offered for that book alone.</summary>
    public static Task<IReadOnlyList<Colleague>> AllAsync(VitalsDatabase database, CancellationToken ct) =>
        database.AskAsync<Colleague>(DatabaseIdentity.Service, Sql.Of<Colleague>(), new { client = (Guid?)null, most = Most }, ct);

    /// <summary>Whether they may see a client of this coach.</summary>
    public bool MaySee(string? coach) => Book is null || string.Equals(Book, coach, StringComparison.OrdinalIgnoreCase);

    /// <summary>Those who may see this client.</summary>
    internal static async Task<IReadOnlyList<Colleague>> OfAsync(NpgsqlConnection db, Guid client, CancellationToken ct) =>
        (await db.QueryAsync<Colleague>(new CommandDefinition(Sql.Of<Colleague>(), new { client = (Guid?)client, most = Most }, cancellationToken: ct))).AsList();
}
