using ClientVitals.CallPatterns.Lists;
using Dapper;
using Npgsql;

namespace ClientVitals.Interventions;

/// <summary>What was answered to an episode last, by the four earlier words.</summary>
/// <param name="Answer">CALLED, AWAY, FINE or LEFT.</param>
internal sealed record EpisodeAnswer(long Episode, string Answer);

/// <summary>Answers to episodes, for the pages that show the episodes.</summary>
public static class EpisodeAnswers
{
    /// <summary>The card with what was answered to each of its episodes.</summary>
    public static async Task<PatternCard> WithAnswersAsync(this PatternCard card, NpgsqlConnection db, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(card);
        var answers = (await db.QueryAsync<EpisodeAnswer>(new CommandDefinition(
            Database.Sql.Of<EpisodeAnswer>(), new { episodes = card.Episodes.Select(episode => episode.Id).ToArray() }, cancellationToken: ct)))
            .ToDictionary(answer => answer.Episode, answer => answer.Answer);
        return card with { Episodes = [.. card.Episodes.Select(episode => episode with { Answer = answers.GetValueOrDefault(episode.Id) })] };
    }
}
