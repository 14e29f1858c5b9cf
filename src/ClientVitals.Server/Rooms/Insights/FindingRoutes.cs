using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Insights;
using ClientVitals.Scheduling;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Insights;

/// <summary>Findings, their checks, and acts on them.</summary>
internal static class FindingRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var insights = api.MapGroup("/insights");
        insights.MapGet("", ListAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("Findings, the most urgent first: open, silenced, recovered (in the last 7 days) or all.");
        insights.MapGet("/checks", ChecksAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("How each check ended at its last run: it ran, could not run, or failed, and why.");
        insights.MapGet("/{id:guid}", OneAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("One finding with everything that happened to it.");
        insights.MapPost("/run", RunAsync).Needs(KeyScope.JobsRun).IsLongWork().WithSummary("Looks for findings now; the answer comes when it has ended.");
        insights.MapPost("/{id:guid}/acts", ActAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements().WithSummary("Accepts, snoozes, dismisses or assigns a finding.");
        insights.MapDelete("/acts/{act:long}", UndoAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements().WithSummary("Undoes the last act on a finding.");
    }

    /// <param name="Until">snoozed: the business day whose first run looks at it again; null = tomorrow.</param>
    /// <param name="To">assigned: the account's number, e-mail or name; null = nobody in particular.</param>
    internal sealed record NewInsightAct(InsightAct Act, DateOnly? Until, string? To, string? Note);

    /// <param name="Events">In the order in which they happened.</param>
    internal sealed record OneFinding(Insight Finding, IReadOnlyList<InsightEvent> Events);

    private static async Task<Ok<IReadOnlyList<Insight>>> ListAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct, string state = "open", int size = 100)
    {
        InputText.Check(state);
        return TypedResults.Ok(await InsightList.ReadAsync(
            database, http.Caller().ToIdentity(), state, null, clock.GetUtcNow() - FindingPages.RecoveredFor, Cursor.Size(size), ct));
    }

    private static async Task<Ok<IReadOnlyList<CheckStatus>>> ChecksAsync(HttpContext http, VitalsDatabase database, CancellationToken ct) =>
        TypedResults.Ok(await CheckStatus.ReadAsync(database, http.Caller().ToIdentity(), ct));

    private static async Task<Results<Ok<OneFinding>, ProblemHttpResult>> OneAsync(Guid id, HttpContext http, VitalsDatabase database, CancellationToken ct)
    {
        var who = http.Caller().ToIdentity();
        return await InsightList.OneAsync(database, who, id, ct) is { } found
            ? TypedResults.Ok(new OneFinding(found, await InsightEvent.OfAsync(database, who, id, ct)))
            : Problems.Of(http, StatusCodes.Status404NotFound, ActOnInsight.NoSuchFinding);
    }

    private static async Task<Ok<LookForFindings.Looked>> RunAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        await http.DoAsync(new Audit(ScheduleActions.JobStarted, $"job:{LookForFindings.Job}"), ct);
        return TypedResults.Ok(await WatcherRun.NowAsync(database, clock.GetUtcNow(), "api", ct));
    }

    private static async Task<Ok<ActOnInsight.Acted>> ActAsync(Guid id, NewInsightAct body, HttpContext http, CancellationToken ct)
    {
        InputText.Check(body.To, body.Note);
        DateLimits.Check(body.Until, "until");
        return TypedResults.Ok(await http.DoAsync(new ActOnInsight(id, body.Act, body.Until, body.To, body.Note), ct));
    }

    private static async Task<NoContent> UndoAsync(long act, HttpContext http, CancellationToken ct)
    {
        await http.DoAsync(new UndoInsightAct(act), ct);
        return TypedResults.NoContent();
    }
}
