using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.Interventions.Effect;
using ClientVitals.Interventions.Playbooks;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Interventions.Playbooks;

/// <summary>Playbooks, whether they help, and the run that completes the queue.</summary>
internal static class PlaybookRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/playbooks", ListAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("What is done about which cause: the version of each playbook that holds.");
        api.MapGet("/playbooks/effects", EffectsAsync).Needs(KeyScope.Read).ShowsJudgements()
            .WithSummary("Whether each playbook helps: the share of clients back within 30 exposed days, naive, stratified and randomised, as far as the caller sees the items.");
        api.MapGet("/playbooks/{key}", OneAsync).Needs(KeyScope.Read).ShowsJudgements().ProducesProblem(404).WithSummary("All versions of a playbook, the latest first.");
        api.MapPost("/playbooks/{key}", ChangeAsync).Needs(KeyScope.SettingsWrite).ProducesProblem(404).WithSummary("Adds a version of a playbook: what is given changes, the rest stays.");
        api.MapPost("/queue/complete", RunAsync).Needs(KeyScope.JobsRun).IsLongWork().WithSummary("Completes today's queue now, as the job at 10:30 does.");
        api.MapPut("/clients/{id:guid}/never-withheld", (Guid id, HttpContext http, CancellationToken ct) => MarkAsync(id, true, http, ct)).Needs(KeyScope.PeopleWrite).ShowsJudgements().ProducesProblem(404)
            .WithSummary("Marks a client as one who is never held out for a comparison.");
        api.MapDelete("/clients/{id:guid}/never-withheld", (Guid id, HttpContext http, CancellationToken ct) => MarkAsync(id, false, http, ct)).Needs(KeyScope.PeopleWrite).ShowsJudgements().ProducesProblem(404)
            .WithSummary("Takes that mark back.");
    }

    /// <param name="Condition">Terms joined by "and": status = WORD, days >= N, days &lt;= N, risk >= N, value >= N. Empty = on all causes of its kind; null = as before, like all others.</param>
    /// <param name="HoldOutPercent">0 to 50: the share of clients who are held out by lot.</param>
    /// <param name="Seen">The version that was looked at; a later one refuses this. Null = not asked.</param>
    internal sealed record NewVersion(
        string? Condition, string? Priority, string? Channel, string? Timing, int? DueDays, bool? IsListed, string? Template, int? CoolDownDays, decimal? HoldOutPercent, bool? IsOn, int? Seen);

    private static async Task<Ok<IReadOnlyList<Playbook>>> ListAsync(HttpContext http, VitalsDatabase database, CancellationToken ct) =>
        TypedResults.Ok(await KeptPlaybooks.ReadAsync(database, http.Caller().ToIdentity(), ct));

    private static async Task<Ok<IReadOnlyList<PlaybookEffect>>> EffectsAsync(HttpContext http, VitalsDatabase database, CancellationToken ct) =>
        TypedResults.Ok(await PlaybookEffects.ReadAsync(database, http.Caller().ToIdentity(), DateOnly.MinValue, ct));

    private static async Task<Results<Ok<IReadOnlyList<Playbook>>, ProblemHttpResult>> OneAsync(string key, HttpContext http, VitalsDatabase database, CancellationToken ct)
    {
        InputText.Check(key);
        return await KeptPlaybooks.OfAsync(database, http.Caller().ToIdentity(), key, ct) is { Count: > 0 } versions
            ? TypedResults.Ok(versions)
            : Problems.Of(http, StatusCodes.Status404NotFound, "There is no such playbook.");
    }

    private static async Task<Ok<ChangePlaybook.Changed>> ChangeAsync(string key, NewVersion body, HttpContext http, CancellationToken ct)
    {
        InputText.Check(key, body.Condition, body.Priority, body.Channel, body.Timing);
        InputText.CheckCharacters(body.Template ?? "");
        return TypedResults.Ok(await http.DoAsync(
            new ChangePlaybook(
                key, body.Condition, body.Priority, body.Channel, body.Timing, body.DueDays, body.IsListed, body.Template, body.CoolDownDays, body.HoldOutPercent, body.IsOn, body.Seen),
            ct));
    }

    private static async Task<Ok<SuggestInterventions.Suggested>> RunAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct) =>
        TypedResults.Ok(await SuggestDaily.NowAsync(database, http.Caller().ToActor(), "api", clock.GetUtcNow(), ct));

    private static async Task<NoContent> MarkAsync(Guid id, bool isMarked, HttpContext http, CancellationToken ct)
    {
        await http.DoAsync(new NeverWithhold(id, isMarked), ct);
        return TypedResults.NoContent();
    }
}
