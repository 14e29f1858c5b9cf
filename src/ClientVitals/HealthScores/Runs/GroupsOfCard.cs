using ClientVitals.Database;
using ClientVitals.HealthScores.Scorecards;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.Runs;

/// <summary>
/// Which clients are scored by the weights of their group: the business's own grouping (<c>clients.segment</c>), as it is now. Only groups that the
/// scorecard names are read.
/// </summary>
internal sealed class GroupsOfCard
{
    private readonly Dictionary<Guid, string> _groups;

    private GroupsOfCard(Dictionary<Guid, string> groups) => _groups = groups;

    internal sealed record Line(Guid ClientId, string Segment);

    public static async Task<GroupsOfCard> ReadAsync(NpgsqlConnection db, Scorecard card, CancellationToken ct)
    {
        if (card.Segments.Count == 0)
            return new([]);
        var lines = await db.QueryAsync<Line>(new CommandDefinition(
            Sql.Of<GroupsOfCard>("Line"), new { segments = card.Segments.Select(one => one.Segment).ToArray() }, cancellationToken: ct));
        return new(lines.ToDictionary(line => line.ClientId, line => line.Segment));
    }

    /// <summary>The group by whose weights the client is scored; null = by the usual ones.</summary>
    public string? Of(Guid client) => _groups.GetValueOrDefault(client);
}
