using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Notices;

/// <summary>Whether what somebody must know reaches them.</summary>
/// <param name="Channels">Channels in use that are posted to, by name.</param>
/// <param name="Dead">Deliveries that were given up and not sent again.</param>
/// <param name="ForNobody">Notices of the given time that nobody received.</param>
public sealed record NoticeCounts(string[] Channels, int Dead, int ForNobody)
{
    /// <param name="since">From when notices without a receiver are counted.</param>
    public static Task<NoticeCounts> ReadAsync(NpgsqlConnection db, DateTimeOffset since, CancellationToken ct) =>
        db.QuerySingleAsync<NoticeCounts>(new CommandDefinition(Sql.Of<NoticeCounts>(), new { since }, cancellationToken: ct));
}
