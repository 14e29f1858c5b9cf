using ClientVitals.Database;
using ClientVitals.HealthScores.Lists;
using ClientVitals.Server.Functions;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>The owner's three functions of scores, as Supabase's clients call them; without a day, or with null, of the newest day that was scored.</summary>
internal static class ScoreRpc
{
    private const string Takes = "target_date";

    public static readonly IReadOnlyList<RpcFunction> All =
    [
        Of("get_zone_distribution", ZoneDistribution.ReadAsync, Few(ZoneDistribution.ReadAsync)),
        Of("get_overall_avg", OverallAverage.ReadAsync, Few(OverallAverage.ReadAsync)),
        Of("get_at_risk_clients", AtRiskClients.ReadAsync, AtRiskClients.CountAsync),
    ];

    private delegate Task<IReadOnlyList<T>> Read<T>(VitalsDatabase database, DatabaseIdentity who, DateOnly? day, int skip, int most, CancellationToken ct);

    private delegate Task<long> Count(VitalsDatabase database, DatabaseIdentity who, DateOnly? day, CancellationToken ct);

    private static RpcFunction Of<T>(string name, Read<T> read, Count count) => new(name, Takes, async (asked, http, database, _, ct) =>
    {
        if (!http.Caller().SeesJudgements)
            return Problems.As(http, StatusCodes.Status403Forbidden, EndpointAccess.NoJudgements);
        var (who, day) = (http.Caller().ToIdentity(), asked.Day(Takes));
        var rows = await read(database, who, day, asked.Offset, asked.Limit + 1, ct);
        return RpcEndpoint.Answer(asked, http, rows, asked.IsCounted ? await count(database, who, day, ct) : null);
    });

    /// <summary>Of what has a row for each zone at most.</summary>
    private static Count Few<T>(Read<T> read) => async (database, who, day, ct) => (await read(database, who, day, 0, 10, ct)).Count;
}
