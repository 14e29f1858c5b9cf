using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Interventions;

/// <summary>Items of clients to contact, and acts on them.</summary>
internal static class InterventionRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var items = api.MapGroup("/interventions");
        items.MapGet("", ListAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("Items, the latest first, one page: due (to contact today), waiting (due, and not on Today), open, closed or all.");
        items.MapGet("/{item:long}", OneAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("One item with everything that happened to it.");
        items.MapPost("/{item:long}/acts", ActAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements().WithSummary("Records what was done: reached, no answer, all good, away, left, snoozed, or a note.");
        items.MapPost("/{item:long}/hand-over", HandOverAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements().WithSummary("Hands an item over to a colleague who may see the client, or back to the client's coach.");
        items.MapDelete("/acts/{act:long}", UndoAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements().WithSummary("Undoes an act, and with it the pause, the end or the new usual that it entered.");
    }

    /// <param name="Until">away: first day back, null = not known; snoozed: when it is due again.</param>
    /// <param name="Seen">The last act seen on the item, 0 = none: a later one refuses this. Null = not asked.</param>
    internal sealed record NewAct(Outcome Outcome, DateOnly? Until, string? Note, long? Seen);

    /// <param name="To">The colleague: the account's number, e-mail or name. Null = back to the client's coach.</param>
    internal sealed record NewHandOver(string? To);

    /// <param name="Events">In the order in which they happened.</param>
    internal sealed record OneItem(Intervention Item, IReadOnlyList<ItemEvent> Events);

    private static async Task<Ok<Page<Intervention>>> ListAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct,
        string state = "open", string? coach = null, Guid? client = null, int size = 50, string? after = null) =>
        TypedResults.Ok(await InterventionsPage.ReadAsync(
            database, http.Caller().ToIdentity(), new(state, coach, client), await TodayAsync(database, clock, ct), size, after, ct));

    private static async Task<Results<Ok<OneItem>, ProblemHttpResult>> OneAsync(long item, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        var who = http.Caller().ToIdentity();
        return await InterventionsPage.OfAsync(database, who, item, await TodayAsync(database, clock, ct), ct) is { } found
            ? TypedResults.Ok(new OneItem(found, await ItemEvent.OfAsync(database, who, item, ct)))
            : Problems.Of(http, StatusCodes.Status404NotFound, RecordOutcome.NoSuchItem);
    }

    private static async Task<Ok<RecordOutcome.Recorded>> ActAsync(long item, NewAct body, HttpContext http, CancellationToken ct)
    {
        InputText.Check(body.Note);
        DateLimits.Check(body.Until, "until");
        return TypedResults.Ok(await http.DoAsync(new RecordOutcome(item, body.Outcome, body.Until, body.Note, body.Seen), ct));
    }

    private static async Task<Ok<HandOver.HandedOver>> HandOverAsync(long item, NewHandOver body, HttpContext http, CancellationToken ct)
    {
        InputText.Check(body.To);
        return TypedResults.Ok(await http.DoAsync(new HandOver(item, body.To), ct));
    }

    private static async Task<NoContent> UndoAsync(long act, HttpContext http, CancellationToken ct)
    {
        await http.DoAsync(new UndoAct(act), ct);
        return TypedResults.NoContent();
    }

    private static async Task<DateOnly> TodayAsync(VitalsDatabase database, TimeProvider clock, CancellationToken ct) =>
        BusinessZone.Of((await BusinessSettings.InForceAsync(database, ct)).BusinessZone).DayOf(clock.GetUtcNow());
}
