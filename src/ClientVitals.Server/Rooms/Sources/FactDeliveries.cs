using ClientVitals.Database;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>Deliveries of a declared fact: undone, brought back, and their files read again. The same of every fact.</summary>
internal static class FactDeliveries
{
    public static void Map(IEndpointRouteBuilder api, FactEntity entity)
    {
        var many = entity.Name;
        api.MapPost($"/{many}/deliveries/{{id:long}}/undo", (long id, HttpContext http, CancellationToken ct) => http.DoAsync(new UndoFacts(entity, id), ct)).NeedsManager().IsLongWork()
            .Produces<FactsUndone>().ProducesProblem(400).ProducesProblem(404)
            .WithSummary($"Undoes a delivery of {many}.")
            .WithDescription($"The {many} it added and the clients it made go, those it corrected say again what they said before. What a later delivery told again stays. Possible for 90 days.");
        api.MapPost($"/{many}/deliveries/{{id:long}}/redo", (long id, HttpContext http, CancellationToken ct) => http.DoAsync(new RereadFacts(entity, id, ReadingChoices.None) { IsRedo = true }, ct)).NeedsManager().IsLongWork()
            .Produces<FactsReread>().ProducesProblem(400).ProducesProblem(404)
            .WithSummary($"Brings back a delivery of {many} that was undone.")
            .WithDescription("Its kept file is read again, as files like it were read last, and becomes a new delivery.");
        api.MapPost($"/{many}/deliveries/{{id:long}}/reread", (long id, Again body, HttpContext http, VitalsDatabase database, Language language, TimeProvider clock, CancellationToken ct) =>
                RereadAsync(entity, id, body, http, database, language, clock, ct)).NeedsManager().IsLongWork()
            .Produces<FactsReread>().ProducesProblem(400).ProducesProblem(404)
            .WithSummary($"Reads the file of a delivery of {many} again with other options.")
            .WithDescription("The delivery is undone and its kept file is imported as a new delivery, in one step. With rehearse = true everything is taken back: the answer says what would change, and the new delivery's number means nothing.");
    }

    private static async Task<Ok<FactsReread>> RereadAsync(
        FactEntity entity, long id, Again body, HttpContext http, VitalsDatabase database, Language language, TimeProvider clock, CancellationToken ct)
    {
        var act = new RereadFacts(entity, id, body.Options.Read(new(language), TaughtWord.Of));
        return TypedResults.Ok(body.Rehearse == true
            ? await database.RehearseAsync(act, http.Caller().ToActor(), clock.GetUtcNow(), ct)
            : await http.DoAsync(act, ct));
    }
}
