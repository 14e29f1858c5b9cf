using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.Runs;

/// <summary>The present scores of clients who were asked about by e-mail.</summary>
/// <param name="Clients">Clients with one of these addresses.</param>
/// <param name="Scored">Those of them with a score.</param>
/// <param name="AverageScore">Of those who have a score; null = nobody has one.</param>
/// <param name="Critical">Those of them whose intervention is of priority CRITICAL.</param>
/// <param name="Strangers">Addresses of no client.</param>
public sealed record AskedScores(int Clients, int Scored, int Red, int Yellow, int Green, int Purple, decimal? AverageScore, int Critical, string[] Strangers)
{
    /// <summary>Addresses asked about at most.</summary>
    public const int Most = 500;

    /// <param name="emails">In the form in which addresses are kept: lower case, without blanks around them.</param>
    public static async Task<AskedScores> OfAsync(NpgsqlConnection db, IReadOnlyList<string> emails, CancellationToken ct) =>
        await db.QuerySingleAsync<AskedScores>(new CommandDefinition(Sql.Of<AskedScores>(), new { emails = emails.ToArray() }, cancellationToken: ct));
}
